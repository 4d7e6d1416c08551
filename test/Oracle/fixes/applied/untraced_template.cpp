// RUNTIME
// RULE: ouro-untraced-hold
// EXPECT:     visit(this->other);
// A class template, and a base that depends on it.
#include "ouro/ref.hpp"

#include <cstdio>

template <class T> struct Two {
  ouro::edge<T> other;
};
template <class T> class Cell : public Two<Cell<T>> {
public:
  explicit Cell(T of) : value(of) {}
  void trace(auto &visit) const {
    visit(value);
    visit(next);
  }
  T value;
  ouro::edge<Cell> next;
};

int run() {
  auto one = ouro::make<Cell<int>>(1), other = ouro::make<Cell<int>>(2);
  one->other = other;
  other->next = one;
  std::printf("%d\n", one->other->value);
  return 0;
}
