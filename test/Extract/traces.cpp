// What a collector is told of, by the annotations of handles, fields and functions.
//
// RUN: %ouro facts %s -- -std=c++20 -I%include | grep -E '^(trace|record) ' | FileCheck %s
#include "ouro/annotations.h"
#include <memory>
#include <vector>

template <class T> class OURO_STRONG OURO_TRACED_BY(report) Member {
  T *object = nullptr;
};
template <class T> class OURO_TRACED_BY(report) Callback;
template <class R> class Callback<R()> {
  void *code = nullptr;
};
struct Marker {
  void operator()(auto const &...);
};

struct Ends {
  Member<struct Node> first, second;
};
struct Node {
  Member<Node> told, left_out;
  std::vector<Member<Node>> many;
  Ends ends;
  std::unique_ptr<Node> owned;
  Callback<void()> call;
  void report(Marker &marker) { marker(told, ends.first, many); }
};
struct Derived : Node {
  Member<Node> more;
  void report(Marker &marker) { marker(more); }
};
struct Elsewhere {
  Member<Node> unseen;
  void report(Marker &marker);
};
struct Deck {
  Member<Node> top;
  void report(int level);
};
static Member<Node> root;
void locals(Member<Node> given) {
  Member<Node> written = given;
  auto deduced = given;
  Member<Node> &other = given;
  Member<Node> away = given;
  locals(away);
  static Deck deck;
}
struct OURO_CYCLE_COLLECTED Kept {
  Node *plain;
};

// CHECK: record Derived confined collected @ {{.*}}:30:
// CHECK: record Elsewhere confined collected @ {{.*}}:34:
// CHECK: record Kept confined collected @ {{.*}}:51:
// CHECK: record Node confined collected @ {{.*}}:22:
// CHECK: trace Deck::top of Deck -> Node orphan confined @ {{.*}}:39:16
// CHECK-NEXT: trace Derived::more of Derived -> Node reported in Derived::report confined @ {{.*}}:31:16
// CHECK-NEXT: trace Elsewhere::unseen of Elsewhere -> Node opaque in Elsewhere::report confined @ {{.*}}:35:16
// CHECK-NEXT: trace Node of Derived missing in Derived::report base confined fixable @ {{.*}}:30:18
// CHECK-NEXT: trace Node::call of Node missing in Node::report erased confined fixable @ {{.*}}:27:20
// CHECK-NEXT: trace Node::ends.first of Node -> Node reported in Node::report confined @ {{.*}}:25:8
// CHECK-NEXT: trace Node::ends.second of Node -> Node missing in Node::report confined fixable @ {{.*}}:25:8
// CHECK-NEXT: trace Node::left_out of Node -> Node missing in Node::report confined fixable @ {{.*}}:23:22
// CHECK-NEXT: trace Node::many of Node -> Node reported in Node::report confined @ {{.*}}:24:29
// CHECK-NEXT: trace Node::owned of Node -> Node missing in Node::report confined fixable @ {{.*}}:26:25
// CHECK-NEXT: trace Node::told of Node -> Node reported in Node::report confined @ {{.*}}:23:16
// CHECK-NEXT: trace deck of Deck static spelled @ {{.*}}:49:15
// CHECK-NEXT: trace deduced -> Node local exposed @ {{.*}}:45:8
// CHECK-NEXT: trace root -> Node static spelled @ {{.*}}:42:21
// CHECK-NEXT: trace written -> Node local spelled exposed @ {{.*}}:44:16
// CHECK-NOT: {{[[:cntrl:]].}}
