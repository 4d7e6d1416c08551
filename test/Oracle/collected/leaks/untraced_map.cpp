// Values of a map, an optional and a variant; only a number is looked at.
#include "ouro/ref.hpp"

#include <map>
#include <optional>
#include <variant>

struct Town {
  std::map<int, ouro::edge<Town>> Roads;    // FLAG
  std::optional<ouro::edge<Town>> Capital;  // FLAG
  std::variant<int, ouro::edge<Town>> Next; // FLAG
  ouro::edge<Town> Mother;
  void trace(auto &Visit) const {
    if (!Roads.empty())
      Visit(Mother);
  }
};

int run() {
  auto One = ouro::make<Town>(), Other = ouro::make<Town>();
  One->Roads[1] = Other;
  Other->Capital = One;
  Other->Next = ouro::edge<Town>(One);
  return One->Roads.at(1)->Capital == One ? 0 : 1;
}
