// Every shape of a path in C: what is marked is reported, and nothing else is.
//
// RUN: %tidy %s -- -std=gnu17 -w 2>/dev/null | grep -v '^ *[0-9]* |' | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <fcntl.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
typedef struct X {
  int fd;
  char *name;
  struct X *next;
} X;
extern X *g_x;
extern int cond(void);
extern int use(const char *);
// 01 plain leak
void t01(void) {
  char *p = malloc(4); // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: memory 'p' is not released on some path: 'free' is missing
  p[0] = 1;
}
// 02 null test then free
void t02(void) {
  char *p = malloc(4);
  if (!p)
    return;
  p[0] = 1;
  free(p);
}
// 03 early return leaks
int t03(int c) {
  char *p = malloc(4); // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: memory 'p' is not released on some path: 'free' is missing
  if (!p)
    return -1;
  if (c)
    return -2;
  free(p);
  return 0;
}
// 04 goto cleanup, free(NULL) is fine
int t04(int c) {
  int rc = -1;
  char *a = NULL, *b = NULL;
  FILE *f = NULL;
  a = malloc(4);
  if (!a)
    goto out;
  b = malloc(5);
  if (!b)
    goto out;
  f = fopen("x", "r");
  if (!f)
    goto out;
  rc = 0;
out:
  if (f)
    fclose(f);
  free(b);
  free(a);
  return rc;
}
// 05 goto skips one label
int t05(int c) {
  char *a = malloc(4);
  if (!a)
    return -1;
  char *b = malloc(4); // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: memory 'b' is not released on some path: 'free' is missing
  if (!b)
    goto fa;
  if (c)
    goto fa;
  free(b);
fa:
  free(a);
  return 0;
}
// 06 fd < 0
int t06(const char *n) {
  int fd = open(n, O_RDONLY);
  if (fd < 0)
    return -1;
  char buf[4];
  int r = read(fd, buf, 4);
  close(fd);
  return r;
}
int t06b(const char *n) {
  int fd = open(n, O_RDONLY); // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: descriptor 'fd' is not released on some path: 'close' is missing
  if (fd == -1)
    return -1;
  char buf[4];
  if (read(fd, buf, 4) < 0)
    return -2;
  close(fd);
  return 0;
}
// 07 if (fd > 0) close: no report for the fd==0 corner
int t07(const char *n) {
  int fd = open(n, O_RDONLY);
  if (fd > 0) {
    close(fd);
  }
  return 0;
}
int t07b(const char *n) {
  int fd = -1;
  if (cond())
    fd = open(n, O_RDONLY);
  if (fd != -1)
    close(fd);
  return 0;
}
// 08 out-parameter acquire, error code
int open_x(X **out) {
  X *x = malloc(sizeof *x);
  if (!x)
    return -1;
  x->name = 0;
  *out = x;
  return 0;
}
void close_x(X *x) {
  if (!x)
    return;
  free(x->name);
  free(x);
}
int t08(void) {
  X *x;
  int rc = open_x(&x);
  if (rc != 0)
    return rc;
  close_x(x);
  return 0;
}
int t08b(int c) {
  X *x;
  int rc = open_x(&x); // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: memory 'x' is not released on some path: 'free' is missing
  if (rc)
    return rc;
  if (c)
    return 5;
  close_x(x);
  return 0;
}
int t08c(void) {
  X *x = NULL;
  if (open_x(&x) < 0)
    return -1;
  close_x(x);
  return 0;
}
// 09 allocator wrapper
X *make_x(void) {
  X *x = calloc(1, sizeof *x);
  if (!x)
    return NULL;
  x->fd = -1;
  return x;
}
X *make_x2(void) { return make_x(); }
int t09(int c) {
  X *x = make_x2(); // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: memory 'x' is not released on some path: 'free' is missing
  if (!x)
    return 1;
  if (c)
    return 2;
  close_x(x);
  return 0;
}
// 10 transfer: return, global, field of caller object, container of fresh object
char *t10a(void) {
  char *p = malloc(3);
  return p;
}
void t10b(void) {
  X *x = malloc(sizeof *x);
  g_x = x;
}
void t10c(X *o) { o->name = malloc(3); }
X *t10d(void) {
  X *x = malloc(sizeof *x);
  if (!x)
    return 0;
  x->name = strdup("a");
  return x;
}
void t10e(X *head) {
  X *n = malloc(sizeof *n);
  if (!n)
    return;
  n->next = head->next;
  head->next = n;
}
// 11 passed to a consumer / to a borrower
void t11a(void) {
  X *x = make_x();
  close_x(x);
}
static int peek(const X *x) { return x->fd; }
int t11b(void) {
  X *x = make_x(); // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: memory 'x' is not released on some path: 'free' is missing
  return x ? peek(x) : 0;
}
static void keep(X *x) { g_x = x; }
void t11c(void) {
  X *x = make_x();
  keep(x);
}
static void keep2(X *x) { keep(x); }
void t11d(void) {
  X *x = make_x();
  keep2(x);
}
// 12 alias
void t12(void) {
  char *p = malloc(4);
  char *q = p;
  if (q)
    free(q);
}
void t12b(void) {
  char *p = malloc(4); // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: memory 'p' is not released on some path: 'free' is missing
  char *q = p;
  p = 0;
  (void)q;
}
// 13 loops
void t13a(int n) {
  for (int i = 0; i < n; i++) {
    char *p = malloc(4);
    if (!p)
      continue;
    free(p);
  }
}
void t13b(int n) {
  for (int i = 0; i < n; i++) {
    char *p = malloc(4); // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: memory 'p' is not released on some path: 'free' is missing
    if (!p)
      continue;
    if (cond())
      continue;
    free(p);
  }
}
void t13c(int n) {
  X *head = 0;
  for (int i = 0; i < n; i++) {
    X *x = malloc(sizeof *x);
    if (!x)
      break;
    x->next = head;
    head = x;
  }
  while (head) {
    X *t = head->next;
    free(head);
    head = t;
  }
}
int t13d(const char *n) {
  int fd;
  while ((fd = open(n, O_RDONLY)) < 0)
    if (cond())
      return -1;
  close(fd);
  return 0;
}
// 14 realloc
char *t14(char *p) {
  char *q = realloc(p, 10);
  if (!q) {
    free(p);
    return 0;
  }
  return q;
}
void t14b(void) {
  char *p = malloc(4);
  if (!p)
    return;
  char *q = realloc(p, 10);
  if (q)
    p = q;
  free(p);
}
// 15 noreturn
void die(void) __attribute__((noreturn));
void t15(int c) {
  char *p = malloc(4);
  if (c)
    die();
  if (c > 3)
    exit(1);
  free(p);
}
// 16 overwritten
void t16(void) {
  char *p = malloc(4); // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: memory 'p' is not released on some path: 'free' is missing
  p = malloc(5);
  free(p);
}
// 17 flag correlated
void t17(int n) {
  char *p = 0;
  int have = 0;
  if (n > 3) {
    p = malloc(4);
    have = 1;
  }
  if (have)
    free(p);
}
char st[16];
void t17b(int n) {
  char *p = n > 16 ? malloc(n) : st;
  if (!p)
    return;
  p[0] = 0;
  if (p != st)
    free(p);
}
// 18 container freed, member not
void t18(void) {
  X *x = malloc(sizeof *x);
  if (!x)
    return;
  x->name = strdup("a"); // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: memory 'x->name' is not released on some path: 'free' is missing
  free(x);
}
void t18b(void) {
  X *x = malloc(sizeof *x);
  if (!x)
    return;
  x->name = strdup("a");
  free(x->name);
  free(x);
}
void t18c(void) {
  X *x = malloc(sizeof *x);
  if (!x)
    return;
  x->name = strdup("a");
  close_x(x);
}
// 19 getaddrinfo
int t19(void) {
  struct addrinfo *ai;
  if (getaddrinfo("a", "b", 0, &ai))
    return -1;
  freeaddrinfo(ai);
  return 0;
}
int t19b(int c) {
  struct addrinfo *ai;
  if (getaddrinfo("a", "b", 0, &ai) != 0) // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: address list 'ai' is not released on some path: 'freeaddrinfo' is missing
    return -1;
  if (c)
    return 1;
  freeaddrinfo(ai);
  return 0;
}
// 20 mmap
int t20(int fd) {
  void *m = mmap(0, 10, 1, 1, fd, 0);
  if (m == MAP_FAILED)
    return -1;
  munmap(m, 10);
  return 0;
}
int t20b(int fd, int c) {
  void *m = mmap(0, 10, 1, 1, fd, 0); // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: mapping 'm' is not released on some path: 'munmap' is missing
  if (m == MAP_FAILED)
    return -1;
  if (c)
    return 2;
  munmap(m, 10);
  return 0;
}
// 21 attribute cleanup
static void freep(void *p) { free(*(void **)p); }
void t21(void) {
  __attribute__((cleanup(freep))) char *p = malloc(4);
  p[0] = 1;
}
void t21b(void) {
  char *p = malloc(4);
  freep(&p);
}
// 22 interior pointer kept (intrusive list)
struct node {
  struct node *n;
};
struct obj {
  int a;
  struct node link;
};
extern void list_add(struct node *);
static struct node *lhead;
static void ladd(struct node *n) {
  n->n = lhead;
  lhead = n;
}
void t22(void) {
  struct obj *o = malloc(sizeof *o);
  if (!o)
    return;
  ladd(&o->link);
}
void t22b(void) {
  struct obj *o = malloc(sizeof *o);
  if (!o)
    return;
  list_add(&o->link);
}
// 23 FILE via fdopen
FILE *t23(const char *n) {
  int fd = open(n, O_RDONLY);
  if (fd < 0)
    return 0;
  FILE *f = fdopen(fd, "r");
  if (!f)
    close(fd);
  return f;
}
// 24 local struct field
int t24(const char *n) {
  X x;
  x.fd = open(n, O_RDONLY);
  if (x.fd < 0)
    return -1;
  close(x.fd);
  return 0;
}
int t24b(const char *n, int c) {
  X x;
  x.fd = open(n, O_RDONLY); // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: descriptor 'x.fd' is not released on some path: 'close' is missing
  if (x.fd < 0)
    return -1;
  if (c)
    return -2;
  close(x.fd);
  return 0;
}
// 25 switch on error code
int t25(void) {
  X *x;
  switch (open_x(&x)) {
  case 0:
    close_x(x);
    return 0;
  default:
    return -1;
  }
}
// 26 two resources, error path leaks the first
int t26(void) {
  FILE *a = fopen("a", "r"); // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: stream 'a' is not released on some path: 'fclose' is missing
  if (!a)
    return -1;
  FILE *b = fopen("b", "r");
  if (!b)
    return -1;
  fclose(b);
  fclose(a);
  return 0;
}
// 27 cross-function error macro style
#define CHECK(e)                                                                                   \
  do {                                                                                             \
    if ((rc = (e)) != 0)                                                                           \
      goto done;                                                                                   \
  } while (0)
int t27(void) {
  int rc;
  X *x = 0;
  CHECK(open_x(&x));
  CHECK(cond());
done:
  close_x(x);
  return rc;
}
// 28 fn pointer callback takes it
void t28(void (*cb)(X *)) {
  X *x = make_x();
  cb(x);
}
// 29 acquire in condition with &&
int t29(int c) {
  char *p;
  if (c && (p = malloc(3)) != NULL) {
    free(p);
    return 1;
  }
  return 0;
}
int t29b(int c) {
  FILE *f;
  if ((f = fopen("a", "r")) == NULL || c) // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: stream 'f' is not released on some path: 'fclose' is missing
    return 1;
  fclose(f);
  return 0;
}
// 30 unused result
void t30(void) { strdup("a"); } // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: memory from 'strdup' is not released on some path: 'free' is missing
void t30b(void) { use(strdup("a")); } // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: memory from 'strdup' is not released on some path: 'free' is missing
// 31 out parameter of own function, plain pass through
int t31(X **o) { return open_x(o); }
// 32 cached allocation returned: not owned by the caller
char *t32_get(void) {
  static char *c;
  if (!c)
    c = malloc(4);
  return c;
}
void t32(void) {
  char *p = t32_get();
  (void)p;
}
// 33 conditionally consumed by return value: on failure the caller keeps it (hard; expect no
// report)
static int push_or_fail(X *x) {
  if (cond())
    return -1;
  g_x = x;
  return 0;
}
int t33(void) {
  X *x = make_x();
  if (push_or_fail(x) < 0) {
    close_x(x);
    return -1;
  }
  return 0;
}
// 35 correlated opaque conditions (Infer #1521 style), field and mask conditions
void t35(int a, int b) {
  char *p = 0;
  if (a > b)
    p = malloc(3);
  if (a > b)
    free(p);
}
void t35b(X *o, int f) {
  char *p = 0;
  if (f & 4)
    p = malloc(3);
  o->fd = 1;
  if (f & 4) {
    free(p);
  }
}
void t35c(int a, int b) {
  char *p = 0;
  if (a > b)
    p = malloc(3); // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: memory 'p' is not released on some path: 'free' is missing
  a = b;
  if (a > b)
    free(p);
}
int t35d(int op, void *arg) {
  if (op == 3) {
    *(char **)arg = strdup("x");
  }
  if (op == 4) {
    *(int *)arg = 1;
  }
  return 0;
}
// 36 list append with first/prev invariants
X *t36(int n) {
  X *first = 0, *prev = 0;
  for (int i = 0; i < n; i++) {
    X *x = calloc(1, sizeof *x);
    if (!x)
      break;
    if (!first)
      first = x;
    if (prev)
      prev->next = x;
    prev = x;
  }
  return first;
}
// 37 struct passed by value to a releasing function (Infer #913)
struct S37 {
  char *m;
};
static void free37(struct S37 s) { free(s.m); }
void t37(void) {
  struct S37 s;
  s.m = malloc(3);
  free37(s);
}
// 38 released inside a callee only on one outcome, and a do-while(0) style cleanup
void t38(int c) {
  char *p = malloc(3);
  do {
    if (!p)
      break;
    if (c)
      break;
    p[0] = 1;
  } while (0);
  free(p);
}
// 34 exit from main
int main(void) {
  char *p = malloc(3);
  return p == 0;
}
