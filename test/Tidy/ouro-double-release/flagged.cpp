// A release that follows another one on the same path.
//
// RUN: %tidy %s -- %flags 2>/dev/null | %check
#include <cstdlib>

void drop(void *p) {
  if (p)
    std::free(p);
}

int helper(bool early) {
  void *p = std::malloc(4);
  // CHECK: [[#@LINE+7]]:3: warning: memory 'p' is released twice [ouro-double-release]
  // CHECK: [[#@LINE-2]]:13: note: memory 'p' is acquired here
  // CHECK: [[#@LINE+1]]:7: note: this branch is taken when 'early' is not 0
  if (early)
    drop(p);
  // CHECK: [[#@LINE-1]]:5: note: memory 'p' is released here for the first time
  // CHECK: [[#@LINE+1]]:3: note: release memory 'p' once, or set its handle to null after the first release
  std::free(p);
  return 0;
}

void argument(char *p) {
  std::free(p);
  std::free(p);
  // CHECK: [[#@LINE-1]]:3: warning: memory 'p' is released twice [ouro-double-release]
  // CHECK: [[#@LINE-4]]:6: note: memory 'p' comes as an argument
  // CHECK: [[#@LINE-4]]:3: note: memory 'p' is released here for the first time
  // CHECK: [[#@LINE-4]]:3: note: release memory 'p' once, or set its handle to null after the first release
}
