//===- OwnershipNeighbourhood.cpp -----------------------------------------===//
#include "checks/Reasoning/OwnershipNeighbourhood.h"
#include "checks/Reasoning/HoldIndex.h"
#include "checks/Reasoning/ParameterStores.h"
#include "llvm/ADT/STLExtras.h"
#include <deque>
#include <map>
#include <optional>
#include <set>

using namespace ouro::facts;

namespace ouro::reasoning {

static MapEdgeKind edgeKind(HoldKind Kind) {
  switch (Kind) {
  case HoldKind::Part:
    return MapEdgeKind::Part;
  case HoldKind::Unique:
    return MapEdgeKind::Unique;
  case HoldKind::Shared:
    return MapEdgeKind::Shared;
  case HoldKind::Traced:
    return MapEdgeKind::Traced;
  case HoldKind::Weak:
    return MapEdgeKind::Weak;
  case HoldKind::Raw:
    return MapEdgeKind::Raw;
  case HoldKind::Erased:
    return MapEdgeKind::Erased;
  }
  return MapEdgeKind::Raw;
}

namespace {

/// Facts of one TU as nodes and edges.
class MapBuilder {
public:
  explicit MapBuilder(const TuFacts &Facts)
      : Facts(Facts), Index(Facts), Parameters(Index) {}

  OwnershipMap run() {
    for (const HoldFact &Hold : Facts.Holds)
      HeldNames[Hold.Held] = Hold.HeldName;
    for (const RecordFact &Record : Facts.Records)
      addRecord(Record);
    for (const HoldFact &Hold : Facts.Holds)
      addHold(Hold);
    for (const FunctionFact &F : Facts.Functions)
      addClosures(F);
    std::vector<OwnershipMap> Maps;
    Maps.push_back(std::move(Map));
    return merge(std::move(Maps));
  }

private:
  unsigned nodeOf(SymbolId Id, const std::string &Name, MapNodeKind Kind) {
    auto [It, New] = Nodes.try_emplace(Id, Map.Nodes.size());
    if (New)
      Map.Nodes.push_back({Id, Name, "", Kind, false, {}});
    return It->second;
  }

  /// Classes that no fact is about, such as pure interfaces, have the name by
  /// which they are held, or none.
  unsigned classNode(SymbolId Id) {
    const RecordFact *Record = Index.record(Id);
    auto Held = HeldNames.find(Id);
    return nodeOf(Id,
                  Record                    ? Record->Name
                  : Held != HeldNames.end() ? Held->second
                                            : std::string(),
                  MapNodeKind::Class);
  }

  void addEdge(unsigned From, unsigned To, MapEdgeKind Kind, std::string Name,
               const SourceSpan &Where, bool Many = false,
               bool Silenced = false) {
    Map.Edges.push_back(
        {From, To, Kind, std::move(Name), Many, Silenced, false, false, Where});
  }

  void addRecord(const RecordFact &Record);
  void addHold(const HoldFact &Hold);
  unsigned erasedNode(const HoldFact &Hold);
  void addClosures(const FunctionFact &F);
  void addStore(const FunctionFact &F, SymbolId Field, const Place &Value,
                const SourceSpan &Where);
  std::optional<unsigned> closureAt(const FunctionFact &F, const Place &P);
  unsigned closureNode(const ObjectFact &Closure);

  const TuFacts &Facts;
  HoldIndex Index;
  ParameterStores Parameters;
  OwnershipMap Map;
  std::map<SymbolId, unsigned> Nodes;
  std::map<SymbolId, std::string> HeldNames;
  std::map<unsigned, unsigned>
      Bound; ///< in the function at hand: name -> object
};

} // namespace

void MapBuilder::addRecord(const RecordFact &Record) {
  unsigned Node = classNode(Record.Id);
  Map.Nodes[Node].Where = Record.Where;
  Map.Nodes[Node].Remark = Record.Acyclic    ? "acyclic"
                           : Record.Immortal ? "lives forever"
                                             : "";
  for (const BaseFact &Base : Record.Bases)
    addEdge(Node, classNode(Base.Record), MapEdgeKind::Inherits, "",
            Base.Where);
}

/// Whatever a field of an erased type may hold, apart from the closures that
/// are seen to be stored in it.
unsigned MapBuilder::erasedNode(const HoldFact &Hold) {
  unsigned Node = nodeOf(Hold.Field, "anything", MapNodeKind::Erased);
  Map.Nodes[Node].Where = Hold.Where;
  return Node;
}

void MapBuilder::addHold(const HoldFact &Hold) {
  unsigned From = classNode(Hold.Holder);
  unsigned To = Hold.Held ? classNode(Hold.Held) : erasedNode(Hold);
  addEdge(From, To, edgeKind(Hold.Kind), Hold.Name, Hold.Where, Hold.Many,
          Hold.Silenced);
}

/// The closure that \p P stands for. Which one of several a name was bound to
/// last is not asked.
std::optional<unsigned> MapBuilder::closureAt(const FunctionFact &F,
                                              const Place &P) {
  if (!P.Path.empty() || P.Object >= F.Objects.size())
    return std::nullopt;
  unsigned Object = P.Object;
  if (auto It = Bound.find(Object); It != Bound.end())
    Object = It->second;
  if (F.Objects[Object].Kind != ObjectKind::Closure)
    return std::nullopt;
  return Object;
}

unsigned MapBuilder::closureNode(const ObjectFact &Closure) {
  unsigned Node = nodeOf(SymbolId::of("closure", toString(Closure.Where.Begin)),
                         "closure", MapNodeKind::Closure);
  Map.Nodes[Node].Where = Closure.Where;
  return Node;
}

void MapBuilder::addStore(const FunctionFact &F, SymbolId Field,
                          const Place &Value, const SourceSpan &Where) {
  std::optional<unsigned> Closure = closureAt(F, Value);
  if (!Closure)
    return;
  for (const HoldFact *Hold : Index.holdsOf(Field))
    addEdge(classNode(Hold->Holder), closureNode(F.Objects[*Closure]),
            edgeKind(Hold->Kind), Hold->Name, Where, Hold->Many,
            Hold->Silenced);
}

void MapBuilder::addClosures(const FunctionFact &F) {
  Bound.clear();
  for (const EffectFact &E : F.Effects)
    if (E.Kind == EffectKind::Bind && E.Target.Path.empty())
      if (std::optional<unsigned> Closure = closureAt(F, E.Value))
        Bound[E.Target.Object] = *Closure;
  for (const EffectFact &E : F.Effects) {
    if (E.Kind == EffectKind::Store) {
      for (SymbolId Step : llvm::reverse(E.Target.Path))
        if (Step != ElementStep) {
          addStore(F, Step, E.Value, E.Where);
          break;
        }
    } else if (E.Kind == EffectKind::Call) {
      for (auto [Position, Argument] : llvm::enumerate(E.Arguments))
        for (SymbolId Field : Parameters.fieldsOf(E.Callee, Position))
          addStore(F, Field, Argument, E.Where);
    } else if (E.Kind == EffectKind::Capture) {
      std::optional<unsigned> From = closureAt(F, E.Target);
      if (!From)
        continue;
      unsigned Closure = closureNode(F.Objects[*From]);
      if (std::optional<unsigned> Inner = closureAt(F, E.Value))
        addEdge(Closure, closureNode(F.Objects[*Inner]), edgeKind(E.How),
                E.Label, E.Where);
      else if (E.Value.Path.empty() && F.Objects[E.Value.Object].Type)
        addEdge(Closure, classNode(F.Objects[E.Value.Object].Type),
                edgeKind(E.How), E.Label, E.Where);
      else if (!E.Value.Path.empty())
        for (const HoldFact *Hold : Index.holdsOf(E.Value.Path.back()))
          if (Hold->Held)
            addEdge(Closure, classNode(Hold->Held), edgeKind(E.How), E.Label,
                    E.Where);
    }
  }
}

OwnershipMap mapOf(const TuFacts &Facts) { return MapBuilder(Facts).run(); }

std::vector<unsigned> classesNamed(const OwnershipMap &Map,
                                   llvm::StringRef Name) {
  Name.consume_front("::");
  std::vector<unsigned> Exact, Suffix;
  for (auto [I, Node] : llvm::enumerate(Map.Nodes)) {
    if (Node.Kind != MapNodeKind::Class)
      continue;
    llvm::StringRef Whole = Node.Name;
    if (Whole == Name)
      Exact.push_back(I);
    else if (Whole.consume_back(Name) && Whole.ends_with("::"))
      Suffix.push_back(I);
  }
  return Exact.empty() ? Suffix : Exact;
}

/// Edges to show: the stand-in for what a field may hold gives way to the
/// closures that are known to be stored there.
static std::vector<const MapEdge *> shownEdges(const OwnershipMap &Map,
                                               const Extent &Shown) {
  std::set<std::pair<unsigned, std::string>> Filled;
  for (const MapEdge &E : Map.Edges)
    if (Map.Nodes[E.To].Kind == MapNodeKind::Closure)
      Filled.insert({E.From, E.Name});
  std::vector<const MapEdge *> Edges;
  for (const MapEdge &E : Map.Edges)
    if ((E.Kind != MapEdgeKind::Raw || Shown.Raw) &&
        !(Map.Nodes[E.To].Kind == MapNodeKind::Erased &&
          Filled.count({E.From, E.Name})))
      Edges.push_back(&E);
  return Edges;
}

Neighbourhood neighbourhood(const OwnershipMap &Map,
                            llvm::ArrayRef<unsigned> Centres,
                            const Extent &Shown) {
  std::vector<const MapEdge *> Edges = shownEdges(Map, Shown);
  std::vector<std::set<unsigned>> Beside(Map.Nodes.size());
  for (const MapEdge *E : Edges) {
    Beside[E->From].insert(E->To);
    Beside[E->To].insert(E->From);
  }
  std::map<unsigned, unsigned> Hops; ///< of each node that was reached
  std::deque<unsigned> Open;
  std::vector<unsigned> Reached;
  auto reach = [&](unsigned Node, unsigned Distance) {
    if (Hops.try_emplace(Node, Distance).second) {
      Open.push_back(Node);
      Reached.push_back(Node);
    }
  };
  for (unsigned Centre : Centres)
    reach(Centre, 0);
  for (; !Open.empty(); Open.pop_front())
    if (unsigned At = Open.front(); Hops[At] < Shown.Hops)
      for (unsigned Next : Beside[At])
        reach(Next, Hops[At] + 1);

  Neighbourhood Result;
  if (Shown.MostNodes && Reached.size() > Shown.MostNodes) {
    Result.LeftOut = Reached.size() - Shown.MostNodes;
    Reached.resize(Shown.MostNodes);
  }
  OwnershipMap Part;
  std::map<unsigned, unsigned> NewIndex;
  for (unsigned Node : Reached) {
    NewIndex[Node] = Part.Nodes.size();
    Part.Nodes.push_back(Map.Nodes[Node]);
    Part.Nodes.back().Focus = llvm::is_contained(Centres, Node);
  }
  for (const MapEdge *E : Edges) {
    auto From = NewIndex.find(E->From), To = NewIndex.find(E->To);
    if (From == NewIndex.end() || To == NewIndex.end())
      continue;
    Part.Edges.push_back(*E);
    Part.Edges.back().From = From->second;
    Part.Edges.back().To = To->second;
  }
  std::vector<OwnershipMap> Maps;
  Maps.push_back(std::move(Part));
  Result.Map = merge(std::move(Maps));
  return Result;
}

} // namespace ouro::reasoning
