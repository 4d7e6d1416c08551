// One release on every path.
//
// RUN: %tidy --warnings-as-errors='*' %s -- %flags
#include <cstdlib>

int reset(bool early) {
  void *p = std::malloc(4);
  if (early) {
    std::free(p);
    p = nullptr;
  }
  std::free(p);
  return 0;
}

int flagged(int n) {
  void *p = std::malloc(4);
  bool gone = false;
  if (n > 3) {
    std::free(p);
    gone = true;
  }
  if (!gone)
    std::free(p);
  return 0;
}

void loop(int n) {
  for (int i = 0; i < n; ++i) {
    void *p = std::malloc(4);
    std::free(p);
  }
}
