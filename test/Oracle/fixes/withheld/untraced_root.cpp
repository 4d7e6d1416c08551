// What a root should become, the collector's headers know.
// RUNTIME
// RULE: ouro-untraced-hold
#include "ouro/ref.hpp"

struct Stop {
  ouro::edge<Stop> next;
  ouro::ref<Stop> before;
  void trace(auto &visit) const { visit(next); }
};

int run() {
  auto first = ouro::make<Stop>(), second = ouro::make<Stop>();
  first->next = second;
  second->before = first;
  return 0;
}
