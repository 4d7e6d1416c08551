// std::bind has no body that could lock.
#include <cstdio>
#include <functional>
#include <memory>

struct Bell : std::enable_shared_from_this<Bell> {
  std::function<void()> rung;
  void ring() { std::puts("ring"); }
  void wire() { rung = std::bind(&Bell::ring, shared_from_this()); }
};

int main() {
  auto bell = std::make_shared<Bell>();
  bell->wire();
  bell->rung();
}
