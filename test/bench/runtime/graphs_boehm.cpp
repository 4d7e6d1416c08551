// The graphs under Boehm's collector, one marker. It sweeps lazily, so its
// figures for garbage are not the whole cost; it takes words on the stack for
// references, so a few objects may stay.
#include "graphs.hpp"

#include <cstring>
#include <gc/gc.h>
#include <gc/gc_allocator.h>

namespace {

template <int Count> struct node {
  node *to[Count];
};

bool counts = false;
double freed = 0;

struct boehm_system {
  static constexpr char const *who = "Boehm";
  static constexpr bool collects_rings = true;
  static constexpr int scans = 5;
  template <class T> using vector = std::vector<T, traceable_allocator<T>>;
  template <int N> using handle = node<N> *;
  template <int N> static handle<N> make() {
    auto made = static_cast<node<N> *>(GC_MALLOC(sizeof(node<N>)));
    if (counts) // without regard to order: these are rings
      GC_register_finalizer_no_order(made, [](void *, void *) { ++freed; }, nullptr, nullptr, nullptr);
    return made;
  }
  template <class N> static void link(N *from, int index, N *to) { from->to[index] = to; }
  template <class N> static void adopt(N *parent, N *child) { child->to[2] = parent; }
  template <class N> static void const *target(N *from, int index) { return from->to[index]; }
  static double collect() {
    GC_gcollect();
    if (counts)
      GC_invoke_finalizers();
    return freed;
  }
};

} // namespace

int main(int argc, char **argv) {
  setenv("GC_MARKERS", "1", 1);
  GC_INIT();
  counts = argc > 3;
  return bench::graph_main<boehm_system>(argc, argv);
}
