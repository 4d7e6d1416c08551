// The body of a generic lambda is edited once for all its instances.
// EXPECT: auto show = [weak = weak_from_this()](auto value) {
#include <cstdio>
#include <functional>
#include <memory>

struct Log : std::enable_shared_from_this<Log> {
  std::function<void(int)> ints;
  std::function<void(long)> longs;
  int lines = 0;
  void open() {
    auto show = [self = shared_from_this()](auto value) {
      ++self->lines;
      std::printf("line %d: %ld\n", self->lines, static_cast<long>(value));
    };
    ints = show;
    longs = show;
  }
};

int main() {
  auto log = std::make_shared<Log>();
  log->open();
  log->ints(1);
  log->longs(2L);
}
