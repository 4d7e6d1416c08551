// Each family with its own release.
//
// RUN: %tidy --warnings-as-errors='*' %s -- %flags
#include <cstdlib>

void inTurn(bool array, int n) {
  int *p = nullptr;
  if (array)
    p = new int[n];
  else
    p = new int;
  if (array)
    delete[] p;
  else
    delete p;
}

void overflow(int n) {
  char small[8];
  char *p = n > 8 ? static_cast<char *>(std::malloc(n)) : small;
  if (p != small)
    std::free(p);
}
