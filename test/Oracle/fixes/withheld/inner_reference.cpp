// An inner closure refers to the capture itself, which lives as long as the
// outer closure; a local variable would be gone when the inner one is called.
#include <cstdio>
#include <functional>
#include <memory>

struct Form : std::enable_shared_from_this<Form> {
  std::function<void(std::function<void()> &)> prepare;
  int sent = 0;
  void wire() {
    prepare = [self = shared_from_this()](std::function<void()> &later) {
      later = [&self] { std::printf("sent %d\n", ++self->sent); };
    };
  }
};

int main() {
  auto form = std::make_shared<Form>();
  form->wire();
  std::function<void()> later;
  form->prepare(later);
  later();
}
