// RUNTIME
// RULE: ouro-untraced-hold
// EXPECT: Item<Box>::trace(visit);
#include "ouro/ref.hpp"

#include <cstdio>

template <class T> struct Item {
  ouro::edge<T> owner;
  void trace(auto &visit) const { visit(owner); }
};
struct Box : public Item<Box> {
  ouro::edge<Box> content;
  void trace(auto &visit) const { visit(content); }
};

int run() {
  auto outer = ouro::make<Box>(), inner = ouro::make<Box>();
  outer->content = inner;
  inner->owner = outer;
  std::puts(inner->owner == outer ? "same" : "other");
  return 0;
}
