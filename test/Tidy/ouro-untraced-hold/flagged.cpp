// What the runtime's collector is not told of.
//
// RUN: %tidy %s -- %flags 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
// The same when the headers are a library's.
// RUN: %tidy %s -- -std=c++20 -isystem %include 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include "ouro/function.hpp"
#include "ouro/ref.hpp"

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

struct Node {
  ouro::edge<Node> left;
  ouro::edge<Node> right;
  void trace(auto &visit) const { visit(left); }
};
// CHECK: :[[#@LINE-3]]:20: warning: 'Node::trace' does not report 'Node::right' to the collector [ouro-untraced-hold]
// CHECK: :[[#@LINE-3]]:8: note: 'Node::trace' does not mention 'Node::right'
// CHECK: :[[#@LINE-4]]:8: note: pass 'Node::right' on to the collector

struct Everywhere {
  std::vector<ouro::edge<Node>> list;
  std::map<int, std::vector<ouro::edge<Node>>> table;
  std::optional<ouro::edge<Node>> perhaps;
  std::variant<int, ouro::edge<Node>> either;
  std::array<ouro::edge<Node>, 2> two;
  ouro::edge<Node> plain[3];
  std::unique_ptr<Node> owned;
  Node part;
  ouro::function<void()> call;
  std::vector<int> numbers;
  ouro::weak<Node> observed;
  void trace(auto &visit) const { visit(numbers); }
};
// CHECK: :[[#@LINE-13]]:33: warning: 'Everywhere::trace' does not report 'Everywhere::list' to the collector
// CHECK: :[[#@LINE-13]]:48: warning: 'Everywhere::trace' does not report 'Everywhere::table'
// CHECK: :[[#@LINE-13]]:35: warning: 'Everywhere::trace' does not report 'Everywhere::perhaps'
// CHECK: :[[#@LINE-13]]:39: warning: 'Everywhere::trace' does not report 'Everywhere::either'
// CHECK: :[[#@LINE-13]]:35: warning: 'Everywhere::trace' does not report 'Everywhere::two'
// CHECK: :[[#@LINE-13]]:20: warning: 'Everywhere::trace' does not report 'Everywhere::plain'
// CHECK: :[[#@LINE-13]]:25: warning: 'Everywhere::trace' does not report 'Everywhere::owned'
// CHECK: :[[#@LINE-13]]:8: warning: 'Everywhere::trace' does not report 'Everywhere::part'
// CHECK: :[[#@LINE-13]]:26: warning: 'Everywhere::trace' does not report 'Everywhere::call'

struct Ends {
  ouro::edge<Node> first, second;
};
// FromEnds, below, reports only one of them.
// CHECK: :[[#@LINE-3]]:27: warning: 'FromEnds::trace' does not report 'Ends::second' to the collector
struct Line {
  Ends ends;
  void trace(auto &visit) const { visit(ends.first); }
};
// CHECK: :[[#@LINE-3]]:8: warning: 'Line::trace' does not report 'Line::ends.second' to the collector

// A base that has a function of its own, and one that has none.
struct Derived : Line {
  ouro::edge<Node> more;
  void trace(auto &visit) const { visit(more); }
};
// CHECK: :[[#@LINE-4]]:18: warning: 'Derived::trace' does not report 'Line' to the collector
// CHECK: note: call the one of 'Line' in 'Derived::trace'
struct FromEnds : Ends {
  void trace(auto &visit) const { visit(first); }
};

// A base's function knows nothing of a derived class.
struct Inherits : Line {
  ouro::edge<Node> unseen;
};
// CHECK: :[[#@LINE-2]]:20: warning: 'Line::trace' does not report 'Inherits::unseen' to the collector

// A condition is no report; helpers are read.
struct Asks {
  ouro::edge<Node> parent, child;
  void trace(auto &visit) const {
    if (parent)
      rest(visit);
  }
  void rest(auto &visit) const { visit(child); }
};
// CHECK: :[[#@LINE-7]]:20: warning: 'Asks::trace' does not report 'Asks::parent' to the collector

template <class T> struct Cell {
  ouro::edge<Cell> next;
  T value;
  void trace(auto &visit) const { visit(value); }
};
Cell<int> *numbers();
Cell<ouro::edge<Node>> twice;
// CHECK: :[[#@LINE-6]]:20: warning: 'Cell::trace' does not report 'Cell::next' to the collector
// CHECK: :[[#@LINE-2]]:24: warning: 'twice' is a traced reference outside any object that the collector asks

// Roots inside.
struct Room;
struct House {
  std::vector<ouro::edge<Room>> rooms;
  void trace(auto &visit) const { visit(rooms); }
};
struct Room {
  ouro::ref<House> in;
  ouro::edge<Room> next;
  void trace(auto &visit) const { visit(next); }
};
// CHECK: :[[#@LINE-4]]:20: warning: 'Room::in' is a root inside a collected 'Room', which what it refers to can lead back to
// CHECK: :[[#@LINE-5]]:20: note: 'Room::in' holds 'House' strongly here
// CHECK: :[[#@LINE-10]]:33: note: 'House::rooms' holds 'Room' strongly here
// CHECK: note: 'Room::in' counts as a root although objects of 'Room' are collected
// CHECK: note: make 'Room::in' a traced reference and report it to the collector, or a weak one
struct Own {
  ouro::ref<Own> head;
  ouro::edge<Own> tail;
  void trace(auto &visit) const { visit(tail); }
};
// CHECK: :[[#@LINE-4]]:18: warning: 'Own::head' is a root inside a collected 'Own'

// Outside.
static ouro::edge<Node> root;
// CHECK: :[[#@LINE-1]]:25: warning: 'root' is a traced reference outside any object that the collector asks
// CHECK: note: hold what 'root' refers to by a handle
static std::vector<ouro::edge<Node>> roots;
// CHECK: :[[#@LINE-1]]:38: warning: 'roots' is a traced reference outside any object that the collector asks
static Node sentinel;
// CHECK: :[[#@LINE-1]]:13: warning: 'sentinel' is a traced reference outside any object that the collector asks
struct Registry {
  ouro::edge<Node> first;
};
// CHECK: :[[#@LINE-2]]:20: warning: 'Registry::first' is a traced reference outside any object that the collector asks
// CHECK: note: let the class of 'Registry::first' report it to the collector, or hold it by a handle
static Registry registry;
int count() {
  ouro::edge<Node> now = root;
  static ouro::edge<Node> last;
  int n = 0;
  for (; now; now = now->left)
    n += ouro::make<Node>()->left ? 2 : 1;
  return n;
}
// CHECK: :[[#@LINE-7]]:20: warning: 'now' is a traced reference outside any object that the collector asks
// CHECK: :[[#@LINE-7]]:27: warning: 'last' is a traced reference outside any object that the collector asks
