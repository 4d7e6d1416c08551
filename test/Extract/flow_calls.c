// What calls do: models, annotations, attributes, pointers to functions, and
// functions of this file.
//
// RUN: %ouro facts %s -- -std=gnu11 -I%include | FileCheck %s --match-full-lines
#include "ouro/annotations.h"
typedef struct file FILE;
struct address;
void *malloc(unsigned long);
void *realloc(void *, unsigned long);
void free(void *);
char *realpath(const char *, char *);
FILE *fopen(const char *, const char *);
FILE *fdopen(int, const char *);
int fclose(FILE *);
int open(const char *, int, ...);
int getaddrinfo(const char *, const char *, const void *, struct address **);
void freeaddrinfo(struct address *);
void exit(int);
int open_port(const char *name) OURO_ACQUIRES(port, >= 0);
int make_port(int *out OURO_ACQUIRES(port, == 0));
void close_port(int port OURO_RELEASES(port));
void adopt_port(int port OURO_CONSUMES(port, > 0), void *owner);
int ask_port(int port OURO_BORROWS(port), void *answer);
void drop(int *port);
void each(__attribute__((noescape)) void *seen, void *kept);
void unknown(void *);

static void release(char **p);

void a_cleanup(int n) {
  __attribute__((cleanup(release))) char *p = malloc(n);
  __attribute__((cleanup(drop))) int port = 3;
  if (!p)
    return;
  *p = 1;
}
// CHECK: function a_cleanup acquires:
// CHECK-NEXT: b0: r0 = malloc(n) borrows is 0+
// CHECK-NEXT: acquire r0 memory if r0 +
// CHECK-NEXT: p = r0
// CHECK-NEXT: port = 3
// CHECK-NEXT: if p == 0: b2 else b1
// CHECK-NEXT: b1: p-> = 1
// CHECK-NEXT: r1 = drop(&port)
// CHECK-NEXT: end port
// CHECK-NEXT: r2 = release(&p)
// CHECK-NEXT: end p
// CHECK-NEXT: return
// CHECK-NEXT: b2: r3 = drop(&port)
// CHECK-NEXT: r4 = release(&p)
// CHECK-NEXT: return

// With the argument that makes them acquire, and without.
void b_models(const char *name, char *buffer, char *p) {
  struct address *a;
  char *q = realloc(p, 3);
  FILE *f = fdopen(open(name, 0), "r");
  if (getaddrinfo(name, 0, 0, &a))
    exit(1);
  freeaddrinfo(a);
  realpath(name, buffer);
  free(realpath(name, 0));
}
// CHECK: function b_models acquires releases stops: #2 released:memory;
// CHECK-NEXT: var literal outside
// CHECK-NEXT: b0: a = ?
// CHECK-NEXT: r0 = realloc(p, 3) borrows is 0+
// CHECK-NEXT: release p memory if r0 -+
// CHECK-NEXT: acquire r0 memory if r0 +
// CHECK-NEXT: q = r0
// CHECK-NEXT: r1 = open(name, 0) borrows
// CHECK-NEXT: acquire r1 descriptor if r1 +
// CHECK-NEXT: r2 = fdopen(r1, &literal) borrows is 0+
// CHECK-NEXT: transfer r1 if r2 -+
// CHECK-NEXT: acquire r2 FILE if r2 +
// CHECK-NEXT: f = r2
// CHECK-NEXT: r3 = getaddrinfo(name, 0, 0, &a) borrows
// CHECK-NEXT: acquire a addrinfo if r3 0
// CHECK-NEXT: if r3 != 0: b2 else b1
// CHECK-NEXT: b1: r4 = freeaddrinfo(a) borrows
// CHECK-NEXT: release a addrinfo
// CHECK-NEXT: r5 = realpath(name, buffer) borrows is 0+
// CHECK-NEXT: r6 = realpath(name, 0) borrows is 0+
// CHECK-NEXT: acquire r6 memory if r6 +
// CHECK-NEXT: r7 = free(r6) borrows
// CHECK-NEXT: release r6 memory
// CHECK-NEXT: end f
// CHECK-NEXT: end q
// CHECK-NEXT: end a
// CHECK-NEXT: return
// CHECK-NEXT: b2: r8 = exit(1) borrows
// CHECK-NEXT: stop

void c_annotations(void *owner) {
  int port, own = open_port("x");
  if (make_port(&port) == 0)
    close_port(port);
  adopt_port(own, owner);
  ask_port(own, owner);
}
// CHECK: function c_annotations acquires releases: #0 passed;
// CHECK-NEXT: var literal outside
// CHECK-NEXT: b0: port = ?
// CHECK-NEXT: r0 = open_port(&literal) borrows
// CHECK-NEXT: acquire r0 port if r0 0+
// CHECK-NEXT: own = r0
// CHECK-NEXT: r1 = make_port(&port) borrows
// CHECK-NEXT: acquire port port if r1 0
// CHECK-NEXT: if r1 == 0: b1 else b2
// CHECK-NEXT: b1: r2 = close_port(port) borrows
// CHECK-NEXT: release port port
// CHECK-NEXT: goto b2
// CHECK-NEXT: b2: escape owner
// CHECK-NEXT: r3 = adopt_port(own, owner) borrows
// CHECK-NEXT: transfer own
// CHECK-NEXT: escape owner
// CHECK-NEXT: r4 = ask_port(own, owner) borrows
// CHECK-NEXT: end own
// CHECK-NEXT: end port
// CHECK-NEXT: return

void d_pointer(void (*callback)(char *), int n) {
  char *p = malloc(n);
  callback(p);
  each(p, p);
  unknown(&p);
}
// CHECK: function d_pointer acquires:
// CHECK-NEXT: b0: r0 = malloc(n) borrows is 0+
// CHECK-NEXT: acquire r0 memory if r0 +
// CHECK-NEXT: p = r0
// CHECK-NEXT: r1 = ?(p)
// CHECK-NEXT: escape p
// CHECK-NEXT: r2 = each(p, p) borrows
// CHECK-NEXT: r3 = unknown(&p)
// CHECK-NEXT: end p
// CHECK-NEXT: return

static void release(char **p) {
  free(*p);
  *p = 0;
}
// CHECK: function release local releases: #0 releases->*;
// CHECK-NEXT: b0: r0 = free(p->) borrows
// CHECK-NEXT: release p-> memory
// CHECK-NEXT: p-> = 0
// CHECK-NEXT: return
