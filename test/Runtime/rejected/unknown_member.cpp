// A member whose type nobody knows.
// ERROR: `visit` got a member of unknown type: give that a `trace`, `using
// ouro_no_edges = void;` or an `ouro::tracer`
#include "ouro/ref.hpp"

struct links {
  ouro::edge<int> first;
};
struct node {
  links all;
  void trace(auto &visit) const { visit(all); }
};

int main() { auto one = ouro::make<node>(); }
