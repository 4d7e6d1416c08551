// The same in one class.
#include "ouro/ref.hpp"

struct Link {
  ouro::edge<Link> Next;
  ouro::ref<Link> Head; // FLAG
  void trace(auto &Visit) const { Visit(Next); }
};

int run() {
  auto Head = ouro::make<Link>(), Tail = ouro::make<Link>();
  Head->Next = Tail;
  Tail->Head = Head;
  return Tail->Head == Head ? 0 : 1;
}
