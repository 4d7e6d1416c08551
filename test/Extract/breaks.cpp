// Every way to empty a field.
//
// RUN: %ouro facts %s -- -std=c++20 | grep -E '^(break|store) ' | FileCheck %s
#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

struct Node {
  std::shared_ptr<Node> one;
  std::unique_ptr<Node> sole;
  std::optional<std::shared_ptr<Node>> maybe;
  std::vector<std::shared_ptr<Node>> many;
  std::map<int, std::shared_ptr<Node>> byKey;
  std::shared_ptr<Node> array[2];
};
struct Outer {
  Node node;
  std::vector<Node> nodes;
};
void take(std::shared_ptr<Node> &);
void look(const std::shared_ptr<Node> &);
void copy(std::shared_ptr<Node>);
void takeAll(std::vector<std::shared_ptr<Node>> *);

void one(Node &n) {
  n.one.reset();
  n.one = nullptr;
  n.one = {};
  n.one = std::shared_ptr<Node>();
  n.one.reset(static_cast<Node *>(nullptr));
}
void moved(Node &n) {
  std::shared_ptr<Node> taken = std::move(n.one);
  auto exchanged = std::exchange(n.one, nullptr);
  std::shared_ptr<Node> empty;
  n.one.swap(empty);
  std::swap(empty, n.one);
  copy(std::move(n.one));
}
void sole(Node &n) {
  delete n.sole.release();
  n.maybe.reset();
  n.maybe = std::nullopt;
}
void containers(Node &n) {
  n.many.clear();
  n.many.pop_back();
  n.many.erase(n.many.begin());
  n.many.resize(0);
  n.many.assign({});
  n.many = {};
  std::vector<std::shared_ptr<Node>>().swap(n.many);
  std::erase(n.many, nullptr);
  n.byKey.erase(1);
  auto handle = n.byKey.extract(2);
  n.byKey[3].reset();
  n.byKey.at(4) = nullptr;
  n.array[0] = nullptr;
}
void loops(Node &n) {
  for (auto &child : n.many)
    child.reset();
  for (auto &child : n.many)
    child->one = nullptr;
  for (auto &[key, value] : n.byKey)
    value.reset();
  for (auto it = n.many.begin(); it != n.many.end(); ++it)
    it->reset();
  std::for_each(n.many.begin(), n.many.end(), [](auto &child) { child->one.reset(); });
}
void lent(Node &n) {
  take(n.one);
  takeAll(&n.many);
}
void paths(Outer &o) {
  o.node.one.reset();
  o.nodes[0].one.reset();
  o.nodes.front().one->one.reset();
  Node &alias = o.node;
  alias.many.clear();
  auto *pointer = &o.node.one;
  pointer->reset();
}
void ternary(Node &n, bool b) { (b ? n.one : n.array[0]).reset(); }

// These empty no field.
void none(Node &n) {
  look(n.one);
  copy(n.one);
  std::shared_ptr<Node> local = n.one;
  local.reset();
  local = nullptr;
  (void)n.one.get();
  (void)n.many.empty();
  for (auto child : n.many)
    child.reset();
  for (const auto &child : n.many)
    (void)child;
}

// The facts, sorted:
//
// CHECK: break containers: n.array[] @ {{.*}}:61:
// CHECK-NEXT: break containers: n.byKey @ {{.*}}:57:
// CHECK-NEXT: break containers: n.byKey @ {{.*}}:58:
// CHECK-NEXT: break containers: n.byKey[] @ {{.*}}:59:
// CHECK-NEXT: break containers: n.byKey[] @ {{.*}}:60:
// CHECK-NEXT: break containers: n.many @ {{.*}}:49:
// CHECK-NEXT: break containers: n.many @ {{.*}}:51:
// CHECK-NEXT: break containers: n.many @ {{.*}}:52:
// CHECK-NEXT: break containers: n.many @ {{.*}}:53:
// CHECK-NEXT: break containers: n.many @ {{.*}}:54:
// CHECK-NEXT: break containers: n.many @ {{.*}}:55:
// CHECK-NEXT: break containers: n.many @ {{.*}}:56:
// CHECK-NEXT: break containers: n.many positional @ {{.*}}:50:
// CHECK-NEXT: break lent: n.many @ {{.*}}:76:
// CHECK-NEXT: break lent: n.one @ {{.*}}:75:
// CHECK-NEXT: break loops: child.one by closure(72:47) @ {{.*}}:72:
// CHECK-NEXT: break loops: child.one repeated @ {{.*}}:67:
// CHECK-NEXT: break loops: n.byKey[] repeated @ {{.*}}:69:
// CHECK-NEXT: break loops: n.many[] repeated @ {{.*}}:65:
// CHECK-NEXT: break loops: n.many[] repeated @ {{.*}}:71:
// CHECK-NEXT: break moved: n.one @ {{.*}}:36:
// CHECK-NEXT: break moved: n.one @ {{.*}}:37:
// CHECK-NEXT: break moved: n.one @ {{.*}}:39:
// CHECK-NEXT: break moved: n.one @ {{.*}}:40:
// CHECK-NEXT: break moved: n.one @ {{.*}}:41:
// CHECK-NEXT: break one: n.one @ {{.*}}:29:
// CHECK-NEXT: break one: n.one @ {{.*}}:30:
// CHECK-NEXT: break one: n.one @ {{.*}}:31:
// CHECK-NEXT: break one: n.one @ {{.*}}:32:
// CHECK-NEXT: break one: n.one @ {{.*}}:33:
// CHECK-NEXT: break paths: alias.many @ {{.*}}:83:
// CHECK-NEXT: break paths: o.node.one @ {{.*}}:79:
// CHECK-NEXT: break paths: o.node.one @ {{.*}}:85:
// CHECK-NEXT: break paths: o.nodes[].one @ {{.*}}:80:
// CHECK-NEXT: break paths: o.nodes[].one.one @ {{.*}}:81:
// CHECK-NEXT: break sole: n.maybe @ {{.*}}:45:
// CHECK-NEXT: break sole: n.maybe @ {{.*}}:46:
// CHECK-NEXT: break sole: n.sole @ {{.*}}:44:
// CHECK-NEXT: break ternary: n.one @ {{.*}}:87:
// CHECK-NOT: {{[[:cntrl:]].}}
