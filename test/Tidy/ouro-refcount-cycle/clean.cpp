// Sound programs that look like rings (T01 to T06 and others): not a word, at
// the default confidence and at 'possible'.
//
// RUN: %tidy %s -config='{CheckOptions: {ouro-refcount-cycle.MinConfidence: possible}}' -- %flags 2>/dev/null | count 0
#include "ouro/annotations.h"
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace t01 { // a tree whose children know their parent weakly or plainly
struct Node : std::enable_shared_from_this<Node> {
  std::vector<std::shared_ptr<Node>> children;
  std::weak_ptr<Node> parent;
  Node *root = nullptr;
  void add() {
    auto child = std::make_shared<Node>();
    child->parent = weak_from_this();
    child->root = root;
    children.push_back(child);
  }
};
} // namespace t01

namespace t02 { // upside down: children hold parents, parents nothing
struct Scope {
  std::shared_ptr<Scope> enclosing;
  std::vector<Scope *> inner;
};
std::shared_ptr<Scope> nest(std::shared_ptr<Scope> outer) {
  auto inner = std::make_shared<Scope>();
  inner->enclosing = outer;
  outer->inner.push_back(inner.get());
  return inner;
}
} // namespace t02

namespace t03 { // lists
struct Link {
  std::shared_ptr<Link> next;
  std::weak_ptr<Link> previous;
};
void append(const std::shared_ptr<Link> &tail) {
  tail->next = std::make_shared<Link>();
  tail->next->previous = tail;
}
struct Stack {
  std::shared_ptr<Link> head;
  void push() {
    auto link = std::make_shared<Link>();
    link->next = head;
    head = link;
  }
};
} // namespace t03

namespace t04 { // bound once, so to something older
class Expr {
public:
  Expr(std::shared_ptr<const Expr> l, std::shared_ptr<const Expr> r)
      : left(std::move(l)), right(std::move(r)) {}

private:
  const std::shared_ptr<const Expr> left, right;
};
} // namespace t04

namespace t05 { // layers over one interface, taken apart by stop()
struct Layer {
  virtual ~Layer() = default;
};
struct Transport : Layer {
  std::shared_ptr<Layer> upper;
};
struct Protocol : Layer {
  std::shared_ptr<Transport> lower;
  void stop() {
    lower->upper.reset();
    lower.reset();
  }
};
void run() {
  auto protocol = std::make_shared<Protocol>();
  protocol->lower = std::make_shared<Transport>();
  protocol->stop();
}
} // namespace t05

namespace t06 { // meant, and taken apart by the owner's destructor
struct Wire;
struct Modem {
  std::shared_ptr<Wire> wire;
};
struct Wire {
  std::shared_ptr<Modem> modem;
};
class Owner {
public:
  Owner() {
    modem->wire = std::make_shared<Wire>();
    modem->wire->modem = modem;
  }
  ~Owner() { close(); }

private:
  void close() { modem->wire.reset(); }
  std::shared_ptr<Modem> modem = std::make_shared<Modem>();
};
} // namespace t06

namespace unique { // one owner each
struct Widget {
  std::vector<std::unique_ptr<Widget>> children;
  std::unique_ptr<Widget> tooltip;
  Widget *parent = nullptr;
};
} // namespace unique

namespace values { // recursive by value
struct Json {
  std::variant<std::nullptr_t, double, std::string, std::shared_ptr<std::vector<Json>>,
               std::shared_ptr<std::map<std::string, Json>>>
      value;
};
Json array(std::vector<Json> items) {
  Json json;
  json.value = std::make_shared<std::vector<Json>>(std::move(items));
  return json;
}
} // namespace values

namespace arms { // one or the other
struct B;
struct A {
  std::weak_ptr<B> weak;
  std::shared_ptr<B> b;
};
struct B {
  std::weak_ptr<A> a;
};
void link(const std::shared_ptr<A> &a, const std::shared_ptr<B> &b, bool own) {
  if (own)
    a->b = b;
  else
    a->weak = b;
  b->a = a;
}
} // namespace arms

namespace same_name_1 {
struct Item {
  std::shared_ptr<struct Other> other;
};
} // namespace same_name_1
namespace same_name_2 {
struct Other {
  std::shared_ptr<same_name_1::Item> item; // another Other
};
} // namespace same_name_2

namespace exchange { // loops that empty a container of rings
struct Edge;
struct Vertex {
  std::vector<std::shared_ptr<Edge>> edges;
};
struct Edge {
  std::shared_ptr<Vertex> from, to;
};
class Graph {
public:
  ~Graph() {
    for (auto it = vertices.begin(); it != vertices.end(); ++it)
      it->second->edges.clear();
  }
  void connect(int a, int b) {
    auto edge = std::make_shared<Edge>();
    edge->from = vertices[a];
    edge->to = vertices[b];
    edge->from->edges.push_back(edge);
    edge->to->edges.push_back(edge);
  }

private:
  std::map<int, std::shared_ptr<Vertex>> vertices;
};
} // namespace exchange

namespace said { // the author says why
struct Registry;
struct Action {
  std::shared_ptr<Registry> target OURO_ACYCLIC("an action targets a registry other than its own");
};
struct Registry {
  std::vector<std::shared_ptr<Action>> actions;
};
struct OURO_LIVES_FOREVER("one per process") Singleton {
  std::vector<std::shared_ptr<struct User>> users;
};
struct User {
  std::shared_ptr<Singleton> home;
};
} // namespace said

namespace atomics { // let go of in one step
struct Cell {
  std::shared_ptr<Cell> next;
};
class Pair {
  std::shared_ptr<Cell> first = std::make_shared<Cell>();
  std::shared_ptr<Cell> second = std::make_shared<Cell>();

public:
  Pair() {
    std::atomic_store(&first->next, second);
    std::atomic_store(&second->next, first);
  }
  ~Pair() { std::atomic_exchange(&first->next, std::shared_ptr<Cell>()); }
};
} // namespace atomics
