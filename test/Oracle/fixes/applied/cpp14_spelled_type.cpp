// STD: c++14
// Before C++17 nothing deduces the argument, and weak_from_this() is no member.
// EXPECT: tick = [weak = std::weak_ptr<clock_work::Clock>(shared_from_this())]() {
#include <cstdio>
#include <functional>
#include <memory>

namespace clock_work {
struct Clock : std::enable_shared_from_this<Clock> {
  std::function<void()> tick;
  int hour = 11;
  void wind() {
    tick = [self = shared_from_this()]() {
      self->hour++;
      std::printf("%d o'clock\n", self->hour);
    };
  }
};
} // namespace clock_work

int main() {
  auto clock = std::make_shared<clock_work::Clock>();
  clock->wind();
  clock->tick();
}
