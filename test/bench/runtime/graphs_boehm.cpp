// The graphs under Boehm's collector, one marker. It sweeps lazily, so its
// figures for garbage are not the whole cost.
#include "graphs.hpp"

#include <gc/gc.h>
#include <gc/gc_allocator.h>

namespace {

template <int Count> struct node {
  node *to[Count];
};

struct boehm_system {
  template <class T> using vector = std::vector<T, traceable_allocator<T>>;
  using pair = node<2> *;
  using quad = node<4> *;
  static pair make_pair() { return static_cast<pair>(GC_MALLOC(sizeof(node<2>))); }
  static quad make_quad() { return static_cast<quad>(GC_MALLOC(sizeof(node<4>))); }
  template <class N> static void link(N *from, int index, N *to) { from->to[index] = to; }
  template <class V> static void let_go(V &nodes) { V().swap(nodes); }
  static void collect() { GC_gcollect(); }
};

} // namespace

int main(int argc, char **argv) {
  setenv("GC_MARKERS", "1", 1);
  GC_INIT();
  return bench::graph_main<boehm_system>("Boehm", argc, argv);
}
