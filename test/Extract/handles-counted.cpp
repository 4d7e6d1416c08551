// Pointers of the user's own, recognised by what they do: a copy adds a
// reference, the destructor takes one away; or: the destructor deletes and
// there is no copy.
//
// RUN: %ouro facts %s -- -std=c++20 | grep '^hold Uses::' | FileCheck %s
#include <memory>
#include <utility>

struct Counted {
  void ref();
  void unref();
  int uses = 0;
  std::shared_ptr<struct Free> more;
};

// The usual one, with a base class over the counted type.
template <class Derived> struct CountedBase {
  void AddRef() { ++uses; }
  void Release() {
    if (--uses == 0)
      delete static_cast<Derived *>(this);
  }
  int uses = 0;
};
template <class T> class ComPtr {
  T *p = nullptr;

public:
  ComPtr(T *raw) : p(raw) {
    if (p)
      p->AddRef();
  }
  ComPtr(const ComPtr &other) : ComPtr(other.p) {} // delegates
  ComPtr(ComPtr &&other) noexcept : p(std::exchange(other.p, nullptr)) {}
  ~ComPtr() {
    if (p)
      p->Release();
  }
  T *operator->() const { return p; }
};

// Free functions, found by argument-dependent lookup.
struct Free {
  int uses = 0;
  std::shared_ptr<Counted> other;
};
void intrusive_ptr_add_ref(Free *f) { ++f->uses; }
void intrusive_ptr_release(Free *f) {
  if (--f->uses == 0)
    delete f;
}
template <class T> class intrusive {
  T *px;

public:
  intrusive(T *p) : px(p) { intrusive_ptr_add_ref(px); }
  intrusive(intrusive const &rhs) : px(rhs.px) {
    if (px != nullptr)
      intrusive_ptr_add_ref(px);
  }
  ~intrusive() {
    if (px != nullptr)
      intrusive_ptr_release(px);
  }
  T &operator*() const { return *px; }
};

// A traits class counts.
template <class T> struct DefaultTraits {
  static void retain(T *t) { t->ref(); }
  static void drop(T *t) { t->unref(); }
};
template <class T, class Traits = DefaultTraits<T>> class TraitsPtr {
  T *held = nullptr;

public:
  TraitsPtr() = default;
  TraitsPtr(const TraitsPtr &o) : held(o.held) {
    if (held)
      Traits::retain(held);
  }
  ~TraitsPtr() {
    if (held)
      Traits::drop(held);
  }
  T *get() const { return held; }
};

// Helpers do the work.
class Helpers {
  Counted *c = nullptr;
  void acquire(Counted *n) {
    c = n;
    if (c)
      c->ref();
  }
  void reset() {
    if (c)
      c->unref();
    c = nullptr;
  }

public:
  Helpers() = default;
  Helpers(const Helpers &o) { acquire(o.c); }
  ~Helpers() { reset(); }
  Counted *operator->() const { return c; }
};

// No template, and a conversion instead of an arrow.
class Converts {
  Free *f;

public:
  explicit Converts(Free *raw) : f(raw) { intrusive_ptr_add_ref(f); }
  Converts(const Converts &o) : f(o.f) { intrusive_ptr_add_ref(f); }
  ~Converts() { intrusive_ptr_release(f); }
  operator Free *() const { return f; }
};

// Moves only and deletes.
template <class T> class Owner {
  T *p;

public:
  explicit Owner(T *raw) : p(raw) {}
  Owner(Owner &&o) noexcept : p(std::exchange(o.p, nullptr)) {}
  Owner(const Owner &) = delete;
  ~Owner() { delete p; }
  T *operator->() const { return p; }
};

struct Widget : CountedBase<Widget> {
  ComPtr<Widget> next;
};

struct Uses {
  ComPtr<Widget> com;
  intrusive<Free> free;
  TraitsPtr<Free> traits;
  Helpers helpers;
  Converts converts;
  Owner<Free> owner;
  std::unique_ptr<ComPtr<Widget>> nested;
  ComPtr<Widget> array[2];
};

// The facts, sorted:
//
// CHECK: hold Uses::array -> Widget shared many @ {{.*}}:145:
// CHECK-NEXT: hold Uses::com -> Widget shared one @ {{.*}}:138:
// CHECK-NEXT: hold Uses::converts -> Free shared one @ {{.*}}:142:
// CHECK-NEXT: hold Uses::free -> Free shared one @ {{.*}}:139:
// CHECK-NEXT: hold Uses::helpers -> Counted shared one @ {{.*}}:141:
// CHECK-NEXT: hold Uses::nested -> Widget shared one @ {{.*}}:144:
// CHECK-NEXT: hold Uses::owner -> Free unique one @ {{.*}}:143:
// CHECK-NEXT: hold Uses::traits -> Free shared one @ {{.*}}:140:
// CHECK-NOT: {{[[:cntrl:]].}}
