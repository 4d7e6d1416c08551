// What the call returns is used: without the object there is nothing to return.
// RULE: ouro-refcount-cycle
#include <cstdio>
#include <memory>
#include <vector>

namespace {
struct Node {
  int depth() const { return parent ? parent->depth() + 1 : 0; }
  std::vector<std::shared_ptr<Node>> children;
  std::shared_ptr<Node> parent;
};
} // namespace

int main() {
  auto root = std::make_shared<Node>();
  auto leaf = std::make_shared<Node>();
  root->children.push_back(leaf);
  leaf->parent = root;
  std::printf("%d\n", leaf->depth());
}
