// A ring of the runtime, in a project of its own.
#include <ouro/gc.hpp>

#include <cstdio>

struct peer {
  ouro::edge<peer> other;
  void trace(auto &visit) const { visit(other); }
};

int main() {
  ouro::ref<peer> a = ouro::make<peer>(), b = ouro::make<peer>();
  a->other = b;
  b->other = a;
  a.reset();
  b.reset();
  std::printf("%zu collected\n", ouro::gc::collect());
}
