// Families that do not fit.
//
// RUN: %tidy %s -- %flags -Wno-mismatched-new-delete 2>/dev/null | %check
#include <cstdlib>

void arrays(int n) {
  int *p = new int[n];
  delete p;
  // CHECK: [[#@LINE-1]]:3: warning: array 'p' is released as if by 'delete', but needs 'delete[]' [ouro-mismatched-release]
  // CHECK: [[#@LINE-3]]:12: note: array 'p' is acquired here
  // CHECK: [[#@LINE-3]]:3: note: release array 'p' with 'delete[]'
}

void drop(void *p) { std::free(p); }

void families() {
  int *p = new int;
  drop(p);
  // CHECK: [[#@LINE-1]]:3: warning: object 'p' is released as if by 'free', but needs 'delete' [ouro-mismatched-release]
  // CHECK: [[#@LINE-3]]:12: note: object 'p' is acquired here
  // CHECK: [[#@LINE-3]]:3: note: release object 'p' with 'delete'
}
