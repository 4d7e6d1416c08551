// What a base, a helper and parts report.
#include "ouro/ref.hpp"

#include <map>
#include <vector>

struct Item {
  ouro::edge<Item> Owner;
  void trace(auto &Visit) const { Visit(Owner); }
};
struct Ends {
  ouro::edge<Item> Left, Right;
};
struct Named {
  ouro::edge<Item> Of;
  void trace(auto &Visit) const { Visit(Of); }
};
class Box : public Item {
public:
  ouro::edge<Item> Content;
  Ends Both;
  Named Label;
  std::map<int, std::vector<ouro::edge<Item>>> Shelves;
  void trace(auto &Visit) const {
    Item::trace(Visit);
    if (Content)
      Visit(Content);
    reportParts(Visit);
  }

private:
  void reportParts(auto &Visit) const {
    Label.trace(Visit);
    Visit(Both.Left);
    Visit(this->Both.Right);
    for (auto const &[Number, Row] : Shelves)
      for (auto const &One : Row)
        Visit(One);
  }
};

int run() {
  auto Outer = ouro::make<Box>(), Inner = ouro::make<Box>();
  Outer->Content = Inner;
  Inner->Owner = Outer;
  Inner->Both.Left = Outer;
  Inner->Both.Right = Inner;
  Inner->Label.Of = Outer;
  Inner->Shelves[3].push_back(Outer);
  return Outer->Content ? 0 : 1;
}
