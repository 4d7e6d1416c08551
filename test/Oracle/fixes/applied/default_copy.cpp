// Captured by `[=]`: the weak capture goes behind the default.
// EXPECT: timer->callback = [=, weak = std::weak_ptr(timer)] {
#include <cstdio>
#include <functional>
#include <memory>

struct Timer {
  std::function<void()> callback;
  int ticks = 0;
};

void arm(std::shared_ptr<Timer> timer, int step) {
  timer->callback = [=] {
    timer->ticks += step;
    std::printf("tick %d\n", timer->ticks);
  };
}

int main() {
  auto timer = std::make_shared<Timer>();
  arm(timer, 3);
  timer->callback();
  timer->callback();
}
