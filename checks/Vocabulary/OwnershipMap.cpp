//===- OwnershipMap.cpp ---------------------------------------------------===//
#include "checks/Vocabulary/OwnershipMap.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <tuple>

namespace ouro {

bool isStrong(MapEdgeKind Kind) {
  return Kind == MapEdgeKind::Part || Kind == MapEdgeKind::Unique ||
         Kind == MapEdgeKind::Shared || Kind == MapEdgeKind::Traced;
}

/// The better known of two views of one node: one that saw its definition.
static void join(MapNode &Into, const MapNode &Other) {
  bool Focus = Into.Focus || Other.Focus;
  auto Rank = [](const MapNode &N) {
    return std::tuple(N.Where.isValid(), std::tie(N.Where, N.Name, N.Remark));
  };
  if (Rank(Into) < Rank(Other))
    Into = Other;
  Into.Focus = Focus;
}

static auto shapeOf(const MapEdge &E) {
  return std::tie(E.From, E.To, E.Name, E.Where, E.Kind, E.Many);
}

static void normalise(std::vector<MapEdge> &Edges) {
  llvm::sort(Edges, [](const MapEdge &L, const MapEdge &R) {
    return shapeOf(L) < shapeOf(R);
  });
  std::vector<MapEdge> Kept;
  for (MapEdge &E : Edges) {
    if (Kept.empty() || shapeOf(Kept.back()) != shapeOf(E)) {
      Kept.push_back(std::move(E));
      continue;
    }
    Kept.back().Silenced |= E.Silenced;
    Kept.back().OnRing |= E.OnRing;
    Kept.back().Cut |= E.Cut;
  }
  Edges = std::move(Kept);
}

OwnershipMap merge(std::vector<OwnershipMap> Maps) {
  std::vector<MapNode> Nodes;
  std::vector<MapEdge> Edges;
  std::map<SymbolId, unsigned> Known;
  for (OwnershipMap &Map : Maps) {
    std::vector<unsigned> At(Map.Nodes.size());
    for (auto [Index, Node] : llvm::enumerate(Map.Nodes)) {
      auto [It, New] = Known.try_emplace(Node.Id, Nodes.size());
      At[Index] = Node.Id ? It->second : Nodes.size();
      if (New || !Node.Id)
        Nodes.push_back(std::move(Node));
      else
        join(Nodes[It->second], Node);
    }
    for (MapEdge &E : Map.Edges) {
      E.From = At[E.From];
      E.To = At[E.To];
      Edges.push_back(std::move(E));
    }
  }
  std::vector<unsigned> Order(Nodes.size());
  for (auto [Index, Node] : llvm::enumerate(Order))
    Node = Index;
  auto Rank = [&](unsigned I) {
    const MapNode &N = Nodes[I];
    return std::tie(N.Name, N.Where, N.Kind, N.Id, N.Remark);
  };
  llvm::stable_sort(Order,
                    [&](unsigned L, unsigned R) { return Rank(L) < Rank(R); });
  OwnershipMap Whole;
  std::vector<unsigned> NewIndex(Nodes.size());
  for (unsigned Old : Order) {
    NewIndex[Old] = Whole.Nodes.size();
    Whole.Nodes.push_back(std::move(Nodes[Old]));
  }
  for (MapEdge &E : Edges) {
    E.From = NewIndex[E.From];
    E.To = NewIndex[E.To];
  }
  normalise(Edges);
  Whole.Edges = std::move(Edges);
  return Whole;
}

} // namespace ouro
