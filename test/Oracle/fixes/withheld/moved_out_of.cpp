// The capture is const and is copied; a local variable would be moved from, and
// be empty afterwards.
#include <cstdio>
#include <functional>
#include <memory>
#include <utility>

struct Guest : std::enable_shared_from_this<Guest> {
  std::function<void()> leave;
  int visits = 1;
  static int look(std::shared_ptr<Guest> guest) { return guest->visits; }
  void wire() {
    leave = [self = shared_from_this()] {
      int seen = look(std::move(self));
      std::printf("%d of %d\n", seen, self->visits);
    };
  }
};

int main() {
  auto guest = std::make_shared<Guest>();
  guest->wire();
  guest->leave();
}
