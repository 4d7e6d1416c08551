// A ring of edges is collected by design.
#include "ouro/ref.hpp"

struct Stop {
  ouro::edge<Stop> Next, Before;
  void trace(auto &Visit) const { Visit(Next, Before); }
};

int run() {
  auto First = ouro::make<Stop>(), Second = ouro::make<Stop>();
  First->Next = Second;
  Second->Before = First;
  return First->Next == Second ? 0 : 1;
}
