//===- RingPicture.cpp ----------------------------------------------------===//
#include "checks/Reasoning/RingPicture.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

namespace ouro::reasoning {

namespace {

/// One edge of a ring, as a witness tells it: with what is known of its ends.
struct WitnessEdge {
  StepKind Step;
  MapEdgeKind Kind;
  std::string Name;
  std::string From = {}, To = {}; ///< classes; empty: not told
  SourceSpan Where = {};
  std::string Stored = {}; ///< what the source calls that which is held
  bool Many = false;
  bool Silenced = false;

  bool startsAtClosure() const {
    return Step == StepKind::Captures || Step == StepKind::SuspendedWith;
  }
  bool endsAtClosure() const { return Step == StepKind::ClosureStored; }
};

} // namespace

static const std::string &argument(const WitnessStep &Step, size_t Index) {
  static const std::string None;
  return Index < Step.Arguments.size() ? Step.Arguments[Index] : None;
}

/// The edges of \p F in ring order, the one to cut first.
static std::vector<WitnessEdge> edgesOf(const Finding &F) {
  std::vector<WitnessEdge> Edges;
  for (const WitnessStep &Step : F.Witness) {
    auto add = [&](MapEdgeKind Kind) -> WitnessEdge & {
      Edges.push_back({Step.Kind, Kind, argument(Step, 0)});
      Edges.back().Where = Step.Where;
      return Edges.back();
    };
    auto addHold = [&](MapEdgeKind Kind) {
      WitnessEdge &E = add(Kind);
      E.From = argument(Step, 1);
      E.To = argument(Step, 2);
    };
    switch (Step.Kind) {
    case StepKind::HoldsStrongly:
      addHold(MapEdgeKind::Shared);
      break;
    case StepKind::OwnsUniquely:
      addHold(MapEdgeKind::Unique);
      break;
    case StepKind::HasPart:
      addHold(MapEdgeKind::Part);
      break;
    case StepKind::Inherits:
      addHold(MapEdgeKind::Inherits);
      break;
    case StepKind::MayBe: {
      WitnessEdge &E = add(MapEdgeKind::Implements);
      E.Name.clear();
      E.From = argument(Step, 0);
      E.To = argument(Step, 1);
      break;
    }
    case StepKind::Captures:
    case StepKind::SuspendedWith:
      add(MapEdgeKind::Shared).Stored = argument(Step, 0);
      break;
    case StepKind::ClosureStored:
    case StepKind::SuspendedStored:
      add(MapEdgeKind::Erased);
      break;
    case StepKind::StoredHere:
      // Where the hold of the step before is filled; else a hold by itself.
      if (Edges.empty() || Edges.back().Name != argument(Step, 0))
        add(MapEdgeKind::Erased);
      Edges.back().Stored = argument(Step, 1);
      break;
    default:
      break;
    }
  }
  return Edges;
}

/// True if \p F says that the objects of its witness close a ring.
static bool isClosed(const Finding &F) {
  return llvm::none_of(F.Witness, [](const WitnessStep &Step) {
    return Step.Kind == StepKind::Uncollected;
  });
}

namespace {

/// Lays a witness over the map of classes.
class RingBuilder {
public:
  RingBuilder(const Finding &F, const OwnershipMap &Map)
      : Map(Map), Edges(edgesOf(F)), Closed(isClosed(F)) {
    for (const WitnessEdge &E : Edges)
      Matched.push_back(match(E));
    // A closure is told by what it captures: where it is stored is known by
    // the field's name only, which many may share.
    for (size_t I = 0; I < Edges.size(); ++I)
      if (Edges[I].startsAtClosure() && Matched[I])
        matchStore(I == 0 ? Edges.size() - 1 : I - 1, Matched[I]->From);
  }

  bool isEmpty() const { return Edges.empty(); }

  /// For each edge of the ring the one of the map, or null.
  const std::vector<const MapEdge *> &matched() const { return Matched; }

  /// The edges to bases that the ring goes down, where what is used as the base
  /// is the derived class.
  std::vector<const MapEdge *> basesGoneDown() const {
    std::vector<const MapEdge *> Found;
    for (const WitnessEdge &E : Edges)
      for (const MapEdge &M : Map.Edges)
        if (E.Step == StepKind::MayBe && M.Kind == MapEdgeKind::Inherits &&
            Map.Nodes[M.From].Name == E.To && Map.Nodes[M.To].Name == E.From)
          Found.push_back(&M);
    return Found;
  }

  /// Nodes and edges of the ring alone; both in ring order.
  OwnershipMap ring() const {
    OwnershipMap Ring;
    size_t Count = Edges.size() + !Closed;
    for (size_t I = 0; I < Count; ++I)
      Ring.Nodes.push_back(nodeAt(I));
    for (size_t I = 0; I < Edges.size(); ++I) {
      const WitnessEdge &E = Edges[I];
      const MapEdge *M = Matched[I];
      Ring.Edges.push_back({static_cast<unsigned>(I),
                            static_cast<unsigned>((I + 1) % Count),
                            M ? M->Kind : E.Kind, E.Name, M && M->Many,
                            M && M->Silenced, true, I == 0, E.Where});
    }
    return Ring;
  }

  /// The node of the map that position \p I of the ring is an object of.
  std::optional<unsigned> classAt(size_t I) const {
    if (I < Edges.size() && Matched[I])
      return Matched[I]->From;
    if (const WitnessEdge *In = before(I)) {
      const MapEdge *M = Matched[In - Edges.data()];
      if (M && Map.Nodes[M->To].Kind != MapNodeKind::Erased)
        return M->To;
    }
    if (I >= Edges.size() || Edges[I].startsAtClosure())
      return std::nullopt;
    // The class that has the field, whatever it is filled with.
    for (const MapEdge &E : Map.Edges)
      if (!E.Name.empty() && E.Name == Edges[I].Name)
        return E.From;
    return std::nullopt;
  }

private:
  const WitnessEdge *before(size_t I) const {
    if (I == 0)
      return Closed ? &Edges.back() : nullptr;
    return &Edges[I - 1];
  }

  const MapEdge *match(const WitnessEdge &E) const {
    for (const MapEdge &M : Map.Edges) {
      // A capture without a name is told by the class of what is captured.
      bool Named = M.Name == E.Name || !E.From.empty() ||
                   (E.startsAtClosure() && Map.Nodes[M.To].Name == E.Name);
      bool Ends = (E.From.empty() || Map.Nodes[M.From].Name == E.From) &&
                  (E.To.empty() || Map.Nodes[M.To].Name == E.To);
      bool Starts = E.startsAtClosure() ==
                    (Map.Nodes[M.From].Kind == MapNodeKind::Closure);
      if (Named && Ends && Starts && M.Where == E.Where)
        return &M;
    }
    return nullptr;
  }

  void matchStore(size_t Store, unsigned Closure) {
    for (const MapEdge &M : Map.Edges)
      if (M.To == Closure && M.Name == Edges[Store].Name)
        Matched[Store] = &M;
  }

  MapNode nodeAt(size_t I) const {
    const WitnessEdge *Out = I < Edges.size() ? &Edges[I] : nullptr;
    const WitnessEdge *In = before(I);
    MapNode Node;
    Node.Focus = true;
    if ((Out && Out->startsAtClosure()) || (In && In->endsAtClosure())) {
      Node.Kind = MapNodeKind::Closure;
      Node.Name = "closure";
      Node.Where = Out ? Out->Where : In->Where;
      return Node;
    }
    std::optional<unsigned> Class = classAt(I);
    if (Class) {
      Node.Name = Map.Nodes[*Class].Name;
      Node.Where = Map.Nodes[*Class].Where;
    } else if (Out && !Out->From.empty()) {
      Node.Name = Out->From;
    } else if (In && !In->To.empty()) {
      Node.Name = In->To;
    } else if (Out) {
      Node.Name = Out->Name;
      Node.Kind = MapNodeKind::Erased;
    }
    if (In && !In->Stored.empty() && In->Stored != Node.Name)
      Node.Remark = "'" + In->Stored + "'";
    return Node;
  }

  const OwnershipMap &Map;
  std::vector<WitnessEdge> Edges;
  bool Closed;
  std::vector<const MapEdge *> Matched;
};

} // namespace

void markRing(OwnershipMap &Map, const Finding &F) {
  RingBuilder Ring(F, Map);
  for (auto [I, Edge] : llvm::enumerate(Ring.matched())) {
    if (!Edge)
      continue;
    MapEdge &Marked = Map.Edges[Edge - Map.Edges.data()];
    Marked.OnRing = true;
    Marked.Cut |= I == 0;
  }
  for (const MapEdge *Edge : Ring.basesGoneDown())
    Map.Edges[Edge - Map.Edges.data()].OnRing = true;
}

std::optional<Neighbourhood> ringOf(const Finding &F, const OwnershipMap &Map,
                                    const Extent &Shown) {
  RingBuilder Builder(F, Map);
  if (Builder.isEmpty())
    return std::nullopt;
  Neighbourhood Result;
  Result.Map = Builder.ring();
  OwnershipMap &Ring = Result.Map;

  // The classes of the ring stand for its objects; of several objects of one
  // class, the first.
  std::map<SymbolId, unsigned> Taken;
  std::vector<unsigned> Centres;
  for (size_t I = 0; I < Ring.Nodes.size(); ++I)
    if (std::optional<unsigned> Class = Builder.classAt(I))
      if (Taken.try_emplace(Map.Nodes[*Class].Id, I).second)
        Centres.push_back(*Class);
  Neighbourhood Around = neighbourhood(Map, Centres, Shown);
  Result.LeftOut = Around.LeftOut;
  std::vector<unsigned> NewIndex;
  for (const MapNode &Node : Around.Map.Nodes) {
    auto It = Taken.find(Node.Id);
    NewIndex.push_back(It == Taken.end() ? Ring.Nodes.size() : It->second);
    if (It == Taken.end())
      Ring.Nodes.push_back(Node);
  }
  auto IsOnRing = [&](const MapEdge &E) {
    return llvm::any_of(Builder.matched(), [&](const MapEdge *M) {
      return M && M->Name == E.Name && M->Where == E.Where &&
             Map.Nodes[M->To].Id == Around.Map.Nodes[E.To].Id;
    });
  };
  for (const MapEdge &E : Around.Map.Edges) {
    if (IsOnRing(E))
      continue;
    Ring.Edges.push_back(E);
    Ring.Edges.back().From = NewIndex[E.From];
    Ring.Edges.back().To = NewIndex[E.To];
  }
  std::vector<OwnershipMap> Maps;
  Maps.push_back(std::move(Ring));
  Result.Map = merge(std::move(Maps));
  return Result;
}

} // namespace ouro::reasoning
