// Mismatches that are not flagged: somebody else may put something else there.
//
// RUN: %tidy --warnings-as-errors='*' %s -- %flags
#include <cstdlib>

class Holder {
  friend class Loader;
  int *numbers;
  void fill() { numbers = new int[4]; }
  void drop() { delete numbers; }
};
