// What a field holds is captured under another name.
// EXPECT: line->hungUp = [weak = std::weak_ptr(line)] {
// EXPECT: auto l = weak.lock();
#include <cstdio>
#include <functional>
#include <memory>

struct Line {
  std::function<void()> hungUp;
  int calls = 0;
};

struct Phone {
  std::shared_ptr<Line> line = std::make_shared<Line>();
  void pickUp() {
    line->hungUp = [l = line] {
      // The comment stays where it is.
      ++l->calls;
      std::printf("calls %d\n", l->calls);
    };
  }
};

int main() {
  Phone phone;
  phone.pickUp();
  phone.line->hungUp();
}
