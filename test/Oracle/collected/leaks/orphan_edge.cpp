// A class that no collected object has.
#include "ouro/ref.hpp"

#include <memory>

struct Card {
  ouro::edge<Card> Under;
  void trace(auto &Visit) const { Visit(Under); }
};
struct Deck {
  ouro::edge<Card> Top; // FLAG
};
static std::unique_ptr<Deck> Table;

int run() {
  Table = std::make_unique<Deck>();
  Table->Top = ouro::make<Card>();
  return Table->Top ? 0 : 1;
}
