// What should the closure return when the object is gone? Only the author knows.
#include <cstdio>
#include <functional>
#include <memory>

struct Counter : std::enable_shared_from_this<Counter> {
  std::function<int()> next;
  int n = 0;
  void arm() {
    next = [self = shared_from_this()] { return ++self->n; };
  }
};

int main() {
  auto counter = std::make_shared<Counter>();
  counter->arm();
  std::printf("%d\n", counter->next());
}
