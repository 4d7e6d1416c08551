// Templates over templates; the base is known when they are used.
#include "ouro/ref.hpp"

#include <optional>

template <class T> struct Linked {
  ouro::edge<T> Next;
  void trace(auto &Visit) const { Visit(Next); }
};
template <class T> struct Cell : Linked<Cell<T>> {
  T Value{};
  std::optional<ouro::edge<Cell>> Mate;
  void trace(auto &Visit) const {
    Linked<Cell<T>>::trace(Visit);
    Visit(Value, this->Mate);
  }
};
template <class Derived> struct Reporting {
  ouro::edge<Derived> Up;
  void trace(auto &Visit) const {
    Visit(Up);
    static_cast<Derived const &>(*this).traceMore(Visit);
  }
};
struct Leaf : Reporting<Leaf> {
  ouro::edge<Leaf> Twin;
  void traceMore(auto &Visit) const { Visit(Twin); }
};

int run() {
  auto One = ouro::make<Cell<int>>(), Other = ouro::make<Cell<int>>();
  One->Next = Other;
  Other->Mate = One;
  auto Left = ouro::make<Leaf>(), Right = ouro::make<Leaf>();
  Left->Up = Right;
  Right->Twin = Left;
  return One->Next == Other ? 0 : 1;
}
