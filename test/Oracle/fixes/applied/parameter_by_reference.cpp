// The handle is a parameter; the caller owns the object.
// EXPECT: [weak = std::weak_ptr(node)] { auto node = weak.lock(); if (!node) return; node->n = 1; };
#include <cstdio>
#include <functional>
#include <memory>

struct Node {
  std::function<void()> touch;
  int n = 0;
};

void prepare(const std::shared_ptr<Node> &node) {
  node->touch = [node] { node->n = 1; };
}

int main() {
  auto node = std::make_shared<Node>();
  prepare(node);
  node->touch();
  std::printf("%d\n", node->n);
}
