// The graphs in Ouro's runtime.
#include "graphs.hpp"

#include "ouro/gc.hpp"

namespace {

template <int Count> struct node {
  ouro::edge<node> to[Count];
  void trace(auto &visit) const { visit(to); }
};

struct ouro_system {
  template <class T> using vector = std::vector<T>;
  using pair = ouro::ref<node<2>>;
  using quad = ouro::ref<node<4>>;
  static pair make_pair() { return ouro::make<node<2>>(); }
  static quad make_quad() { return ouro::make<node<4>>(); }
  template <class R> static void link(R &from, int index, R &to) { from->to[index] = to; }
  template <class V> static void let_go(V &nodes) { V().swap(nodes); }
  static void collect() { ouro::gc::collect(); }
};

} // namespace

int main(int argc, char **argv) {
  ouro::gc::disable();
  return bench::graph_main<ouro_system>("ouro", argc, argv);
}
