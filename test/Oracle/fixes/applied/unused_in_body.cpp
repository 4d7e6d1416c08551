// The handle is captured only to keep the object alive; the default stays.
// EXPECT: expired = [=, weak = weak_from_this()] { auto keep = weak.lock(); if (!keep) return; left -= step; };
#include <cstdio>
#include <functional>
#include <memory>

struct Lease : std::enable_shared_from_this<Lease> {
  std::function<void()> expired;
  int left = 10;
  void arm(int step) {
    expired = [=, keep = shared_from_this()] { left -= step; };
  }
};

int main() {
  auto lease = std::make_shared<Lease>();
  lease->arm(4);
  lease->expired();
  std::printf("%d\n", lease->left);
}
