// The length of an array behind a unique_ptr is not known.
// ERROR: the length of an array behind unique_ptr is not known: use std::vector
#include "ouro/ref.hpp"

struct node {
  std::unique_ptr<ouro::edge<node>[]> all;
  void trace(auto &visit) const { visit(all); }
};

int main() { auto one = ouro::make<node>(); }
