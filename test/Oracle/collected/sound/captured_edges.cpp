// A function object that is reported, with the edges it was given.
#include "ouro/function.hpp"
#include "ouro/ref.hpp"

struct Button {
  ouro::function<int()> Click;
  int Clicks = 0;
  void trace(auto &Visit) const { Visit(Click); }
};

int run() {
  auto One = ouro::make<Button>();
  One->Click = ouro::capture([](auto &Self) { return Self->Clicks; },
                             ouro::edge<Button>(One));
  return One->Click();
}
