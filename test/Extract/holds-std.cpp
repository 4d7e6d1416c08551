// Every kind of holder the standard library has, and how they nest.
//
// RUN: %ouro facts %s -- -std=c++20 | grep '^hold ' | FileCheck %s
#include <any>
#include <array>
#include <atomic>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <set>
#include <span>
#include <stack>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

struct Node {
  std::shared_ptr<Node> next;
};
struct Leaf {
  int number;
};

struct Handles {
  std::shared_ptr<Node> shared;
  std::shared_ptr<const Node> sharedConst;
  const std::shared_ptr<Node> constShared;
  std::unique_ptr<Node> unique;
  std::unique_ptr<Node, void (*)(Node *)> deleter;
  std::weak_ptr<Node> weak;
  std::unique_ptr<Node[]> array;
  std::shared_ptr<Node[]> sharedArray;
  std::atomic<std::shared_ptr<Node>> atomic;
  std::function<void()> function;
  std::any any;
  std::shared_ptr<void> hidden;
};

struct Plain {
  Node *raw;
  Node &reference;
  std::reference_wrapper<Node> wrapper;
  std::span<Node> span;
};

struct Containers {
  std::vector<std::shared_ptr<Node>> vector;
  std::list<std::unique_ptr<Node>> list;
  std::deque<std::weak_ptr<Node>> deque;
  std::set<std::shared_ptr<Node>> set;
  std::unordered_set<std::shared_ptr<Node>> hashed;
  std::map<std::shared_ptr<Node>, int> keys;
  std::map<std::string, std::shared_ptr<Node>> values;
  std::unordered_multimap<int, std::unique_ptr<Node>> multimap;
  std::map<std::weak_ptr<Node>, std::shared_ptr<Node>, std::owner_less<>> both;
  std::queue<std::shared_ptr<Node>> queue;
  std::stack<std::shared_ptr<Node>> stack;
  std::priority_queue<std::shared_ptr<Node>> priority;
  std::vector<Node> values2;
  std::vector<Node *> pointers;
  std::vector<std::vector<std::shared_ptr<Node>>> table;
  std::shared_ptr<Node> plainArray[4];
  std::array<std::shared_ptr<Node>, 4> array;
};

struct Wrappers {
  std::optional<std::shared_ptr<Node>> optional;
  std::optional<Node> part;
  std::variant<std::monostate, std::shared_ptr<Node>, std::weak_ptr<Handles>> variant;
  std::pair<std::shared_ptr<Node>, int> pair;
  std::tuple<int, std::unique_ptr<Node>, std::shared_ptr<Containers>> tuple;
  std::shared_ptr<std::vector<Node>> vectorBehindPointer;
  std::shared_ptr<std::vector<std::weak_ptr<Node>>> weakBehindPointer;
  std::unique_ptr<std::shared_ptr<Node>> nested;
  std::shared_ptr<std::unique_ptr<Node>> turned;
};

struct Nothing {
  std::shared_ptr<Leaf> leaf;
  std::vector<std::string> strings;
  int number;
};

// The facts, sorted:
//
// CHECK: hold Containers::array -> Node shared many @ {{.*}}:71:
// CHECK-NEXT: hold Containers::both -> Node shared many @ {{.*}}:63:
// CHECK-NEXT: hold Containers::both -> Node weak many @ {{.*}}:63:
// CHECK-NEXT: hold Containers::deque -> Node weak many @ {{.*}}:57:
// CHECK-NEXT: hold Containers::hashed -> Node shared many @ {{.*}}:59:
// CHECK-NEXT: hold Containers::keys -> Node shared many @ {{.*}}:60:
// CHECK-NEXT: hold Containers::list -> Node unique many @ {{.*}}:56:
// CHECK-NEXT: hold Containers::multimap -> Node unique many @ {{.*}}:62:
// CHECK-NEXT: hold Containers::plainArray -> Node shared many @ {{.*}}:70:
// CHECK-NEXT: hold Containers::priority -> Node shared many @ {{.*}}:66:
// CHECK-NEXT: hold Containers::queue -> Node shared many @ {{.*}}:64:
// CHECK-NEXT: hold Containers::set -> Node shared many @ {{.*}}:58:
// CHECK-NEXT: hold Containers::stack -> Node shared many @ {{.*}}:65:
// CHECK-NEXT: hold Containers::table -> Node shared many @ {{.*}}:69:
// CHECK-NEXT: hold Containers::values -> Node shared many @ {{.*}}:61:
// CHECK-NEXT: hold Containers::values2 -> Node part many @ {{.*}}:67:
// CHECK-NEXT: hold Containers::vector -> Node shared many @ {{.*}}:55:
// CHECK-NEXT: hold Handles::any -> <erased> erased one @ {{.*}}:43:
// CHECK-NEXT: hold Handles::array -> Node unique many @ {{.*}}:39:
// CHECK-NEXT: hold Handles::atomic -> Node shared one @ {{.*}}:41:
// CHECK-NEXT: hold Handles::constShared -> Node shared one fixed @ {{.*}}:35:
// CHECK-NEXT: hold Handles::deleter -> Node unique one @ {{.*}}:37:
// CHECK-NEXT: hold Handles::function -> <erased> erased one @ {{.*}}:42:
// CHECK-NEXT: hold Handles::hidden -> <erased> erased one @ {{.*}}:44:
// CHECK-NEXT: hold Handles::shared -> Node shared one @ {{.*}}:33:
// CHECK-NEXT: hold Handles::sharedArray -> Node shared many @ {{.*}}:40:
// CHECK-NEXT: hold Handles::sharedConst -> Node shared one @ {{.*}}:34:
// CHECK-NEXT: hold Handles::unique -> Node unique one @ {{.*}}:36:
// CHECK-NEXT: hold Handles::weak -> Node weak one @ {{.*}}:38:
// CHECK-NEXT: hold Node::next -> Node shared one @ {{.*}}:26:
// CHECK-NEXT: hold Wrappers::nested -> Node shared one @ {{.*}}:82:
// CHECK-NEXT: hold Wrappers::optional -> Node shared one @ {{.*}}:75:
// CHECK-NEXT: hold Wrappers::pair -> Node shared one @ {{.*}}:78:
// CHECK-NEXT: hold Wrappers::part -> Node part one @ {{.*}}:76:
// CHECK-NEXT: hold Wrappers::tuple -> Containers shared one @ {{.*}}:79:
// CHECK-NEXT: hold Wrappers::tuple -> Node unique one @ {{.*}}:79:
// CHECK-NEXT: hold Wrappers::turned -> Node shared one @ {{.*}}:83:
// CHECK-NEXT: hold Wrappers::variant -> Handles weak one @ {{.*}}:77:
// CHECK-NEXT: hold Wrappers::variant -> Node shared one @ {{.*}}:77:
// CHECK-NEXT: hold Wrappers::vectorBehindPointer -> Node shared many @ {{.*}}:80:
// CHECK-NEXT: hold Wrappers::weakBehindPointer -> Node weak many @ {{.*}}:81:
// CHECK-NOT: {{[[:cntrl:]].}}
