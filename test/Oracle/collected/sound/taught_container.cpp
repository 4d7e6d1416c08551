// A container of one's own that the collector is taught.
#include "ouro/ref.hpp"

template <class T> struct Pair {
  T First, Second;
  ~Pair() {}
};
struct Knot;
struct Pile {
  ouro::edge<Knot> Top;
  ~Pile() {}
};
template <class T> struct ouro::tracer<Pair<T>> {
  static constexpr bool has_edges = true;
  static void trace(Pair<T> const &Of, auto &Visit) {
    Visit(Of.First, Of.Second);
  }
};
template <> struct ouro::tracer<Pile> {
  static constexpr bool has_edges = true;
  static void trace(Pile const &Of, auto &Visit) { Visit(Of.Top); }
};
struct Knot {
  Pair<ouro::edge<Knot>> Ends;
  Pile On;
  void trace(auto &Visit) const { Visit(Ends, On); }
};

int run() {
  auto One = ouro::make<Knot>();
  One->Ends.Second = One;
  One->On.Top = One;
  return One->Ends.First ? 1 : 0;
}
