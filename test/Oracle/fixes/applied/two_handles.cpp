// Two handles: only the one on the ring becomes weak, under a name of its own.
// EXPECT: ready = [weakSelf = weak_from_this(), out](int n) { // once per byte
#include <cstdio>
#include <functional>
#include <memory>

struct Sink {
  int written = 0;
};

struct Copier : std::enable_shared_from_this<Copier> {
  std::function<void(int)> ready;
  int bytes = 0;
  void start(std::shared_ptr<Sink> out) {
    ready = [self = shared_from_this(), out](int n) { // once per byte
      self->bytes += n;
      out->written = self->bytes;
    };
  }
};

int main() {
  auto sink = std::make_shared<Sink>();
  auto copier = std::make_shared<Copier>();
  copier->start(sink);
  copier->ready(6);
  copier->ready(1);
  std::printf("%d\n", sink->written);
}
