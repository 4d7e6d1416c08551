// A class with edges and nothing that reports them.
// ERROR: make<T>: T may hold edges, its destructor does something, but it has
// no trace. Add `void trace(auto &visit) const { visit(members...); }`
#include "ouro/ref.hpp"

struct node {
  ouro::edge<node> next;
};

int main() { auto one = ouro::make<node>(); }
