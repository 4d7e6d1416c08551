// The inner closure is dropped after its call and may stay strong; it captures
// what the body has locked.
// EXPECT: onData = [&queue, weak = weak_from_this()](int n) {
// EXPECT: queue.push_back([self, n] {
#include <cstdio>
#include <deque>
#include <functional>
#include <memory>

using Queue = std::deque<std::function<void()>>;

struct Feed : std::enable_shared_from_this<Feed> {
  std::function<void(int)> onData;
  int sum = 0;
  void open(Queue &queue) {
    onData = [&queue, self = shared_from_this()](int n) {
      queue.push_back([self, n] {
        self->sum += n;
        std::printf("sum %d\n", self->sum);
      });
    };
  }
};

int main() {
  Queue queue;
  auto feed = std::make_shared<Feed>();
  feed->open(queue);
  feed->onData(1);
  feed->onData(2);
  while (!queue.empty()) {
    auto next = std::move(queue.front());
    queue.pop_front();
    next();
  }
}
