// The graphs in Ouro's runtime. `graphs_ouro one-kind CASE COUNT` does without
// handles: edges stand outside, too, and a collection has to find out by counting
// which objects they hold. So it works when only the young are collected.
#include "graphs.hpp"

#include "ouro/gc.hpp"

#include <cstring>

namespace {

template <int Count> struct node {
  ouro::edge<node> to[Count];
  void trace(auto &visit) const { visit(to); }
};

struct two_kinds {
  static constexpr char const *who = "ouro";
  template <int N> using handle = ouro::ref<node<N>>;
  static constexpr int scans = 5;
  static double collect() { return static_cast<double>(ouro::gc::collect()); }
};
struct one_kind {
  static constexpr char const *who = "ouro, one kind";
  template <int N> using handle = ouro::edge<node<N>>;
  static constexpr int scans = 1; // then all is old
  static double collect() { return static_cast<double>(ouro::gc::collect(0)); }
};
template <class Kinds> struct ouro_system : Kinds {
  static constexpr bool collects_rings = true;
  template <class T> using vector = std::vector<T>;
  template <int N> static typename Kinds::template handle<N> make() { return ouro::make<node<N>>(); }
  template <class R, class T> static void link(R &from, int index, T &&to) { from->to[index] = std::forward<T>(to); }
  template <class R> static void adopt(R &parent, R &child) { child->to[2] = parent; }
  template <class R> static void const *target(R const &from, int index) { return from->to[index].get(); }
};

template <class Kinds> int run(int argc, char **argv) {
  if (argc > 1 && std::strcmp(argv[1], "plain") && std::strcmp(argv[1], "parents"))
    ouro::gc::disable();
  return bench::graph_main<ouro_system<Kinds>>(argc, argv);
}

} // namespace

int main(int argc, char **argv) {
  if (argc < 2 || std::strcmp(argv[1], "one-kind"))
    return run<two_kinds>(argc, argv);
  ouro::gc::on_misuse([](ouro::gc::misuse const &) {}); // as it is meant here
  return run<one_kind>(argc - 1, argv + 1);
}
