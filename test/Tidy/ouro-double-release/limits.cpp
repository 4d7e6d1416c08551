// Double releases that are not flagged.
//
// RUN: %tidy --warnings-as-errors='*' %s -- %flags
#include <cstdlib>

struct Owner {
  void *block;
};

// Two names of one object that only the caller knows to be equal.
void aliases(Owner *a, Owner *b) {
  std::free(a->block);
  std::free(b->block);
}
