// A function object that captures its own handle and is only called.
// EXPECT: *next = [weak = std::weak_ptr(next)](int i) {
#include <cstdio>
#include <functional>
#include <memory>

void countdown(int from) {
  auto next = std::make_shared<std::function<void(int)>>();
  *next = [next](int i) {
    std::printf("%d\n", i);
    if (i > 0)
      (*next)(i - 1);
  };
  (*next)(from);
}

int main() { countdown(3); }
