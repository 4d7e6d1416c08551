// A reference to the field would refer to another type.
// RULE: ouro-refcount-cycle
#include <memory>
#include <vector>

namespace {
struct Node {
  std::shared_ptr<Node> &slot() { return parent; }
  std::vector<std::shared_ptr<Node>> children;
  std::shared_ptr<Node> parent;
};
} // namespace

int main() {
  auto root = std::make_shared<Node>();
  auto leaf = std::make_shared<Node>();
  root->children.push_back(leaf);
  leaf->parent = root;
  return leaf->slot() ? 0 : 1;
}
