// Weak references need no report.
#include "ouro/ref.hpp"

#include <vector>

struct Child;
struct Parent {
  std::vector<ouro::edge<Child>> Children;
  void trace(auto &Visit) const { Visit(Children); }
};
struct Child {
  ouro::weak<Parent> Up;
  ouro::edge<Child> Sibling;
  void trace(auto &Visit) const { Visit(Sibling); }
};

int run() {
  auto Top = ouro::make<Parent>();
  auto One = ouro::make<Child>();
  One->Up = Top;
  Top->Children.push_back(One);
  return One->Up.lock() == Top ? 0 : 1;
}
