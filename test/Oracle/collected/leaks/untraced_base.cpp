// The class forgets what its base reports.
#include "ouro/ref.hpp"

struct Item {
  ouro::edge<Item> Owner;
  void trace(auto &Visit) const { Visit(Owner); }
};
struct Box : Item { // FLAG
  ouro::edge<Item> Content;
  void trace(auto &Visit) const { Visit(Content); }
};

int run() {
  auto Outer = ouro::make<Box>();
  auto Inner = ouro::make<Box>();
  Outer->Content = Inner;
  Inner->Owner = Outer;
  return Outer->Content ? 0 : 1;
}
