// Everything is reported, or needs no report; any finding fails this test.
//
// RUN: %tidy --warnings-as-errors='*' %s -- %flags
// RUN: %tidy --warnings-as-errors='*' %s -- -std=c++20 -isystem %include
#include "ouro/function.hpp"
#include "ouro/gc.hpp"

#include <map>
#include <memory>
#include <optional>
#include <vector>

struct Node {
  ouro::edge<Node> left, right;
  std::vector<ouro::edge<Node>> kids;
  std::map<int, ouro::edge<Node>> table;
  std::unique_ptr<Node> owned;
  ouro::function<void()> call;
  ouro::weak<Node> seen;
  Node *raw = nullptr;
  void trace(auto &visit) const {
    visit(left, right);
    for (auto const &kid : kids)
      visit(kid);
    for (auto const &[key, value] : table)
      visit(value);
    if (owned)
      owned->trace(visit);
    visit(call);
  }
};

// Parts by their fields, by their function, as a whole; by accessors.
struct Ends {
  ouro::edge<Node> first, second;
};
struct Named {
  ouro::edge<Node> of;
  void trace(auto &visit) const { visit(of); }
};
struct Parts {
  Ends one;
  Ends other;
  Named named;
  std::vector<Ends> many;
  std::optional<ouro::edge<Node>> last;
  const std::optional<ouro::edge<Node>> &end() const { return last; }
  void trace(auto &visit) const {
    visit(one.first, this->one.second, named, end());
    auto const &[a, b] = other;
    visit(a, b);
    for (auto const &ends : many)
      visit(ends.first, ends.second);
  }
};

// Bases: their function, their fields, lambdas, the object itself.
struct Below : Node {
  ouro::edge<Node> more;
  void trace(auto &visit) const {
    auto both = [&](auto const &...of) { (visit(of), ...); };
    both(more);
    Node::trace(visit);
  }
};
struct FromEnds : Ends {
  void trace(auto &visit) const { visit(first, Ends::second); }
};
template <class T> void traceAll(T const &of, auto &visit) {
  visit(of.first, of.second);
}
struct Whole : Ends {
  void trace(auto &visit) const { traceAll(*this, visit); }
};
template <class T> struct Linked {
  ouro::edge<T> next;
  void trace(auto &visit) const { visit(next); }
};
template <class T> struct Cell : Linked<Cell<T>> {
  T value;
  ouro::edge<T> other;
  void trace(auto &visit) const {
    Linked<Cell>::trace(visit);
    visit(this->other, value);
  }
};
template <class D> struct Curious {
  ouro::edge<D> up;
  void trace(auto &visit) const {
    visit(up);
    static_cast<D const &>(*this).traceMore(visit);
  }
};
struct Leaf : Curious<Leaf> {
  ouro::edge<Leaf> twin;
  void traceMore(auto &visit) const { visit(twin); }
};
Cell<Node> *cells(Leaf *);

// A visitor of one type; a body elsewhere.
struct Elsewhere {
  ouro::edge<Node> hidden;
  void trace(ouro::detail::edge_visitor &visit) const;
};

// Handles where they belong, and to what leads nowhere.
struct Text {
  std::string words;
};
struct Page {
  ouro::ref<Text> text;
  ouro::edge<Page> next;
  void trace(auto &visit) const { visit(next); }
};
struct Reader {
  ouro::ref<Page> page;
  std::vector<ouro::ref<Node>> nodes;
};
static ouro::ref<Node> root;
static Reader reader;

// Edges on their way to where they belong.
std::vector<ouro::edge<Node>> made() {
  std::vector<ouro::edge<Node>> all;
  all.push_back(ouro::make<Node>());
  return all;
}
void fill(Node &node) {
  std::vector<ouro::edge<Node>> all = made();
  ouro::edge<Node> one = ouro::make<Node>();
  node.kids = std::move(all);
  node.left = std::move(one);
  node.call = ouro::capture([](auto &) {}, ouro::edge<Node>(node.left));
  for (auto const &kid : node.kids)
    kid->right = node.left;
  ouro::edge<Node> &here = node.right;
  here.reset();
}

// Gone before anything can collect; only measured.
void brief(ouro::ref<Node> const &of) {
  {
    ouro::edge<Node> one = of, other = one;
  }
  ouro::make<Node>();
  struct Measured {
    ouro::edge<Node> a, b;
  };
  static_assert(sizeof(Measured) == 16);
}

// The name of the function, and no collector's reference.
struct Logged {
  ouro::ref<Logged> next;
  void trace(std::string &text) const { text += "logged"; }
};

// Taught from outside.
struct Pile {
  ouro::edge<Node> top;
};
template <> struct ouro::tracer<Pile> {
  static constexpr bool has_edges = true;
  static void trace(Pile const &of, auto &visit) { visit(of.top); }
};
template <class T> struct Pair {
  T one, two;
};
template <class T> struct ouro::tracer<Pair<T>> {
  static constexpr bool has_edges = true;
  static void trace(Pair<T> const &of, auto &visit) { visit(of.one, of.two); }
};
struct Taught {
  Pile pile;
  Pair<ouro::edge<Node>> pair;
  void trace(auto &visit) const { visit(pile, pair); }
};
struct Anonymous {
  struct {
    ouro::edge<Node> inner;
  };
  void trace(auto &visit) const { visit(inner); }
};
