// `auto self = shared_from_this()` and a plain capture.
// EXPECT: [this, weak = std::weak_ptr(self)]()
#include <cstdio>
#include <functional>
#include <memory>
#include <vector>

struct Signal {
  std::vector<std::function<void()>> slots;
  void connect(std::function<void()> f) { slots.push_back(std::move(f)); }
  void fire() {
    for (auto &slot : slots)
      slot();
  }
};

struct View : std::enable_shared_from_this<View> {
  Signal clicked;
  int clicks = 0;
  void wire() {
    auto self = shared_from_this();
    clicked.connect([this, self]() {
      ++clicks;
      std::printf("click %d, %d owners or more\n", self->clicks, 1);
    });
  }
};

int main() {
  auto view = std::make_shared<View>();
  view->wire();
  view->clicked.fire();
  view->clicked.fire();
}
