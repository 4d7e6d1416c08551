// The body has a variable of the same name already.
#include <cstdio>
#include <functional>
#include <memory>

struct Shop : std::enable_shared_from_this<Shop> {
  std::function<void()> closed;
  int sold = 2;
  void wire() {
    auto self = shared_from_this();
    closed = [self, this] {
      auto *self = this;
      std::printf("%d\n", self->sold);
    };
  }
};

int main() {
  auto shop = std::make_shared<Shop>();
  shop->wire();
  shop->closed();
}
