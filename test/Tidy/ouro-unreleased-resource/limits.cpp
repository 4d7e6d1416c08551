// Leaks that are not flagged, or only at lower confidence.
//
// RUN: %tidy --warnings-as-errors='*' %s -- %flags
#include <cstdlib>
#include <vector>

// A container of plain pointers: what it does with them is not known.
void container() {
  std::vector<int *> all;
  all.push_back(new int);
}

// A function whose body is elsewhere may keep what it gets.
void keep(int *);
void unknown() {
  int *p = new int;
  keep(p);
}

// What main still holds goes with the program: Possible.
int main() {
  void *block = std::malloc(3);
  return block == nullptr;
}
