// Binary trees, with and without parent pointers: trees SYSTEM DEPTH, where
// SYSTEM is plain, parents (strong: every tree is one ring) or boost (intrusive
// counts, raw parents). Collections begin by themselves.
#include "measure.hpp"

#include "ouro/gc.hpp"

#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>
#include <cstdlib>
#include <cstring>

namespace {

struct traced {
  ouro::edge<traced> left, right, parent;
  void trace(auto &visit) const { visit(left, right, parent); }
};
struct counted : boost::intrusive_ref_counter<counted, boost::thread_unsafe_counter> {
  boost::intrusive_ptr<counted> left, right;
  counted *parent = nullptr;
};

bool with_parents;

struct ouro_system {
  using handle = ouro::ref<traced>;
  static handle make() { return ouro::make<traced>(); }
  static void adopt(handle &of, handle &child) {
    if (with_parents)
      child->parent = of;
  }
};
struct boost_system {
  using handle = boost::intrusive_ptr<counted>;
  static handle make() { return handle(new counted); }
  static void adopt(handle &of, handle &child) { child->parent = of.get(); }
};

template <class S> typename S::handle build(int depth) {
  auto top = S::make();
  if (depth > 0) {
    auto left = build<S>(depth - 1), right = build<S>(depth - 1);
    S::adopt(top, left), S::adopt(top, right);
    top->left = std::move(left), top->right = std::move(right);
  }
  return top;
}
template <class N> long count(N const &of) { return of->left ? 1 + count(of->left) + count(of->right) : 1; }

template <class S> long run(int depth) {
  long sum = count(build<S>(depth + 1));
  auto long_lived = build<S>(depth);
  for (int now = 4; now <= depth; now += 2)
    for (long i = 0; i < 1L << (depth - now + 4); ++i)
      sum += count(build<S>(now));
  return sum + count(long_lived);
}

} // namespace

int main(int argc, char **argv) {
  if (argc != 3)
    return 2;
  int depth = std::atoi(argv[2]);
  with_parents = !std::strcmp(argv[1], "parents");
  double begin = bench::cpu_ns();
  long sum = !std::strcmp(argv[1], "boost") ? run<boost_system>(depth) : run<ouro_system>(depth);
  bench::row("trees s", argv[1], argv[2], (bench::cpu_ns() - begin) / 1e9);
  bench::row("trees MB", argv[1], argv[2], bench::peak_mb());
  return sum > 0 ? 0 : 1;
}
