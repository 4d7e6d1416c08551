// The derived class has an edge and only its base's function.
#include "ouro/ref.hpp"

struct Shape {
  ouro::edge<Shape> Parent;
  void trace(auto &Visit) const { Visit(Parent); }
};
struct Group : Shape {
  ouro::edge<Group> Twin; // FLAG
};

int run() {
  auto Left = ouro::make<Group>(), Right = ouro::make<Group>();
  Left->Twin = Right;
  Right->Twin = Left;
  return Left->Twin->Twin == Left ? 0 : 1;
}
