// One recursive field is right by its type; code that ties the knot is not.
// And: what does not excuse a ring.
//
// RUN: %tidy %s -- %flags 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <memory>
#include <optional>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace setters {
struct Node {
  std::shared_ptr<Node> next;
  void setNext(std::shared_ptr<Node> n) { next = std::move(n); } // FLAG
};
void circle(int n) {
  auto a = std::make_shared<Node>();
  auto b = std::make_shared<Node>();
  auto c = std::make_shared<Node>();
  a->setNext(b);
  b->setNext(c);
  c->setNext(a);
}
} // namespace setters

namespace constructors {
struct Peer {
  std::shared_ptr<Peer> other;
  Peer() = default;
  explicit Peer(std::shared_ptr<Peer> o) : other(std::move(o)) {} // FLAG
};
void pair() {
  auto first = std::make_shared<Peer>();
  auto second = std::make_shared<Peer>(first);
  first->other = second;
}
} // namespace constructors

namespace wrappers {
struct Person {
  std::optional<std::shared_ptr<Person>> spouse;
};
void marry(std::shared_ptr<Person> a, std::shared_ptr<Person> b) {
  a->spouse = b; // FLAG
  b->spouse = a;
}
struct Value {
  std::variant<int, std::shared_ptr<Value>> value;
};
void self() {
  auto v = std::make_shared<Value>();
  v->value = v; // FLAG
}
} // namespace wrappers

namespace receivers {
struct Window;
struct Menu {
  std::shared_ptr<Window> window; // FLAG
};
struct Window : std::enable_shared_from_this<Window> {
  std::unique_ptr<Menu> menu;
  void open() {
    menu = std::make_unique<Menu>();
    menu->window = shared_from_this();
  }
};
} // namespace receivers

namespace excuses {
struct B;
struct A {
  std::shared_ptr<B> b;
  ~A();
};
struct B {
  std::shared_ptr<A> a; // FLAG
  // Never called.
  void close() { a.reset(); }
};
A::~A() { // never runs
  if (b)
    b->close();
}
void link(std::shared_ptr<A> a) {
  a->b = std::make_shared<B>();
  a->b->a = a;
}
} // namespace excuses

namespace {
struct Hidden {
  std::vector<std::shared_ptr<Hidden>> down;
  std::shared_ptr<Hidden> up; // FLAG
};
} // namespace

template <class T> struct Tree {
  std::vector<std::shared_ptr<Tree>> branches;
  std::shared_ptr<Tree> trunk; // FLAG
};
Tree<int> tree;

namespace atomics { // stored for other threads to see
struct Cell {
  std::shared_ptr<Cell> next;
};
void pair() {
  auto first = std::make_shared<Cell>(), second = std::make_shared<Cell>();
  std::atomic_store(&first->next, second); // FLAG
  std::atomic_store(&second->next, first);
}
} // namespace atomics

// The findings:
//
// CHECK: :15:43: warning: strong reference cycle of 'setters::Node' through 'Node::next' [ouro-refcount-cycle]
// CHECK: :31:44: warning: strong reference cycle of 'constructors::Peer' through 'Peer::other' [ouro-refcount-cycle]
// CHECK: :45:3: warning: strong reference cycle of 'wrappers::Person' through 'Person::spouse' [ouro-refcount-cycle]
// CHECK: :53:3: warning: strong reference cycle of 'wrappers::Value' through 'Value::value' [ouro-refcount-cycle]
// CHECK: :60:27: warning: strong reference cycle of 'receivers::Window' and 'receivers::Menu' through 'Menu::window' and 'Window::menu' [ouro-refcount-cycle]
// CHECK: :78:22: warning: strong reference cycle of 'excuses::A' and 'excuses::B' through 'B::a' and 'A::b' [ouro-refcount-cycle]
// CHECK: :95:27: warning: strong reference cycle of 'Hidden' through 'Hidden::up' and 'Hidden::down' [ouro-refcount-cycle]
// CHECK: :101:25: warning: strong reference cycle of 'Tree<int>' through 'Tree::trunk' and 'Tree::branches' [ouro-refcount-cycle]
// CHECK: :111:3: warning: strong reference cycle of 'atomics::Cell' through 'Cell::next' [ouro-refcount-cycle]
