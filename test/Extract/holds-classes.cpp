// Classes that hold by value, through bases and templates; names that only one
// TU or one scope can see.
//
// RUN: %ouro facts %s -- -std=c++20 | grep -E '^(record|base|hold) ' | FileCheck %s
#include <memory>
#include <vector>

// A class that owns nothing is no fact.
struct Point {
  int x, y;
};
struct Marker {
  virtual ~Marker();
};

struct Later; // defined below
struct Never; // defined elsewhere
struct Early {
  std::shared_ptr<Later> later;
  std::shared_ptr<Never> never;
};
struct Later {
  std::shared_ptr<Early> early;
  Point point;
};

// By value.
struct Inner {
  std::shared_ptr<Early> early;
};
struct Outer {
  Inner inner;
  Inner inners[2];
  std::vector<Inner> more;
  Point point;
};

// Bases: what they hold is theirs; enable_shared_from_this makes shareable.
struct Base {
  std::shared_ptr<Outer> outer;
};
struct Derived : Base, Point {};
struct Polymorphic : Base {
  virtual ~Polymorphic();
};
struct Interface {
  virtual ~Interface();
};
struct Implementer final : Interface, std::enable_shared_from_this<Implementer> {
  std::shared_ptr<Interface> other;
};
struct WithoutFields : Interface {};

// Templates: instantiations, not patterns; partial and full specialisations.
template <class T> struct Box {
  std::shared_ptr<T> content;
};
template <class T> struct Box<T *> {
  std::shared_ptr<Box<T>> of;
};
template <> struct Box<void> {
  std::unique_ptr<Outer> outer;
};
template <class T> struct NeverUsed {
  std::shared_ptr<T> content;
};
template <class T> struct Crtp {
  std::shared_ptr<T> peer;
};
struct Peer : Crtp<Peer> {};
struct Boxes {
  Box<Early> box;
  Box<Early *> pointer;
  Box<void> nothing;
};
using Alias = Box<Later>;
struct ThroughAlias {
  std::shared_ptr<Alias> alias;
};

// Same names in different scopes.
namespace {
struct Hidden {
  std::shared_ptr<Hidden> next;
};
} // namespace
namespace one {
struct Same {
  std::shared_ptr<Same> next;
};
} // namespace one
namespace two {
inline namespace v1 {
struct Same {
  std::shared_ptr<one::Same> next;
};
} // namespace v1
} // namespace two

// Without a name.
struct Anonymous {
  struct {
    std::shared_ptr<Early> inStruct;
  };
  struct {
    std::shared_ptr<Early> inNamed;
  } named;
  union {
    Early *inUnion;
    int number;
  };
};

// Inside a class and inside a function.
class Enclosing {
  struct Nested {
    std::shared_ptr<Enclosing> back;
  };
  std::vector<Nested> nested;
};
void local() {
  struct InFunction {
    std::shared_ptr<InFunction> next;
  } x;
  (void)x;
}

// What static members hold is not the object's.
struct Statics {
  static std::shared_ptr<Early> everywhere;
  int own;
};

// The facts, sorted:
//
// CHECK: base Derived : ? @ {{.*}}:42:
// CHECK-NEXT: base Derived : Base @ {{.*}}:42:
// CHECK-NEXT: base Implementer : Interface @ {{.*}}:49:
// CHECK-NEXT: base Peer : Crtp<Peer> @ {{.*}}:70:
// CHECK-NEXT: base Polymorphic : Base @ {{.*}}:43:
// CHECK-NEXT: base WithoutFields : Interface @ {{.*}}:52:
// CHECK-NEXT: hold Anonymous:: -> Anonymous::(anonymous) part one @ {{.*}}:102:
// CHECK-NEXT: hold Anonymous::named -> Anonymous::(unnamed) part one @ {{.*}}:107:
// CHECK-NEXT: hold Base::outer -> Outer shared one @ {{.*}}:40:
// CHECK-NEXT: hold Box::content -> Early shared one @ {{.*}}:56:
// CHECK-NEXT: hold Box::of -> Box<Early> shared one @ {{.*}}:59:
// CHECK-NEXT: hold Box::outer -> Outer unique one @ {{.*}}:62:
// CHECK-NEXT: hold Boxes::box -> Box<Early> part one @ {{.*}}:72:
// CHECK-NEXT: hold Boxes::nothing -> Box<void> part one @ {{.*}}:74:
// CHECK-NEXT: hold Boxes::pointer -> Box<Early *> part one @ {{.*}}:73:
// CHECK-NEXT: hold Crtp::peer -> Peer shared one @ {{.*}}:68:
// CHECK-NEXT: hold Early::later -> Later shared one @ {{.*}}:19:
// CHECK-NEXT: hold Early::never -> Never shared one @ {{.*}}:20:
// CHECK-NEXT: hold Enclosing::nested -> Enclosing::Nested part many @ {{.*}}:119:
// CHECK-NEXT: hold Hidden::next -> Hidden shared one @ {{.*}}:84:
// CHECK-NEXT: hold Implementer::other -> Interface shared one @ {{.*}}:50:
// CHECK-NEXT: hold InFunction::next -> InFunction shared one @ {{.*}}:123:
// CHECK-NEXT: hold Inner::early -> Early shared one @ {{.*}}:29:
// CHECK-NEXT: hold Later::early -> Early shared one @ {{.*}}:23:
// CHECK-NEXT: hold Nested::back -> Enclosing shared one @ {{.*}}:117:
// CHECK-NEXT: hold Outer::inner -> Inner part one @ {{.*}}:32:
// CHECK-NEXT: hold Outer::inners -> Inner part many @ {{.*}}:33:
// CHECK-NEXT: hold Outer::more -> Inner part many @ {{.*}}:34:
// CHECK-NEXT: hold Same::next -> one::Same shared one @ {{.*}}:89:
// CHECK-NEXT: hold Same::next -> one::Same shared one @ {{.*}}:95:
// CHECK-NEXT: hold ThroughAlias::alias -> Box<Later> shared one @ {{.*}}:78:
// CHECK-NEXT: hold inNamed -> Early shared one @ {{.*}}:106:
// CHECK-NEXT: hold inStruct -> Early shared one @ {{.*}}:103:
// CHECK-NEXT: record Anonymous confined @ {{.*}}:101:
// CHECK-NEXT: record Anonymous::(anonymous) confined @ {{.*}}:102:
// CHECK-NEXT: record Anonymous::(unnamed) confined @ {{.*}}:105:
// CHECK-NEXT: record Base confined @ {{.*}}:39:
// CHECK-NEXT: record Box<Early *> confined @ {{.*}}:58:
// CHECK-NEXT: record Box<Early> confined @ {{.*}}:55:
// CHECK-NEXT: record Box<void> confined @ {{.*}}:61:
// CHECK-NEXT: record Boxes confined @ {{.*}}:71:
// CHECK-NEXT: record Crtp<Peer> confined @ {{.*}}:67:
// CHECK-NEXT: record Derived confined @ {{.*}}:42:
// CHECK-NEXT: record Early confined @ {{.*}}:18:
// CHECK-NEXT: record Enclosing confined @ {{.*}}:115:
// CHECK-NEXT: record Enclosing::Nested confined @ {{.*}}:116:
// CHECK-NEXT: record Hidden confined @ {{.*}}:83:
// CHECK-NEXT: record Implementer polymorphic shareable confined @ {{.*}}:49:
// CHECK-NEXT: record InFunction confined @ {{.*}}:122:
// CHECK-NEXT: record Inner confined @ {{.*}}:28:
// CHECK-NEXT: record Later confined @ {{.*}}:22:
// CHECK-NEXT: record Outer confined @ {{.*}}:31:
// CHECK-NEXT: record Peer confined @ {{.*}}:70:
// CHECK-NEXT: record Polymorphic polymorphic confined @ {{.*}}:43:
// CHECK-NEXT: record ThroughAlias confined @ {{.*}}:77:
// CHECK-NEXT: record WithoutFields polymorphic confined @ {{.*}}:52:
// CHECK-NEXT: record one::Same confined @ {{.*}}:88:
// CHECK-NEXT: record two::Same confined @ {{.*}}:94:
// CHECK-NOT: {{[[:cntrl:]].}}
