// Owners of C++: what is marked is reported, and nothing else is.
//
// RUN: %tidy %s -- -std=c++20 -w 2>/dev/null | grep -v '^ *[0-9]* |' | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <functional>
#include <memory>
#include <string>
#include <unistd.h>
#include <vector>
struct B {
  virtual ~B();
  int a;
};
struct D : B {
  B *child;
  D();
  ~D();
};
bool cond();
void sink(std::unique_ptr<B>);
void may_throw();
void c01() {
  B *b = new B; // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: object 'b' is not released on some path: 'delete' is missing
  b->a = 1;
}
void c02() {
  B *b = new B;
  delete b;
}
void c03() { std::unique_ptr<B> b(new B); }
void c04() {
  B *b = new B;
  std::unique_ptr<B> u(b);
}
void c05() {
  std::vector<std::unique_ptr<B>> v;
  v.emplace_back(new B);
  v.push_back(std::unique_ptr<B>(new B));
}
void c06() {
  std::vector<B *> v;
  v.push_back(new B);
} // hard: container of raw owning pointers (expect silent in v1)
void c07(bool x) {
  int fd = ::open("a", O_RDONLY); // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: descriptor 'fd' is not released on some path: 'close' is missing
  if (fd < 0)
    return;
  if (x)
    return;
  ::close(fd);
}
struct Guard {
  int fd;
  explicit Guard(int f) : fd(f) {}
  ~Guard() {
    if (fd >= 0)
      ::close(fd);
  }
};
void c08() {
  int fd = ::open("a", O_RDONLY);
  Guard g(fd);
  may_throw();
}
void c09() { Guard g(::open("a", O_RDONLY)); }
void c10(bool x) {
  B *b = new B; // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: object 'b' is not released on some path: 'delete' is missing
  if (x)
    throw 1;
  if (cond())
    return;
  delete b;
}
void c11() {
  B *b = new B;
  auto f = [b] { delete b; };
  f();
}
void c12() {
  B *b = nullptr;
  auto f = [&] { b = new B; };
  f();
  delete b;
}
std::function<void()> c13() {
  B *b = new B;
  return [b] { delete b; };
}
B *c14() { return new B; }
void c15() {
  B *b = c14(); // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: object 'b' is not released on some path: 'delete' is missing
  b->a = 3;
}
D::D() : child(new B) {}
D::~D() { delete child; }
struct H {
  B *p;
  H();
  ~H() {}
  void set() { p = new B; } // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: what 'H::p' holds is never released: 'delete' is missing
};
H::H() : p(nullptr) {} // field ledger: p acquired, never released in class
void c16() {
  std::unique_ptr<B> u = std::make_unique<B>();
  B *r = u.release(); // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: object 'r' is not released on some path: 'delete' is missing
  r->a = 1;
}
void c17() { sink(std::unique_ptr<B>(new B)); }
template <class T> struct Box {
  T *p;
  Box() : p(new T) {}
  ~Box() { delete p; }
};
void c18() { Box<B> b; }
template <class T> void c19t(bool x) {
  T *p = new T; // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: object 'p' is not released on some path: 'delete' is missing
  if (x)
    return;
  delete p;
}
void c19() {
  c19t<int>(cond());
  c19t<B>(cond());
}
void c20() {
  B *a = new B[3];
  delete[] a;
}
void c21() {
  try {
    B *b = new B;
    may_throw();
    delete b;
  } catch (...) {
  }
} // exceptional path: off by default
struct F {
  FILE *f = nullptr;
  bool open(const char *n) {
    f = fopen(n, "r");
    return f != nullptr;
  }
  void close() {
    if (f)
      fclose(f);
    f = nullptr;
  }
  ~F() { close(); }
};
void c22() {
  F f;
  f.open("a");
}
void c23() {
  static B *s = new B;
  (void)s;
}
B &c24() {
  static B *s = new B;
  return *s;
}
void c25() {
  std::shared_ptr<B> p(new B);
  auto q = p;
}
void c26() {
  B *b = new B;
  struct R {
    B *&r;
    ~R() { delete r; }
  } r{b};
}
void c27() {
  char buf[8];
  B *b = new (buf) B;
  b->~B();
}
void c28(B *&out) { out = new B; }
void c29() {
  if (B *b = new (std::nothrow) D) {
    b->a = 1;
    delete b;
  }
}
// implicit object consumed: intrusive ref-counting
struct RC {
  int n = 1;
  void Ref() { ++n; }
  void Unref() {
    if (--n == 0)
      Destroy();
  }
  void Destroy() { delete this; }
  int peek() { return n; }
};
void c30(bool x) {
  RC *r = new RC;
  if (x) {
    r->Unref();
    return;
  }
  r->Unref();
}
void c31(bool x) {
  RC *r = new RC; // FLAG
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: object 'r' is not released on some path: 'delete' is missing
  r->peek();
  if (x)
    return;
  r->Unref();
}
void drop(RC *r) { r->Unref(); }
void c32() {
  RC *r = new RC;
  drop(r);
}
