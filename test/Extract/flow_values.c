// Where values are: fields, elements, interior pointers, lists of initial
// values, structs that are copied.
//
// RUN: %ouro facts %s -- -std=gnu11 | FileCheck %s --match-full-lines
void *malloc(unsigned long);
void free(void *);
char *strdup(const char *);
int pipe(int *);
int close(int);
int put(void *);
struct inner {
  char *text;
  int length;
};
struct outer {
  struct inner inner;
  struct outer *next;
  union {
    char *name;
    long number;
  };
  unsigned flag : 1;
};
struct big {
  char *slots[20];
};
#define CONTAINER(pointer, type, member)                                       \
  ((type *)((char *)(pointer) - __builtin_offsetof(type, member)))
static char *Kept;

void a_fields(struct outer *o) {
  o->inner.text = malloc(3);
  o->next->name = strdup("x");
  o->flag = 1;
  put(&o->inner);
  free(o->next->inner.text);
}
// CHECK: function a_fields acquires releases: #0 releases->next*.inner.text passed;
// CHECK-NEXT: var literal outside
// CHECK-NEXT: b0: r0 = malloc(3) borrows is 0+
// CHECK-NEXT: acquire r0 memory if r0 +
// CHECK-NEXT: o->inner.text = r0
// CHECK-NEXT: r1 = strdup(&literal) borrows is 0+
// CHECK-NEXT: acquire r1 memory if r1 +
// CHECK-NEXT: o->next->name = r1
// CHECK-NEXT: o->flag = 1
// CHECK-NEXT: r2 = put(&o->inner)
// CHECK-NEXT: r3 = free(o->next->inner.text) borrows
// CHECK-NEXT: release o->next->inner.text memory
// CHECK-NEXT: return

// Index 0 is the pointer's or array's own place.
void b_elements(int i) {
  int ends[2];
  char **list = malloc(8), *fixed[2] = {malloc(1), malloc(2)};
  if (pipe(ends))
    return;
  close(ends[0]);
  close(ends[1]);
  list[0] = malloc(3);
  *list = malloc(4);
  list[i] = fixed[i];
  free(list[1]);
}
// CHECK: function b_elements acquires releases:
// CHECK-NEXT: b0: ends = ?
// CHECK-NEXT: r0 = malloc(8) borrows is 0+
// CHECK-NEXT: acquire r0 memory if r0 +
// CHECK-NEXT: list = r0
// CHECK-NEXT: r1 = malloc(1) borrows is 0+
// CHECK-NEXT: acquire r1 memory if r1 +
// CHECK-NEXT: r2 = malloc(2) borrows is 0+
// CHECK-NEXT: acquire r2 memory if r2 +
// CHECK-NEXT: fixed = r1
// CHECK-NEXT: fixed[1] = r2
// CHECK-NEXT: r3 = pipe(&ends) borrows
// CHECK-NEXT: acquire ends descriptor if r3 0
// CHECK-NEXT: acquire ends[1] descriptor if r3 0
// CHECK-NEXT: if r3 != 0: b2 else b1
// CHECK-NEXT: b1: r4 = close(ends) borrows
// CHECK-NEXT: release ends descriptor
// CHECK-NEXT: r5 = close(ends[1]) borrows
// CHECK-NEXT: release ends[1] descriptor
// CHECK-NEXT: r6 = malloc(3) borrows is 0+
// CHECK-NEXT: acquire r6 memory if r6 +
// CHECK-NEXT: list-> = r6
// CHECK-NEXT: r7 = malloc(4) borrows is 0+
// CHECK-NEXT: acquire r7 memory if r7 +
// CHECK-NEXT: list-> = r7
// CHECK-NEXT: list->[] = fixed[]
// CHECK-NEXT: r8 = free(list->[1]) borrows
// CHECK-NEXT: release list->[1] memory
// CHECK-NEXT: end fixed
// CHECK-NEXT: end list
// CHECK-NEXT: end ends
// CHECK-NEXT: return
// CHECK-NEXT: b2: return

// Wherever a pointer leads inside of a block, it is the block's.
void c_interior(struct inner *member, char *p) {
  struct outer *o = CONTAINER(member, struct outer, inner);
  char *q = p + 3;
  q++;
  free(&q[2]);
  free((char *)((unsigned long)p & ~7ul));
  free(o);
}
// CHECK: function c_interior releases: #0 released:memory; #1 released:memory;
// CHECK-NEXT: b0: o = member
// CHECK-NEXT: q = p
// CHECK-NEXT: q = q
// CHECK-NEXT: r0 = free(q) borrows
// CHECK-NEXT: release q memory
// CHECK-NEXT: r1 = free(p) borrows
// CHECK-NEXT: release p memory
// CHECK-NEXT: r2 = free(o) borrows
// CHECK-NEXT: release o memory
// CHECK-NEXT: end q
// CHECK-NEXT: end o
// CHECK-NEXT: return

void d_copies(struct outer *o) {
  struct inner one = {.text = malloc(1)}, two = one;
  struct big big = {{malloc(1)}}, other = big;
  one = (struct inner){malloc(2), 3};
  o->inner = two;
  free(other.slots[0]);
}
// CHECK: function d_copies acquires releases:
// CHECK-NEXT: b0: r0 = malloc(1) borrows is 0+
// CHECK-NEXT: acquire r0 memory if r0 +
// CHECK-NEXT: one.text = r0
// CHECK-NEXT: one.length = 0
// CHECK-NEXT: two.text = one.text
// CHECK-NEXT: two.length = one.length
// CHECK-NEXT: r1 = malloc(1) borrows is 0+
// CHECK-NEXT: acquire r1 memory if r1 +
// CHECK-NEXT: big.slots = r1
// CHECK-NEXT: escape &big
// CHECK-NEXT: other = ?
// CHECK-NEXT: r2 = malloc(2) borrows is 0+
// CHECK-NEXT: acquire r2 memory if r2 +
// CHECK-NEXT: %0.text = r2
// CHECK-NEXT: %0.length = 3
// CHECK-NEXT: one.text = %0.text
// CHECK-NEXT: one.length = %0.length
// CHECK-NEXT: o->inner.text = two.text
// CHECK-NEXT: o->inner.length = two.length
// CHECK-NEXT: r3 = free(other.slots) borrows
// CHECK-NEXT: release other.slots memory
// CHECK-NEXT: end other
// CHECK-NEXT: end big
// CHECK-NEXT: end two
// CHECK-NEXT: end one
// CHECK-NEXT: return

char *e_choice(char *given, int n) {
  char buffer[20];
  char *p = n > 20 ? malloc(n) : buffer;
  if (p != buffer)
    free(p);
  return given ?: strdup("");
}
// CHECK: function e_choice acquires releases: #0 kept;
// CHECK-NEXT: var literal outside
// CHECK-NEXT: b0: buffer = ?
// CHECK-NEXT: if 20 < n: b2 else b1
// CHECK-NEXT: b1: %0 = &buffer
// CHECK-NEXT: goto b3
// CHECK-NEXT: b2: r0 = malloc(n) borrows is 0+
// CHECK-NEXT: acquire r0 memory if r0 +
// CHECK-NEXT: %0 = r0
// CHECK-NEXT: goto b3
// CHECK-NEXT: b3: p = %0
// CHECK-NEXT: if p != &buffer: b4 else b5
// CHECK-NEXT: b4: r1 = free(p) borrows
// CHECK-NEXT: release p memory
// CHECK-NEXT: goto b5
// CHECK-NEXT: b5: %1 = given
// CHECK-NEXT: if given != 0: b7 else b6
// CHECK-NEXT: b6: r2 = strdup(&literal) borrows is 0+
// CHECK-NEXT: acquire r2 memory if r2 +
// CHECK-NEXT: %1 = r2
// CHECK-NEXT: goto b7
// CHECK-NEXT: b7: return %1

int f_statement(int n) {
  int *p = ({
    int *made = malloc(n);
    made;
  });
  free(p);
  return *p;
}
// CHECK: function f_statement acquires releases:
// CHECK-NEXT: b0: r0 = malloc(n) borrows is 0+
// CHECK-NEXT: acquire r0 memory if r0 +
// CHECK-NEXT: made = r0
// CHECK-NEXT: %0 = made
// CHECK-NEXT: end made
// CHECK-NEXT: p = %0
// CHECK-NEXT: r1 = free(p) borrows
// CHECK-NEXT: release p memory
// CHECK-NEXT: return p->

int g_old_style(p, n)
char *p;
int n;
{
  Kept = strdup(p);
  free(p);
  return n;
}
// CHECK: function g_old_style acquires releases: #0 released:memory; #1 kept;
// CHECK-NEXT: var Kept outside
// CHECK-NEXT: b0: r0 = strdup(p) borrows is 0+
// CHECK-NEXT: acquire r0 memory if r0 +
// CHECK-NEXT: Kept = r0
// CHECK-NEXT: r1 = free(p) borrows
// CHECK-NEXT: release p memory
// CHECK-NEXT: return n
