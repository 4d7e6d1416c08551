// A collection finds an edge on the stack.
#include "ouro/gc.hpp"

struct Page {
  ouro::edge<Page> Next;
  void trace(auto &Visit) const { Visit(Next); }
};

int run() {
  ouro::edge<Page> First = ouro::make<Page>(); // FLAG
  First->Next = ouro::make<Page>();
  ouro::gc::collect();
  return First->Next ? 0 : 1;
}
