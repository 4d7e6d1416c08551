// A function object with edges that is not reported.
#include "ouro/function.hpp"
#include "ouro/ref.hpp"

struct Button {
  ouro::edge<Button> Neighbour;
  ouro::function<int()> Click; // FLAG
  int Clicks = 0;
  void trace(auto &Visit) const { Visit(Neighbour); }
};

int run() {
  auto One = ouro::make<Button>();
  One->Click = ouro::capture([](auto &Self) { return Self->Clicks; },
                             ouro::edge<Button>(One));
  return One->Click();
}
