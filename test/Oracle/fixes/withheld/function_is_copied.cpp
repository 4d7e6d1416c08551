// Copies of the function object outlive the variable: with a weak capture the
// chain would end after the first step.
#include <cstdio>
#include <deque>
#include <functional>
#include <memory>

int main() {
  std::deque<std::function<void()>> queue;
  int left = 3;
  {
    auto step = std::make_shared<std::function<void()>>();
    *step = [step, &queue, &left] {
      std::printf("left %d\n", left);
      if (--left > 0)
        queue.push_back(*step);
    };
    (*step)();
  }
  while (!queue.empty()) {
    auto next = std::move(queue.front());
    queue.pop_front();
    next();
  }
}
