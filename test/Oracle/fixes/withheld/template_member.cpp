// The same text is one lambda per instance; no edit is known to suit all.
#include <cstdio>
#include <functional>
#include <memory>

template <class T> struct Box : std::enable_shared_from_this<Box<T>> {
  std::function<void()> opened;
  T value{};
  void wire() {
    opened = [self = this->shared_from_this()] {
      std::printf("%d\n", static_cast<int>(self->value));
    };
  }
};

int main() {
  auto box = std::make_shared<Box<int>>();
  box->wire();
  box->opened();
}
