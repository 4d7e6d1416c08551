// Annotations that mean nothing where they stand, contradict each other, lack a
// reason, or promise what the code does not do.
//
// RUN: %tidy %s -- %flags 2>/dev/null | %check
#include "ouro/annotations.h"
#include <memory>

struct Node {
  std::shared_ptr<Node> unreasoned OURO_ACYCLIC(""); // FLAG
  __attribute__((annotate("ouro::acylic(bottom-up)"))) std::shared_ptr<Node> misspelt; // FLAG
  Node *both OURO_STRONG OURO_WEAK; // FLAG
  int number OURO_STRONG; // FLAG
  std::shared_ptr<Node> nowhere OURO_BROKEN_BY(vanish); // FLAG
};
void function() OURO_WEAK; // FLAG
void parameter(int number OURO_STRONG); // FLAG

struct Back;
struct Forth {
  std::shared_ptr<Back> kept OURO_BROKEN_BY(close);
  std::shared_ptr<Back> broken OURO_BROKEN_BY(close); // FLAG
  std::shared_ptr<Back> empty OURO_BROKEN_BY(nothing); // FLAG
  void close() { kept.reset(); }
  void nothing() {}
};
struct Back {
  std::shared_ptr<Forth> forth;
};

template <class T> struct Template {
  std::shared_ptr<T> unreasoned OURO_ACYCLIC(""); // FLAG
};
Template<int> first;
Template<char> second; // reported once

struct Selfish {
  std::shared_ptr<Selfish> self OURO_ACYCLIC("never refers to itself"); // FLAG
};
void lie(const std::shared_ptr<Selfish> &n) { n->self = n; }

struct Leaf;
struct OURO_ACYCLIC("a tree by construction") Branch { // FLAG
  std::shared_ptr<Leaf> leaf;
};
struct Leaf {
  std::shared_ptr<Branch> branch;
};
void close() {
  auto branch = std::make_shared<Branch>();
  branch->leaf = std::make_shared<Leaf>();
  branch->leaf->branch = branch;
}

// The findings:
//
// CHECK: :9:36: warning: 'OURO_ACYCLIC' needs a reason; write OURO_ACYCLIC("reason") [ouro-annotation]
// CHECK: :10:18: warning: unknown annotation 'ouro::acylic'; did you mean 'OURO_ACYCLIC'? [ouro-annotation]
// CHECK: :11:26: warning: 'OURO_WEAK' contradicts 'OURO_STRONG' on the same declaration [ouro-annotation]
// CHECK: :12:14: warning: 'OURO_STRONG' means nothing on a value of type 'int', which refers to no object [ouro-annotation]
// CHECK: :13:33: warning: no function 'vanish' is declared here that could break 'Node::nowhere' [ouro-annotation]
// CHECK: :15:17: warning: 'OURO_WEAK' means nothing on a function; it may stand on a field, a variable, a parameter or a class [ouro-annotation]
// CHECK: :16:27: warning: 'OURO_STRONG' means nothing on a value of type 'int', which refers to no object [ouro-annotation]
// CHECK: :21:25: warning: 'Forth::broken' is said to be broken by 'close', which does not reset it [ouro-annotation]
// CHECK: :23:8: note: 'close' is defined here
// CHECK: :22:25: warning: 'Forth::empty' is said to be broken by 'nothing', which does not reset it [ouro-annotation]
// CHECK: :24:8: note: 'nothing' is defined here
// CHECK: :31:33: warning: 'OURO_ACYCLIC' needs a reason; write OURO_ACYCLIC("reason") [ouro-annotation]
// CHECK: :37:28: warning: 'Selfish::self' is said to be acyclic, but a ring through it is built [ouro-annotation]
// CHECK: :37:28: note: 'Selfish::self' holds 'Selfish' strongly here
// CHECK: :39:47: note: 'n' is stored in 'Selfish::self' here
// CHECK: :37:28: note: keep this object out of its own 'Selfish::self', or hold it weakly there
// CHECK: :42:47: warning: 'Branch' is said to be acyclic, but a ring through it is built [ouro-annotation]
// CHECK: :46:27: note: 'Leaf::branch' holds 'Branch' strongly here
// CHECK: :51:3: note: 'branch' is stored in 'Leaf::branch' here
// CHECK: :43:25: note: 'Branch::leaf' holds 'Leaf' strongly here
// CHECK: :50:3: note: 'a new Leaf' is stored in 'Branch::leaf' here
// CHECK: :46:27: note: make 'Leaf::branch' a weak or plain reference, or reset it where its owner shuts down
