// A grid: one array of strong neighbours, linked both ways by a helper.
#include <array>
#include <cstddef>
#include <memory>
#include <vector>

struct Cell {
  int Height = 0;
  std::array<std::shared_ptr<Cell>, 4> Side; // FLAG
};

enum Direction : std::size_t { East, West, NorthSide, SouthSide };

static void glue(std::shared_ptr<Cell> &Left, std::shared_ptr<Cell> &Right) {
  Left->Side[East] = Right;
  Right->Side[West] = Left;
}

int main() {
  std::vector<std::shared_ptr<Cell>> Row;
  for (int I = 0; I < 4; ++I)
    Row.push_back(std::make_shared<Cell>());
  for (std::size_t I = 1; I < Row.size(); ++I)
    glue(Row[I - 1], Row[I]);
  return Row[0]->Side[East] == Row[1] ? 0 : 1;
}
