// Chains and trees under counted pointers that never free a ring: parents are
// raw or weak. graphs_counted SYSTEM CASE COUNT, where SYSTEM is shared or
// intrusive (counts that are no atomics).
#include "graphs.hpp"

#include <cstring>
#include <memory>
#include <thread>

#ifdef OURO_HAS_BOOST
#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>
#endif

namespace {

struct counted_system {
  static constexpr bool collects_rings = false;
  template <class R, class T> static void link(R &from, int index, T &&to) { from->to[index] = std::forward<T>(to); }
  static double collect() { return 0; }
};

template <int> struct shared_node {
  std::shared_ptr<shared_node> to[2];
  std::weak_ptr<shared_node> parent;
};
struct shared_system : counted_system {
  static constexpr char const *who = "std::shared_ptr";
  template <int N> using handle = std::shared_ptr<shared_node<N>>;
  template <int N> static handle<N> make() { return std::make_shared<shared_node<N>>(); }
  template <class R> static void adopt(R &parent, R &child) { child->parent = parent; }
};

#ifdef OURO_HAS_BOOST
struct counted_node : boost::intrusive_ref_counter<counted_node, boost::thread_unsafe_counter> {
  boost::intrusive_ptr<counted_node> to[2];
  counted_node *parent = nullptr;
};
struct intrusive_system : counted_system {
  static constexpr char const *who = "boost::intrusive_ptr";
  template <int> using handle = boost::intrusive_ptr<counted_node>;
  template <int N> static handle<N> make() { return handle<N>(new counted_node); }
  template <class R> static void adopt(R &parent, R &child) { child->parent = parent.get(); }
};
#endif

} // namespace

int main(int argc, char **argv) {
  std::string system = argc > 1 ? argv[1] : "";
  if (system == "shared") {
    std::thread([] {}).join(); // before the first thread it counts without atomics
    return bench::graph_main<shared_system>(argc - 1, argv + 1);
  }
#ifdef OURO_HAS_BOOST
  if (system == "intrusive")
    return bench::graph_main<intrusive_system>(argc - 1, argv + 1);
#endif
  std::fprintf(stderr, "usage: %s shared|intrusive CASE COUNT\n", argv[0]);
  return 2;
}
