// Nothing shows how the function reports fields.
// RUNTIME
// RULE: ouro-untraced-hold
#include "ouro/ref.hpp"

struct Stop {
  ouro::edge<Stop> next;
  void trace(auto &) const {}
};

int run() {
  auto first = ouro::make<Stop>();
  first->next = first;
  return 0;
}
