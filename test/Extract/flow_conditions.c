// How conditions are lowered: both sides, what is tested twice, constants, and
// operators whose value is stored before it is tested.
//
// RUN: %ouro facts %s -- -std=c11 | FileCheck %s --match-full-lines
void *malloc(unsigned long);
void free(void *);
int open(const char *, int, ...);
int read(int, void *, unsigned long);
int setting(void);
int use(const void *);
struct context {
  int failed;
};
static int Five = 5;
static const int Zero = 0;
static int Counter;
static int yes(void) { return 1; }

// What is assigned in a condition is the result that is compared.
int a_assigned(const char *name) {
  int fd;
  if ((fd = open(name, 0)) < 0)
    return -1;
  return fd;
}
// CHECK: function a_assigned acquires:
// CHECK-NEXT: b0: fd = ?
// CHECK-NEXT: r0 = open(name, 0) borrows
// CHECK-NEXT: acquire r0 descriptor if r0 +
// CHECK-NEXT: fd = r0
// CHECK-NEXT: if r0 < 0: b2 else b1
// CHECK-NEXT: b1: return fd
// CHECK-NEXT: b2: return -1

// The value of an operator is 1 or 0, by the way that was taken.
int b_stored(int n) {
  char *p = malloc(n);
  int ok = p != 0;
  int both = ok && n > 3;
  if (both)
    free(p);
  return !p;
}
// CHECK: function b_stored acquires releases:
// CHECK-NEXT: b0: r0 = malloc(n) borrows is 0+
// CHECK-NEXT: acquire r0 memory if r0 +
// CHECK-NEXT: p = r0
// CHECK-NEXT: if p != 0: b2 else b1
// CHECK-NEXT: b1: %0 = 0
// CHECK-NEXT: goto b3
// CHECK-NEXT: b2: %0 = 1
// CHECK-NEXT: goto b3
// CHECK-NEXT: b3: ok = %0
// CHECK-NEXT: if ok != 0: b5 else b4
// CHECK-NEXT: b4: %1 = 0
// CHECK-NEXT: goto b8
// CHECK-NEXT: b5: if 3 < n: b7 else b6
// CHECK-NEXT: b6: %1 = 0
// CHECK-NEXT: goto b8
// CHECK-NEXT: b7: %1 = 1
// CHECK-NEXT: goto b8
// CHECK-NEXT: b8: both = %1
// CHECK-NEXT: if both != 0: b9 else b10
// CHECK-NEXT: b9: r1 = free(p) borrows
// CHECK-NEXT: release p memory
// CHECK-NEXT: goto b10
// CHECK-NEXT: b10: if p == 0: b12 else b11
// CHECK-NEXT: b11: %2 = 0
// CHECK-NEXT: goto b13
// CHECK-NEXT: b12: %2 = 1
// CHECK-NEXT: goto b13
// CHECK-NEXT: b13: return %2

// Statics that nothing writes and functions that only return one decide.
int c_constant(void) {
  char *p = 0;
  if (Five == 5 && !Zero)
    p = malloc(3);
  if (yes())
    free(p);
  return Counter++ ? 1 : 2;
}
// CHECK: function c_constant acquires releases:
// CHECK-NEXT: var Counter outside
// CHECK-NEXT: b0: p = 0
// CHECK-NEXT: r0 = malloc(3) borrows is 0+
// CHECK-NEXT: acquire r0 memory if r0 +
// CHECK-NEXT: p = r0
// CHECK-NEXT: r1 = yes()
// CHECK-NEXT: r2 = free(p) borrows
// CHECK-NEXT: release p memory
// CHECK-NEXT: Counter = Counter + 1
// CHECK-NEXT: if Counter - 1 != 0: b2 else b1
// CHECK-NEXT: b1: %0 = 2
// CHECK-NEXT: goto b3
// CHECK-NEXT: b2: %0 = 1
// CHECK-NEXT: goto b3
// CHECK-NEXT: b3: return %0

// `a > b` and `!(b < a)` are the same condition; a field, a setting, too.
void d_same(int a, int b, struct context *c) {
  char *p = a > b ? malloc(3) : 0;
  if (c->failed || setting())
    return;
  if (!(b < a))
    return;
  if (!c->failed && !setting())
    free(p);
}
// CHECK: function d_same acquires releases:
// CHECK-NEXT: condition #0 reads
// CHECK-NEXT: condition #1 reads c .failed
// CHECK-NEXT: condition #2 reads a b
// CHECK-NEXT: b0: if b < a #2:-: b2 else b1
// CHECK-NEXT: b1: %0 = 0
// CHECK-NEXT: goto b3
// CHECK-NEXT: b2: r0 = malloc(3) borrows is 0+
// CHECK-NEXT: acquire r0 memory if r0 +
// CHECK-NEXT: %0 = r0
// CHECK-NEXT: goto b3
// CHECK-NEXT: b3: p = %0
// CHECK-NEXT: if c->failed != 0 #1: b11 else b4
// CHECK-NEXT: b4: r1 = setting()
// CHECK-NEXT: if r1 != 0 #0: b11 else b5
// CHECK-NEXT: b5: if a <= b #2:0+: b10 else b6
// CHECK-NEXT: b6: if c->failed == 0 #1:0: b7 else b9
// CHECK-NEXT: b7: r2 = setting()
// CHECK-NEXT: if r2 == 0 #0:0: b8 else b9
// CHECK-NEXT: b8: r3 = free(p) borrows
// CHECK-NEXT: release p memory
// CHECK-NEXT: goto b9
// CHECK-NEXT: b9: end p
// CHECK-NEXT: return
// CHECK-NEXT: b10: return
// CHECK-NEXT: b11: return

// One test of several operators is several branches.
void e_nested(int a, int b, int c) {
  char *p = malloc(1);
  if ((a && b) || !c)
    free(p);
}
// CHECK: function e_nested acquires releases:
// CHECK-NEXT: b0: r0 = malloc(1) borrows is 0+
// CHECK-NEXT: acquire r0 memory if r0 +
// CHECK-NEXT: p = r0
// CHECK-NEXT: if a != 0: b1 else b2
// CHECK-NEXT: b1: if b != 0: b3 else b2
// CHECK-NEXT: b2: if c == 0: b3 else b4
// CHECK-NEXT: b3: r1 = free(p) borrows
// CHECK-NEXT: release p memory
// CHECK-NEXT: goto b4
// CHECK-NEXT: b4: end p
// CHECK-NEXT: return

// The whole of `do ... while (a && b)` is evaluated first.
void f_do(int n) {
  char *p;
  do
    p = malloc(n);
  while (!p && --n > 0);
  free(p);
}
// CHECK: function f_do acquires releases:
// CHECK-NEXT: b0: p = ?
// CHECK-NEXT: goto b1
// CHECK-NEXT: b1: r0 = malloc(n) borrows is 0+
// CHECK-NEXT: acquire r0 memory if r0 +
// CHECK-NEXT: p = r0
// CHECK-NEXT: if p == 0: b3 else b2
// CHECK-NEXT: b2: %0 = 0
// CHECK-NEXT: goto b6
// CHECK-NEXT: b3: n = n - 1
// CHECK-NEXT: if 0 < n: b5 else b4
// CHECK-NEXT: b4: %0 = 0
// CHECK-NEXT: goto b6
// CHECK-NEXT: b5: %0 = 1
// CHECK-NEXT: goto b6
// CHECK-NEXT: b6: if %0 != 0: b1 else b7
// CHECK-NEXT: b7: r1 = free(p) borrows
// CHECK-NEXT: release p memory
// CHECK-NEXT: end p
// CHECK-NEXT: return

int g_expected(int n) {
  char *p = malloc(n);
  if (__builtin_expect(!!(p == (void *)0), 0))
    return -1;
  free(p);
  return 0;
}
// CHECK: function g_expected acquires releases:
// CHECK-NEXT: b0: r0 = malloc(n) borrows is 0+
// CHECK-NEXT: acquire r0 memory if r0 +
// CHECK-NEXT: p = r0
// CHECK-NEXT: r1 = __builtin_expect(?, 0) borrows pure
// CHECK-NEXT: if p == 0: b2 else b1
// CHECK-NEXT: b1: r2 = free(p) borrows
// CHECK-NEXT: release p memory
// CHECK-NEXT: return 0
// CHECK-NEXT: b2: return -1

int h_switch(int n) {
  char *p = malloc(n);
  switch (n) {
  case 1:
    return 1;
  case 3 ... 5:
  case 7:
    free(p);
    break;
  }
  return 0;
}
// CHECK: function h_switch acquires releases:
// CHECK-NEXT: b0: r0 = malloc(n) borrows is 0+
// CHECK-NEXT: acquire r0 memory if r0 +
// CHECK-NEXT: p = r0
// CHECK-NEXT: switch n: 3..5 b2, 7 b2, 1 b1, else b3
// CHECK-NEXT: b1: return 1
// CHECK-NEXT: b2: r1 = free(p) borrows
// CHECK-NEXT: release p memory
// CHECK-NEXT: goto b3
// CHECK-NEXT: b3: return 0

// Failure that a cast of -1 stands for.
int i_cast(const char *name) {
  long fd = open(name, 0);
  void *p = (void *)fd;
  return p == (void *)-1;
}
// CHECK: function i_cast acquires:
// CHECK-NEXT: b0: r0 = open(name, 0) borrows
// CHECK-NEXT: acquire r0 descriptor if r0 +
// CHECK-NEXT: fd = r0
// CHECK-NEXT: p = fd
// CHECK-NEXT: if p == -1: b2 else b1
// CHECK-NEXT: b1: %0 = 0
// CHECK-NEXT: goto b3
// CHECK-NEXT: b2: %0 = 1
// CHECK-NEXT: goto b3
// CHECK-NEXT: b3: return %0
