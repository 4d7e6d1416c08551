// Rings of the user's own counted pointers (P18), and of boost-like ones.
//
// RUN: %tidy %s -- %flags 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include "ouro/annotations.h"
#include <utility>
#include <vector>

namespace members { // counted by member functions
class Counted {
public:
  void grab() { ++uses; }
  void drop() {
    if (--uses == 0)
      delete this;
  }
  virtual ~Counted() = default;

private:
  int uses = 0;
};
template <class T> class Ref {
public:
  Ref() = default;
  explicit Ref(T *o) : object(o) {
    if (object)
      object->grab();
  }
  Ref(const Ref &o) : Ref(o.object) {}
  Ref(Ref &&o) noexcept : object(std::exchange(o.object, nullptr)) {}
  Ref &operator=(Ref o) {
    std::swap(object, o.object);
    return *this;
  }
  ~Ref() { reset(); }
  void reset() {
    if (object)
      std::exchange(object, nullptr)->drop();
  }
  T *operator->() const { return object; }
  T *get() const { return object; }

private:
  T *object = nullptr;
};

struct Layer : Counted {
  std::vector<Ref<Layer>> above;
  Ref<Layer> below; // FLAG
};
void stack(const Ref<Layer> &low, const Ref<Layer> &high) {
  low->above.push_back(high);
  high->below = low;
}

struct Pin;
struct Chip : Counted {
  std::vector<Ref<Pin>> pins;
};
struct Pin : Counted {
  Ref<Chip> chip; // FLAG
};
} // namespace members

namespace functions { // counted by functions that overload resolution finds
struct Page {
  int uses = 0;
  struct Book *book();
};
void acquire(Page *p);
void release(Page *p);
template <class T> struct Ptr {
  T *p;
  Ptr(T *o) : p(o) { acquire(p); }
  Ptr(const Ptr &o) : p(o.p) { acquire(p); }
  ~Ptr() { release(p); }
  T &operator*() const { return *p; }
  T *operator->() const { return p; }
};
struct Book {
  std::vector<Ptr<struct Sheet>> sheets;
  int uses = 0;
};
void acquire(Book *p);
void release(Book *p);
struct Sheet : Page {
  Ptr<Book> book; // FLAG
};
} // namespace functions

namespace annotated { // what the code does not show is said
template <class T> class OURO_STRONG Opaque {
  void *impl;

public:
  Opaque();
  Opaque(const Opaque &);
  ~Opaque();
  T *get() const;
};
struct Right;
struct Left {
  Opaque<Right> right;
};
struct Right {
  Opaque<Left> left; // FLAG
};
} // namespace annotated

// The findings:
//
// CHECK: :48:14: warning: strong reference cycle of 'members::Layer' through 'Layer::below' and 'Layer::above' [ouro-refcount-cycle]
// CHECK: :60:13: warning: strong reference cycle of 'members::Chip' and 'members::Pin' through 'Pin::chip' and 'Chip::pins' [ouro-refcount-cycle]
// CHECK: :86:13: warning: strong reference cycle of 'functions::Book' and 'functions::Sheet' through 'Sheet::book' and 'Book::sheets' [ouro-refcount-cycle]
// CHECK: :105:16: warning: strong reference cycle of 'annotated::Left' and 'annotated::Right' through 'Right::left' and 'Left::right' [ouro-refcount-cycle]
