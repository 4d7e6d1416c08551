// T04: const links bound at construction can only point to older objects.
#include <memory>
#include <utility>

class Expr {
public:
  using Ptr = std::shared_ptr<const Expr>;
  explicit Expr(int Leaf) : Leaf(Leaf) {}
  Expr(Ptr L, Ptr R) : Leaf(0), Left(std::move(L)), Right(std::move(R)) {}
  int value() const {
    return Left ? Left->value() + Right->value() : Leaf;
  }

private:
  const int Leaf;
  const Ptr Left, Right;
};

int main() {
  auto One = std::make_shared<const Expr>(1);
  auto Two = std::make_shared<const Expr>(One, One);
  auto Four = std::make_shared<const Expr>(Two, Two);
  return Four->value() == 4 ? 0 : 1;
}
