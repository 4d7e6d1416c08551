// Classes with one pointer that are no counted handles.
//
// RUN: %ouro facts %s -- -std=c++20 | grep '^hold ' | FileCheck %s
#include <memory>
#include <utility>

struct Node {
  std::shared_ptr<Node> next;
  void attach(void *);
  void detach(void *);
  void touch();
};

// An iterator: copies and moves along, owns nothing.
class Iterator {
  Node *at;

public:
  Iterator(Node *n) : at(n) {}
  Iterator(const Iterator &o) : at(o.at) {}
  ~Iterator() {}
  Node *operator->() const { return at; }
};

// A view with a count of its own.
class View {
  Node *first;
  int size;

public:
  View(Node *f, int n) : first(f), size(n) {}
  Node &operator*() const { return *first; }
};

// An observer tells what it watches of itself; it keeps nothing alive.
class Observer {
  Node *subject;

public:
  Observer(Node *s) : subject(s) { subject->attach(this); }
  Observer(const Observer &o) : subject(o.subject) { subject->attach(this); }
  ~Observer() { subject->detach(this); }
  int count() const;
};

// The same call on both sides counts nothing.
class Touches {
  Node *n;

public:
  Touches(const Touches &o) : n(o.n) { n->touch(); }
  ~Touches() { n->touch(); }
  Node *operator->() const { return n; }
};

// Copies deeply: its copy is another object.
class Deep {
  Node *n;

public:
  Deep(const Deep &o) : n(new Node(*o.n)) {}
  ~Deep() { delete n; }
  Node *operator->() const { return n; }
};

// Keeps two.
class Two {
  Node *a, *b;

public:
  Two(const Two &o) : a(o.a), b(o.b) {}
  ~Two() {
    delete a;
    delete b;
  }
  Node *operator->() const { return a; }
};

// A string of its own.
class Text {
  char *bytes;

public:
  Text(const Text &o);
  ~Text() { delete[] bytes; }
  const char *get() const { return bytes; }
};

// A guard cannot be copied and only tells.
class Guard {
  Node *n;

public:
  explicit Guard(Node *m) : n(m) { n->attach(nullptr); }
  Guard(const Guard &) = delete;
  ~Guard() { n->detach(nullptr); }
  Node *operator->() const { return n; }
};

// A pimpl that nobody reaches into is a part of its class.
class Pimpl {
  Node *impl;

public:
  Pimpl();
  ~Pimpl() { delete impl; }
};

struct Uses {
  Iterator iterator;
  View view;
  Observer observer;
  Touches touches;
  Deep deep;
  Two two;
  Text text;
  Guard guard;
  Pimpl pimpl;
};

// The facts, sorted:
//
// CHECK: hold Node::next -> Node shared one @ {{.*}}:8:
// CHECK-NOT: {{[[:cntrl:]].}}
