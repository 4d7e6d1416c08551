// One text, many classes.
// RULE: ouro-refcount-cycle
#include <memory>
#include <vector>

namespace {
template <class T> struct Node {
  T value;
  std::vector<std::shared_ptr<Node>> children;
  std::shared_ptr<Node> parent;
};
} // namespace

int main() {
  auto root = std::make_shared<Node<int>>();
  auto leaf = std::make_shared<Node<int>>();
  root->children.push_back(leaf);
  leaf->parent = root;
}
