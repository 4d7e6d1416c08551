//===- GraphLayers.cpp ----------------------------------------------------===//
#include "tools/Render/GraphLayers.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>

namespace ouro::render {

namespace {

class Layerer {
public:
  Layerer(size_t NodeCount, llvm::ArrayRef<LayoutEdge> Edges)
      : NodeCount(NodeCount), Edges(Edges) {}

  Layering run() {
    orient();
    assign();
    return std::move(Result);
  }

private:
  void orient();
  void assign();
  std::vector<unsigned> topologicalOrder() const;

  unsigned upper(unsigned Edge) const {
    return Result.Reversed[Edge] ? Edges[Edge].To : Edges[Edge].From;
  }
  unsigned lower(unsigned Edge) const {
    return Result.Reversed[Edge] ? Edges[Edge].From : Edges[Edge].To;
  }
  bool isLoop(unsigned Edge) const {
    return Edges[Edge].From == Edges[Edge].To;
  }

  size_t NodeCount;
  llvm::ArrayRef<LayoutEdge> Edges;
  Layering Result;
};

} // namespace

/// Depth-first; an edge to a node that is being visited closes a cycle and is
/// turned round. Edges that had better point up are turned round before.
void Layerer::orient() {
  Result.Reversed.assign(Edges.size(), false);
  std::vector<std::vector<unsigned>> Out(NodeCount);
  std::vector<unsigned> Entering(NodeCount, 0);
  for (auto [I, E] : llvm::enumerate(Edges)) {
    if (isLoop(I))
      continue;
    Result.Reversed[I] = E.Backwards;
    Out[upper(I)].push_back(I);
    ++Entering[lower(I)];
  }
  enum : uint8_t { New, Open, Done };
  std::vector<uint8_t> State(NodeCount, New);
  auto visit = [&](unsigned Start) {
    std::vector<std::pair<unsigned, size_t>> Path{{Start, 0}};
    State[Start] = Open;
    while (!Path.empty()) {
      auto &[Node, Next] = Path.back();
      if (Next == Out[Node].size()) {
        State[Node] = Done;
        Path.pop_back();
        continue;
      }
      unsigned Edge = Out[Node][Next++];
      unsigned To = lower(Edge);
      if (State[To] == Open) {
        Result.Reversed[Edge] = !Result.Reversed[Edge];
      } else if (State[To] == New) {
        State[To] = Open;
        Path.push_back({To, 0});
      }
    }
  };
  for (bool Roots : {true, false})
    for (unsigned Node = 0; Node < NodeCount; ++Node)
      if (State[Node] == New && (!Roots || Entering[Node] == 0))
        visit(Node);
}

std::vector<unsigned> Layerer::topologicalOrder() const {
  std::vector<unsigned> Entering(NodeCount, 0), Order;
  std::vector<std::vector<unsigned>> Below(NodeCount);
  for (unsigned I = 0; I < Edges.size(); ++I)
    if (!isLoop(I)) {
      Below[upper(I)].push_back(lower(I));
      ++Entering[lower(I)];
    }
  for (unsigned Node = 0; Node < NodeCount; ++Node)
    if (Entering[Node] == 0)
      Order.push_back(Node);
  for (size_t Head = 0; Head < Order.size(); ++Head)
    for (unsigned Next : Below[Order[Head]])
      if (--Entering[Next] == 0)
        Order.push_back(Next);
  return Order;
}

/// Longest path from above; what nothing leads to then moves down to what it
/// leads to, so that edges are short.
void Layerer::assign() {
  Result.LayerOf.assign(NodeCount, 0);
  std::vector<unsigned> Order = topologicalOrder();
  std::vector<std::vector<unsigned>> Above(NodeCount), Below(NodeCount);
  for (unsigned I = 0; I < Edges.size(); ++I)
    if (!isLoop(I)) {
      Above[lower(I)].push_back(upper(I));
      Below[upper(I)].push_back(lower(I));
    }
  for (unsigned Node : Order)
    for (unsigned Other : Above[Node])
      Result.LayerOf[Node] =
          std::max(Result.LayerOf[Node], Result.LayerOf[Other] + 2);
  for (unsigned Node : llvm::reverse(Order)) {
    if (!Above[Node].empty() || Below[Node].empty())
      continue;
    unsigned Nearest = ~0u;
    for (unsigned Other : Below[Node])
      Nearest = std::min(Nearest, Result.LayerOf[Other]);
    Result.LayerOf[Node] = Nearest - 2;
  }
}

Layering assignLayers(size_t NodeCount, llvm::ArrayRef<LayoutEdge> Edges) {
  return Layerer(NodeCount, Edges).run();
}

} // namespace ouro::render
