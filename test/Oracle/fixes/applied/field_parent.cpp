// RULE: ouro-refcount-cycle
// EXPECT:   std::weak_ptr<Node> parent;
// EXPECT:   if (child->parent.lock())
// EXPECT:   child->parent.reset();
#include <cstdio>
#include <memory>
#include <vector>

namespace {
struct Node {
  std::vector<std::shared_ptr<Node>> children;
  std::shared_ptr<Node> parent = nullptr;
};

void add(const std::shared_ptr<Node> &parent, const std::shared_ptr<Node> &child) {
  parent->children.push_back(child);
  child->parent = parent;
}

void detach(const std::shared_ptr<Node> &child) {
  if (child->parent)
    std::puts("had a parent");
  child->parent = nullptr;
}
} // namespace

int main() {
  auto root = std::make_shared<Node>();
  auto leaf = std::make_shared<Node>();
  add(root, leaf);
  detach(leaf);
  add(root, std::make_shared<Node>());
  std::puts(root->children.size() == 2 ? "two" : "other");
}
