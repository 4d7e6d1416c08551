// `weak` and `weakSelf` mean something else in the body.
// EXPECT: [weakSelf2 = weak_from_this()] {
#include <cstdio>
#include <functional>
#include <memory>

struct Muscle : std::enable_shared_from_this<Muscle> {
  std::function<void()> pull;
  int weak = 7;
  void train() {
    pull = [self = shared_from_this()] {
      int weakSelf = self->weak;
      std::printf("%d\n", weakSelf);
    };
  }
};

int main() {
  auto muscle = std::make_shared<Muscle>();
  muscle->train();
  muscle->pull();
}
