// The held interface is implemented by a leaf, never by the holder's owner.
#include <memory>
#include <vector>

class Clock {
public:
  virtual ~Clock() = default;
  virtual int now() const = 0;
};
class FakeClock : public Clock {
public:
  int now() const override { return 42; }
};
class Timer {
public:
  explicit Timer(std::shared_ptr<Clock> C) : C(std::move(C)) {}
  int start() const { return C->now(); }

private:
  std::shared_ptr<Clock> C;
};
class Wheel {
public:
  int add(std::shared_ptr<Clock> C) {
    Timers.push_back(std::make_shared<Timer>(std::move(C)));
    return Timers.back()->start();
  }

private:
  std::vector<std::shared_ptr<Timer>> Timers;
};

int main() {
  Wheel W;
  return W.add(std::make_shared<FakeClock>()) == 42 ? 0 : 1;
}
