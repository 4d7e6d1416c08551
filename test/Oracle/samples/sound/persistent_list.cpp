// A persistent list shares its tails; every tail is older than its head.
#include <memory>

template <typename T> class List {
  struct Cell {
    T Head;
    std::shared_ptr<const Cell> Tail;
  };
  std::shared_ptr<const Cell> First;
  explicit List(std::shared_ptr<const Cell> C) : First(std::move(C)) {}

public:
  List() = default;
  List prepend(T Value) const {
    return List(std::make_shared<const Cell>(Cell{Value, First}));
  }
  List rest() const { return List(First->Tail); }
  T head() const { return First->Head; }
};

int main() {
  auto Base = List<int>().prepend(1).prepend(2);
  auto Left = Base.prepend(3), Right = Base.prepend(4);
  return Left.rest().head() == Right.rest().head() ? 0 : 1;
}
