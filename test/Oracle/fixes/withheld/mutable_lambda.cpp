// A mutable lambda may empty its capture: a local variable would not remember.
#include <cstdio>
#include <functional>
#include <memory>

struct Pump : std::enable_shared_from_this<Pump> {
  std::function<void()> step;
  int left = 3;
  void arm() {
    step = [self = shared_from_this(), calls = 0]() mutable {
      ++calls;
      --self->left;
      std::printf("left %d after %d\n", self->left, calls);
    };
  }
};

int main() {
  auto pump = std::make_shared<Pump>();
  pump->arm();
  pump->step();
  pump->step();
}
