// RUNTIME
// RULE: ouro-untraced-hold
// EXPECT:     visit(before);
#include "ouro/ref.hpp"

#include <cstdio>

struct Stop {
  ouro::edge<Stop> next;
  ouro::edge<Stop> before;
  void trace(auto &visit) const {
    visit(next);
  }
};

int run() {
  auto first = ouro::make<Stop>(), second = ouro::make<Stop>();
  first->next = second;
  second->before = first;
  std::puts(first->next == second ? "same" : "other");
  return 0;
}
