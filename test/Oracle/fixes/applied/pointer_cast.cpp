// A cast handle; braces around the value.
// EXPECT: [weak = std::weak_ptr(std::static_pointer_cast<Button>(shared_from_this()))]
#include <cstdio>
#include <functional>
#include <memory>

struct Widget : std::enable_shared_from_this<Widget> {
  virtual ~Widget() = default;
  std::function<void()> clicked;
};
struct Button : Widget {
  const char *label = "ok";
  void wire() {
    clicked = [self{std::static_pointer_cast<Button>(shared_from_this())}] {
      std::printf("%s\n", self->label);
    };
  }
};

int main() {
  auto button = std::make_shared<Button>();
  button->wire();
  button->clicked();
}
