// A handle where an edge belongs.
// ERROR: a `ref` inside a traced object is a root that never goes away: make it
// an `edge`
#include "ouro/ref.hpp"

struct node {
  ouro::ref<node> next;
  void trace(auto &visit) const { visit(next); }
};

int main() { auto one = ouro::make<node>(); }
