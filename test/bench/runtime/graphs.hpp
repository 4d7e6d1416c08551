// The graphs on which all collectors are compared, for C++ systems. A system
// names its handles to nodes of 2 and 4 references:
//   vector, pair, quad, make_pair(), make_quad(), link(from, index, to), let_go(vector &), collect()
#ifndef OURO_BENCH_GRAPHS_HPP
#define OURO_BENCH_GRAPHS_HPP

#include "measure.hpp"

#include <cstdlib>
#include <string>

namespace bench {

/// Rings of `length` nodes, in the order they were made or shuffled.
template <class S, class V> void build_rings(V &nodes, std::size_t length, bool shuffled) {
  std::vector<std::uint32_t> order(nodes.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    order[i] = static_cast<std::uint32_t>(i);
  random_numbers random;
  for (std::size_t i = order.size() - 1; shuffled && i > 0; --i)
    std::swap(order[i], order[random.next() % (i + 1)]);
  for (std::size_t begin = 0; begin < nodes.size(); begin += length)
    for (std::size_t k = 0; k < length; ++k)
      S::link(nodes[order[begin + k]], 0, nodes[order[begin + (k + 1) % length]]);
}

template <class S, class V> void build_lists(V &nodes, std::size_t length) {
  for (std::size_t begin = 0; begin < nodes.size(); begin += length)
    for (std::size_t k = 0; k < length; ++k) {
      if (k + 1 < length)
        S::link(nodes[begin + k], 0, nodes[begin + k + 1]);
      if (k)
        S::link(nodes[begin + k], 1, nodes[begin + k - 1]);
    }
}

template <class S, class V> void build_random(V &nodes) {
  random_numbers random;
  for (auto &node : nodes)
    for (int index = 0; index < 4; ++index)
      S::link(node, index, nodes[random.next() % nodes.size()]);
}

/// A complete binary tree whose nodes also refer to their parents.
template <class S, class V> void build_tree(V &nodes) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (2 * i + 1 < nodes.size())
      S::link(nodes[i], 0, nodes[2 * i + 1]);
    if (2 * i + 2 < nodes.size())
      S::link(nodes[i], 1, nodes[2 * i + 2]);
    if (i)
      S::link(nodes[i], 2, nodes[(i - 1) / 2]);
  }
}

/// Nanoseconds per object of one collection: of garbage, or, where the case
/// begins with "live_", of a heap of which nothing is garbage.
template <class S, class V> void measure_graph(char const *who, std::string const &in_case, V &nodes, double resident) {
  double count = static_cast<double>(nodes.size());
  if (in_case.starts_with("live_")) {
    row("bytes", who, in_case.c_str(), (resident_bytes() - resident) / count - sizeof(nodes[0]));
    row("collect", who, in_case.c_str(), median(5, [&] {
          double begin = cpu_ns();
          S::collect();
          return (cpu_ns() - begin) / count;
        }));
  } else {
    S::let_go(nodes);
    row("bytes", who, in_case.c_str(), (resident_bytes() - resident) / count);
    double begin = cpu_ns();
    S::collect();
    row("collect", who, in_case.c_str(), (cpu_ns() - begin) / count);
  }
}

template <class S> int graph_main(char const *who, int argc, char **argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: %s CASE COUNT\n", argv[0]);
    return 2;
  }
  std::string in_case = argv[1], shape = in_case.starts_with("live_") ? in_case.substr(5) : in_case;
  std::size_t count = std::strtoull(argv[2], nullptr, 10);
  double resident = resident_bytes();
  if (shape == "rand4" || shape == "ptree") {
    typename S::template vector<typename S::quad> nodes(count);
    for (auto &node : nodes)
      node = S::make_quad();
    shape == "rand4" ? build_random<S>(nodes) : build_tree<S>(nodes);
    measure_graph<S>(who, in_case, nodes, resident);
    return 0;
  }
  typename S::template vector<typename S::pair> nodes(count);
  for (auto &node : nodes)
    node = S::make_pair();
  if (shape == "dll1000")
    build_lists<S>(nodes, 1000);
  else
    build_rings<S>(nodes, shape == "ring2" ? 2 : shape == "ring100" ? 100 : count, shape == "shuf");
  measure_graph<S>(who, in_case, nodes, resident);
  return 0;
}

} // namespace bench

#endif
