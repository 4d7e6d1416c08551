// Jumps, ends of scopes, and bodies that are not lowered.
//
// RUN: %ouro facts %s -- -std=gnu11 | FileCheck %s --match-full-lines
void *malloc(unsigned long);
void free(void *);
void abort(void) __attribute__((noreturn));
typedef long jmp_buf[64];
int setjmp(jmp_buf) __attribute__((returns_twice));
jmp_buf Back;

int a_cleanup(int n) {
  int rc = -1;
  char *a = 0, *b = 0;
  if (!(a = malloc(n)))
    goto out;
  if (!(b = malloc(n)))
    goto out;
  rc = 0;
out:
  free(b);
  free(a);
  return rc;
}
// CHECK: function a_cleanup acquires releases:
// CHECK-NEXT: b0: rc = -1
// CHECK-NEXT: a = 0
// CHECK-NEXT: b = 0
// CHECK-NEXT: r0 = malloc(n) borrows is 0+
// CHECK-NEXT: acquire r0 memory if r0 +
// CHECK-NEXT: a = r0
// CHECK-NEXT: if r0 == 0: b3 else b1
// CHECK-NEXT: b1: r1 = malloc(n) borrows is 0+
// CHECK-NEXT: acquire r1 memory if r1 +
// CHECK-NEXT: b = r1
// CHECK-NEXT: if r1 == 0: b3 else b2
// CHECK-NEXT: b2: rc = 0
// CHECK-NEXT: goto b3
// CHECK-NEXT: b3: r2 = free(b) borrows
// CHECK-NEXT: release b memory
// CHECK-NEXT: r3 = free(a) borrows
// CHECK-NEXT: release a memory
// CHECK-NEXT: return rc

void b_loop(int n) {
  for (int i = 0; i < n; i++) {
    char *p = malloc(i);
    if (!p)
      break;
    if (i == 3)
      continue;
    free(p);
  }
}
// CHECK: function b_loop acquires releases:
// CHECK-NEXT: b0: i = 0
// CHECK-NEXT: goto b1
// CHECK-NEXT: b1: if i < n: b2 else b8
// CHECK-NEXT: b2: r0 = malloc(i) borrows is 0+
// CHECK-NEXT: acquire r0 memory if r0 +
// CHECK-NEXT: p = r0
// CHECK-NEXT: if p == 0: b7 else b3
// CHECK-NEXT: b3: if i == 3: b5 else b4
// CHECK-NEXT: b4: r1 = free(p) borrows
// CHECK-NEXT: release p memory
// CHECK-NEXT: end p
// CHECK-NEXT: goto b6
// CHECK-NEXT: b5: end p
// CHECK-NEXT: goto b6
// CHECK-NEXT: b6: i = i + 1
// CHECK-NEXT: goto b1
// CHECK-NEXT: b7: end p
// CHECK-NEXT: goto b8
// CHECK-NEXT: b8: end i
// CHECK-NEXT: return

void c_computed(int n) {
  void *targets[] = {&&first, &&second};
  char *p = malloc(3);
  goto *targets[n];
first:
  free(p);
second:
  return;
}
// CHECK: function c_computed acquires releases:
// CHECK-NEXT: var literal outside
// CHECK-NEXT: var literal outside
// CHECK-NEXT: b0: targets = &literal
// CHECK-NEXT: targets[1] = &literal
// CHECK-NEXT: r0 = malloc(3) borrows is 0+
// CHECK-NEXT: acquire r0 memory if r0 +
// CHECK-NEXT: p = r0
// CHECK-NEXT: if ?: b2 else b1
// CHECK-NEXT: b1: r1 = free(p) borrows
// CHECK-NEXT: release p memory
// CHECK-NEXT: goto b2
// CHECK-NEXT: b2: return

void d_stops(int n) {
  char *p = malloc(n);
  if (!p)
    abort();
  if (0)
    abort();
  free(p);
}
// CHECK: function d_stops acquires releases stops:
// CHECK-NEXT: b0: r0 = malloc(n) borrows is 0+
// CHECK-NEXT: acquire r0 memory if r0 +
// CHECK-NEXT: p = r0
// CHECK-NEXT: if p == 0: b2 else b1
// CHECK-NEXT: b1: r1 = free(p) borrows
// CHECK-NEXT: release p memory
// CHECK-NEXT: end p
// CHECK-NEXT: return
// CHECK-NEXT: b2: r2 = abort() borrows
// CHECK-NEXT: stop

void e_assembler(int n) {
  char *p = malloc(n), *q = malloc(n);
  int out;
  __asm__("" : "=r"(out) : "r"(p));
  free(q);
}
// CHECK: function e_assembler acquires releases:
// CHECK-NEXT: b0: r0 = malloc(n) borrows is 0+
// CHECK-NEXT: acquire r0 memory if r0 +
// CHECK-NEXT: p = r0
// CHECK-NEXT: r1 = malloc(n) borrows is 0+
// CHECK-NEXT: acquire r1 memory if r1 +
// CHECK-NEXT: q = r1
// CHECK-NEXT: out = ?
// CHECK-NEXT: escape &out
// CHECK-NEXT: escape p
// CHECK-NEXT: out = ?
// CHECK-NEXT: r2 = free(q) borrows
// CHECK-NEXT: release q memory
// CHECK-NEXT: end out
// CHECK-NEXT: end q
// CHECK-NEXT: end p
// CHECK-NEXT: return

// A second return would run through what was never written down.
void f_setjmp(int n) {
  char *p = malloc(n);
  if (setjmp(Back))
    return;
  free(p);
}
// CHECK: function f_setjmp acquires releases:
// CHECK-NEXT: not lowered
