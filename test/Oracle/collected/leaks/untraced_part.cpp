// One edge of a part is reported, the other is not.
#include "ouro/ref.hpp"

struct Door;
struct Hinges {
  ouro::edge<Door> Upper;
  ouro::edge<Door> Lower;
};
struct Door {
  Hinges On; // FLAG
  void trace(auto &Visit) const { Visit(On.Upper); }
};

int run() {
  auto Left = ouro::make<Door>(), Right = ouro::make<Door>();
  Left->On.Lower = Right;
  Right->On.Upper = Left;
  return Left->On.Lower->On.Upper == Left ? 0 : 1;
}
