// The initialiser of a field is a part of every constructor.
#include <cstdio>
#include <functional>
#include <memory>

struct Link {
  std::function<void()> cut;
};
struct Rope {
  std::shared_ptr<Link> link = std::make_shared<Link>();
  int hook = (link->cut = [l = link] { std::puts(l ? "cut" : "gone"); }, 1);
};

int main() {
  Rope rope;
  rope.link->cut();
}
