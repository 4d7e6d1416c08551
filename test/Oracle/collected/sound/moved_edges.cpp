// Edges that are built outside and moved to where they belong.
#include "ouro/gc.hpp"

#include <utility>
#include <vector>

struct Row {
  std::vector<ouro::edge<Row>> Cells;
  ouro::edge<Row> Last;
  void trace(auto &Visit) const { Visit(Cells, Last); }
};

static std::vector<ouro::edge<Row>> made(int Count) {
  std::vector<ouro::edge<Row>> Rows;
  for (int I = 0; I < Count; ++I)
    Rows.push_back(ouro::make<Row>());
  return Rows;
}

int run() {
  auto Top = ouro::make<Row>();
  std::vector<ouro::edge<Row>> Cells = made(3);
  Top->Cells = std::move(Cells);
  for (auto const &Cell : Top->Cells)
    Cell->Last = Top;
  return Top->Cells.size() == 3 ? 0 : 1;
}
