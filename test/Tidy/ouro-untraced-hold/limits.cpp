// Mistakes that are not found.
//
// RUN: %tidy --warnings-as-errors='*' %s -- %flags
#include "ouro/gc.hpp"

#include <memory>

// A mention that reports nothing.
struct Mentions {
  ouro::edge<Mentions> next;
  void trace(auto &visit) const { visit(next.get() != nullptr); }
};

// A helper gets the object as a whole.
struct Whole {
  ouro::edge<Whole> next, other;
  void trace(auto &visit) const { some(*this, visit); }
  static void some(Whole const &of, auto &visit) { visit(of.next); }
};

// A report under a condition that is never true.
struct Sometimes {
  ouro::edge<Sometimes> next;
  bool active = false;
  void trace(auto &visit) const {
    if (active)
      visit(next);
  }
};

// Edges behind a pointer that the class owns by hand.
struct Hidden {
  ouro::edge<Hidden> next;
  ouro::edge<Hidden> *more = nullptr;
  void trace(auto &visit) const { visit(next); }
};

// A local edge whose type is deduced, and an object on the stack.
int length(ouro::ref<Sometimes> const &from) {
  int n = 0;
  for (auto at = from->next; at; at = at->next)
    ++n;
  Sometimes local;
  return local.active ? 0 : n;
}

// An edge that a closure keeps.
auto keeper(ouro::ref<Sometimes> const &of) {
  return [next = of->next] { return next->active; };
}
