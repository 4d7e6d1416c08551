// The usual mistake, in a member function object of the object itself.
// EXPECT: done = [weak = weak_from_this()](int code) {
// EXPECT: auto self = weak.lock();
// EXPECT: if (!self) return;
#include <cstdio>
#include <functional>
#include <memory>

struct Job : std::enable_shared_from_this<Job> {
  std::function<void(int)> done;
  int last = 0;
  void arm() {
    done = [self = shared_from_this()](int code) {
      self->last = code;
      std::printf("done %d\n", self->last);
    };
  }
};

int main() {
  auto job = std::make_shared<Job>();
  job->arm();
  job->done(3);
  job->done(4);
}
