// What the preprocessor leaves out may use the capture in other ways.
#include <cstdio>
#include <functional>
#include <memory>

struct Probe : std::enable_shared_from_this<Probe> {
  std::function<void()> read;
  int value = 5;
  void wire() {
    read = [self = shared_from_this()] {
#ifdef PROBE_RAW
      self->raw();
#else
      std::printf("%d\n", self->value);
#endif
    };
  }
};

int main() {
  auto probe = std::make_shared<Probe>();
  probe->wire();
  probe->read();
}
