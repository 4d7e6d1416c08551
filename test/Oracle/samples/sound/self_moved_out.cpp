// An object keeps itself alive while it works and lets go when done.
#include <memory>

class Upload : public std::enable_shared_from_this<Upload> {
public:
  void start() { Running = shared_from_this(); }
  void finish() { auto Last = std::move(Running); }
  bool busy() const { return Running != nullptr; }

private:
  std::shared_ptr<Upload> Running;
};

int main() {
  std::weak_ptr<Upload> Seen;
  {
    auto U = std::make_shared<Upload>();
    U->start();
    Seen = U;
  }
  Seen.lock()->finish();
  return Seen.expired() ? 0 : 1;
}
