// The owner breaks the ring in its destructor and when it is assigned to.
#include <memory>
#include <utility>

struct Context {
  std::shared_ptr<Context> Pin;
};
class Handle {
public:
  Handle() : C(std::make_shared<Context>()) { C->Pin = C; }
  Handle(Handle &&O) noexcept : C(std::move(O.C)) {}
  Handle &operator=(Handle &&O) noexcept {
    unpin();
    C = std::move(O.C);
    return *this;
  }
  ~Handle() { unpin(); }

private:
  void unpin() {
    if (C)
      C->Pin.reset();
  }
  std::shared_ptr<Context> C;
};

int main() {
  Handle A, B;
  A = std::move(B);
}
