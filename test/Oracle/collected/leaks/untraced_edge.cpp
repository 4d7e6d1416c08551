// The function for the collector reports one of two edges.
#include "ouro/ref.hpp"

struct Stop {
  ouro::edge<Stop> Next;
  ouro::edge<Stop> Before; // FLAG
  void trace(auto &Visit) const { Visit(Next); }
};

int run() {
  auto First = ouro::make<Stop>(), Second = ouro::make<Stop>();
  First->Next = Second;
  Second->Before = First;
  return First->Next == Second ? 0 : 1;
}
