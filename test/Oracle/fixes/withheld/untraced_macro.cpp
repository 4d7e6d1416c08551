// The function is a macro's.
// RUNTIME
// RULE: ouro-untraced-hold
#include "ouro/ref.hpp"

#define TRACES(...) void trace(auto &visit) const { visit(__VA_ARGS__); }

struct Stop {
  ouro::edge<Stop> next, before;
  TRACES(next)
};

int run() {
  auto first = ouro::make<Stop>(), second = ouro::make<Stop>();
  first->next = second;
  second->before = first;
  return 0;
}
