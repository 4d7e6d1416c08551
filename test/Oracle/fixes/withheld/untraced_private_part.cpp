// The function may not name the field of the part.
// RUNTIME
// RULE: ouro-untraced-hold
#include "ouro/ref.hpp"

class Ends {
public:
  ouro::edge<struct Stop> first;
  ouro::edge<struct Stop> &last() { return second; }

private:
  ouro::edge<struct Stop> second;
};
struct Stop {
  Ends ends;
  void trace(auto &visit) const { visit(ends.first); }
};

int run() {
  auto first = ouro::make<Stop>();
  first->ends.last() = first;
  return 0;
}
