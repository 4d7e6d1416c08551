// The graphs on which all systems are compared, for C++: PROGRAM CASE COUNT
// [check]. A system S names its handles to nodes of N references:
//   handle<N>, make<N>(), link(from, index, to), target(from, index), vector<T>,
//   adopt(parent, child) for the third reference of a tree's node,
//   collect(), which says how many objects it freed; of a living heap it is timed
//   `scans` times.
#ifndef OURO_BENCH_GRAPHS_HPP
#define OURO_BENCH_GRAPHS_HPP

#include "measure.hpp"

#include <cstdlib>
#include <string>
#include <unordered_map>

namespace bench {

/// Rings of `length` nodes, in the order they were made or shuffled.
template <class S, class V> void build_rings(V &nodes, std::size_t length, bool is_shuffled) {
  std::vector<std::uint32_t> order(nodes.size());
  std::iota(order.begin(), order.end(), 0);
  if (is_shuffled)
    order = shuffled(nodes.size());
  for (std::size_t begin = 0; begin < nodes.size(); begin += length)
    for (std::size_t k = 0; k < length; ++k)
      S::link(nodes[order[begin + k]], 0, nodes[order[begin + (k + 1) % length]]);
}

template <class S, class V> void build_lists(V &nodes, std::size_t length) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if ((i + 1) % length && i + 1 < nodes.size())
      S::link(nodes[i], 0, nodes[i + 1]);
    if (i % length)
      S::link(nodes[i], 1, nodes[i - 1]);
  }
}

template <class S, class V> void build_random(V &nodes) {
  random_numbers random;
  for (auto &node : nodes)
    for (int index = 0; index < 4; ++index)
      S::link(node, index, nodes[random.below(nodes.size())]);
}

/// A complete binary tree whose nodes also refer to their parents.
template <class S, class V> void build_heap(V &nodes) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (2 * i + 1 < nodes.size())
      S::link(nodes[i], 0, nodes[2 * i + 1]);
    if (2 * i + 2 < nodes.size())
      S::link(nodes[i], 1, nodes[2 * i + 2]);
    if (i)
      S::link(nodes[i], 2, nodes[(i - 1) / 2]);
  }
}

/// What every language has to agree on: who refers to whom, as one number.
template <class S, class V> double sum_of_links(V const &nodes, int references) {
  std::unordered_map<void const *, double> number;
  for (auto const &node : nodes)
    number.try_emplace(&*node, static_cast<double>(number.size()));
  double sum = 0;
  for (auto const &node : nodes)
    for (int index = 0; index < references; ++index)
      if (void const *target = S::target(node, index)) {
        double from = number[&*node], to = number[target];
        sum += 3 * from + 5 * index + 7 * to + from * to;
      }
  return sum;
}

/// Nanoseconds per object of one collection: of garbage, or, where the case
/// begins with "live_", of a heap of which nothing is garbage.
template <class S, class V> void measure_collection(std::string const &in_case, V &nodes, double resident) {
  double count = static_cast<double>(nodes.size());
  char const *name = in_case.c_str();
  if (in_case.starts_with("live_")) {
    row("bytes", S::who, name, (resident_bytes() - resident) / count - sizeof(nodes[0]));
    row("collect", S::who, name, median(S::scans, [&] {
          double begin = cpu_ns();
          S::collect();
          return (cpu_ns() - begin) / count;
        }));
    return;
  }
  V().swap(nodes);
  row("bytes", S::who, name, (resident_bytes() - resident) / count);
  double begin = cpu_ns();
  double freed = S::collect();
  row("collect", S::who, name, (cpu_ns() - begin) / count);
  row("freed", S::who, name, freed);
}

template <class S, int N> void run_shape(std::string const &in_case, std::size_t count, bool check) {
  std::string shape = in_case.starts_with("live_") ? in_case.substr(5) : in_case;
  double resident = resident_bytes();
  typename S::template vector<typename S::template handle<N>> nodes(count);
  for (auto &node : nodes)
    node = S::template make<N>();
  if constexpr (N == 4)
    shape == "rand4" ? build_random<S>(nodes) : build_heap<S>(nodes);
  else if (shape == "dll1000")
    build_lists<S>(nodes, 1000);
  else
    build_rings<S>(nodes, shape == "ring2" ? 2 : shape == "ring100" ? 100 : count, shape == "shuf");
  if (check)
    row("links", S::who, in_case.c_str(), sum_of_links<S>(nodes, N));
  measure_collection<S>(in_case, nodes, resident);
}

/// The end of a chain whose first node is let go, by count or by collection.
template <class S> void run_chain(std::size_t count) {
  auto head = S::template make<2>();
  for (std::size_t i = 1; i < count; ++i) {
    auto next = S::template make<2>();
    S::link(next, 0, head);
    head = std::move(next);
  }
  double begin = cpu_ns();
  head = nullptr;
  S::collect();
  row("chain", S::who, "drop", (cpu_ns() - begin) / static_cast<double>(count));
}

template <class S> typename S::template handle<3> build_tree(int depth, bool parents) {
  auto top = S::template make<3>();
  if (depth > 0) {
    auto left = build_tree<S>(depth - 1, parents), right = build_tree<S>(depth - 1, parents);
    if (parents)
      S::adopt(top, left), S::adopt(top, right);
    S::link(top, 0, std::move(left)), S::link(top, 1, std::move(right));
  }
  return top;
}
template <class S, class H> long count_tree(H const &of) {
  return of->to[0] ? 1 + count_tree<S>(of->to[0]) + count_tree<S>(of->to[1]) : 1;
}

/// The binary trees of the Computer Language Benchmarks Game; collections
/// begin by themselves.
template <class S> void run_trees(std::string const &in_case, int depth) {
  bool parents = in_case == "parents";
  double begin = cpu_ns();
  long sum = count_tree<S>(build_tree<S>(depth + 1, parents));
  {
    auto long_lived = build_tree<S>(depth, parents);
    for (int now = 4; now <= depth; now += 2)
      for (long i = 0; i < 1L << (depth - now + 4); ++i)
        sum += count_tree<S>(build_tree<S>(now, parents));
    sum += count_tree<S>(long_lived);
  }
  row("trees s", S::who, in_case.c_str(), (cpu_ns() - begin) / 1e9);
  row("trees MB", S::who, in_case.c_str(), peak_mb());
  row("trees nodes", S::who, in_case.c_str(), static_cast<double>(sum));
}

template <class S> int graph_main(int argc, char **argv) {
  std::string in_case = argc > 1 ? argv[1] : "";
  std::size_t count = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 0;
  if (!count) {
    std::fprintf(stderr, "usage: %s CASE COUNT [check]\n", argv[0]);
    return 2;
  }
  bool check = argc > 3;
  if (in_case == "plain" || in_case == "parents")
    run_trees<S>(in_case, static_cast<int>(count));
  else if (in_case == "chain")
    run_chain<S>(count);
  else if constexpr (S::collects_rings)
    in_case.ends_with("rand4") || in_case.ends_with("ptree") ? run_shape<S, 4>(in_case, count, check)
                                                             : run_shape<S, 2>(in_case, count, check);
  return 0;
}

} // namespace bench

#endif
