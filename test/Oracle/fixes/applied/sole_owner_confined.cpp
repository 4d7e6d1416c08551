// Nobody but the variable owns the object, and nothing else reaches it: when
// the function ends, nobody can call the closure any more.
// EXPECT: cell.changed = [weak = std::weak_ptr(cell_ptr)] {
#include <cstdio>
#include <functional>
#include <memory>

struct Cell {
  std::function<void()> changed;
  int value = 0;
};

int main() {
  auto cell_ptr = std::make_shared<Cell>();
  Cell &cell = *cell_ptr;
  cell.changed = [cell_ptr] {
    ++cell_ptr->value;
    std::printf("value %d\n", cell_ptr->value);
  };
  cell.changed();
}
