// A ring with one link that the collector does not see: a handle in an object
// that is no object of the collector.
#include "ouro/ref.hpp"

#include <memory>

struct Player;
struct Score {
  ouro::ref<Player> Of; // FLAG
  int Points = 0;
};
struct Player {
  ouro::edge<Player> Rival;
  std::unique_ptr<Score> Own;
  void trace(auto &Visit) const { Visit(Rival); }
};

int run() {
  auto One = ouro::make<Player>();
  One->Own = std::make_unique<Score>();
  One->Own->Of = One;
  return One->Own->Points;
}
