// Mismatches that are not flagged: nobody sees both ends.
//
// RUN: %tidy --warnings-as-errors='*' %s -- %flags
#include <cstdlib>

struct Holder {
  int *numbers;
  void fill() { numbers = new int[4]; }
  void drop() { delete numbers; }
};
