//===- OwnershipGraph.cpp -------------------------------------------------===//
#include "checks/Reasoning/OwnershipGraph.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include <deque>

using namespace ouro::facts;

namespace ouro::reasoning {

unsigned OwnershipGraph::nodeOf(SymbolId Record, bool Slot) {
  auto &Map = Slot ? BySlot : ByRecord;
  auto [It, New] = Map.try_emplace(Record, Nodes.size());
  if (New)
    Nodes.push_back({Record, Slot, {}});
  return It->second;
}

OwnershipGraph::OwnershipGraph(const HoldIndex &Index) {
  const TuFacts &Facts = Index.facts();
  llvm::DenseSet<SymbolId> Bases;
  for (const RecordFact &Record : Facts.Records)
    for (const BaseFact &Base : Record.Bases)
      Bases.insert(Base.Record);
  for (const HoldFact &Hold : Facts.Holds) {
    const RecordFact *Holder = Index.record(Hold.Holder);
    const RecordFact *Held = Index.record(Hold.Held);
    if (!isStrong(Hold) || !Hold.Held ||
        (Holder && (Holder->Acyclic || Holder->Immortal)) ||
        (Held && (Held->Acyclic || Held->Immortal)))
      continue;
    // A part is exactly its class; a handle may refer to a derived object.
    bool Slot = Hold.Kind != HoldKind::Part && Bases.contains(Hold.Held);
    unsigned To = nodeOf(Hold.Held, Slot);
    Nodes[nodeOf(Hold.Holder, false)].Links.push_back(
        {To, LinkKind::Hold, &Hold, nullptr});
  }
  for (SymbolId Base : Bases)
    if (BySlot.contains(Base)) {
      unsigned To = nodeOf(Base, false);
      Nodes[BySlot[Base]].Links.push_back(
          {To, LinkKind::Inherit, nullptr, nullptr});
    }
  for (const RecordFact &Record : Facts.Records) {
    unsigned Self = nodeOf(Record.Id, false);
    for (const BaseFact &Base : Record.Bases) {
      unsigned To = nodeOf(Base.Record, false);
      Nodes[Self].Links.push_back({To, LinkKind::Inherit, nullptr, &Base});
      // A slot of the derived class is no slot of the base, but what sits in a
      // slot of the base may be the derived class, or sit in its slot.
      if (auto It = BySlot.find(Base.Record); It != BySlot.end()) {
        unsigned Below = BySlot.contains(Record.Id) ? BySlot[Record.Id] : Self;
        Nodes[It->second].Links.push_back(
            {Below, LinkKind::Implement, nullptr, &Base});
      }
    }
  }
}

namespace {

/// Tarjan's strongly connected components (SIAM J. Comput. 1972), iterative.
template <typename Graph> class Tarjan {
public:
  explicit Tarjan(const Graph &G)
      : G(G), Index(G.size(), 0), Low(G.size(), 0), Component(G.size(), 0) {}

  std::vector<unsigned> run() {
    for (unsigned V = 0; V < G.size(); ++V)
      if (Index[V] == 0)
        search(V);
    return std::move(Component);
  }

private:
  void search(unsigned Start) {
    std::vector<std::pair<unsigned, size_t>> Work{{Start, 0}};
    enter(Start);
    while (!Work.empty()) {
      auto &[V, Next] = Work.back();
      if (Next < G[V].Links.size()) {
        unsigned W = G[V].Links[Next++].To;
        if (Index[W] == 0) {
          enter(W);
          Work.push_back({W, 0});
        } else if (Component[W] == 0) {
          Low[V] = std::min(Low[V], Index[W]);
        }
        continue;
      }
      if (Low[V] == Index[V])
        close(V);
      unsigned Done = V;
      Work.pop_back();
      if (!Work.empty())
        Low[Work.back().first] = std::min(Low[Work.back().first], Low[Done]);
    }
  }

  void enter(unsigned V) {
    Index[V] = Low[V] = ++Counter;
    Stack.push_back(V);
  }

  void close(unsigned V) {
    ++Components;
    unsigned W;
    do {
      W = Stack.back();
      Stack.pop_back();
      Component[W] = Components;
    } while (W != V);
  }

  const Graph &G;
  std::vector<unsigned> Index, Low, Component, Stack;
  unsigned Counter = 0, Components = 0;
};

} // namespace

std::vector<unsigned> OwnershipGraph::components() const {
  return Tarjan(Nodes).run();
}

static bool isHandle(const Link &L) {
  return L.Kind == LinkKind::Hold && L.Hold->Kind != HoldKind::Part;
}

/// Breadth-first from the end of \p First back to \p Start. A state is (node,
/// has another handle been passed?), so that recursive types, whose every ring
/// uses one field only, close no ring.
bool OwnershipGraph::closeRing(unsigned Start, const Link &First,
                               const std::vector<unsigned> &Component,
                               bool Concrete, Ring &Out) const {
  struct Visit {
    unsigned Node;
    bool Passed;
    int Parent;
    const Link *Taken;
  };
  std::vector<Visit> Queue{{First.To, false, -1, nullptr}};
  llvm::DenseSet<unsigned> Seen{First.To * 2};
  for (size_t Head = 0; Head < Queue.size(); ++Head) {
    Visit At = Queue[Head];
    if (At.Node == Start && At.Passed) {
      Ring Path;
      for (int I = static_cast<int>(Head); Queue[I].Parent >= 0;
           I = Queue[I].Parent)
        Path.push_back({Queue[Queue[I].Parent].Node, Queue[I].Taken});
      Out.assign(1, {Start, &First});
      Out.insert(Out.end(), Path.rbegin(), Path.rend());
      return true;
    }
    for (const Link &L : Nodes[At.Node].Links) {
      if (Component[L.To] != Component[Start] ||
          (Concrete && L.Kind == LinkKind::Implement) ||
          (isHandle(L) && L.Hold->Field == First.Hold->Field))
        continue;
      bool Passed = At.Passed || isHandle(L);
      if (Seen.insert(L.To * 2 + Passed).second)
        Queue.push_back({L.To, Passed, static_cast<int>(Head), &L});
    }
  }
  return false;
}

std::vector<OwnershipGraph::Ring> OwnershipGraph::shortestRings() const {
  std::vector<unsigned> Component = components();
  std::vector<Ring> Rings;
  for (unsigned V = 0; V < Nodes.size(); ++V)
    for (const Link &L : Nodes[V].Links) {
      if (L.Kind != LinkKind::Hold || !isCounted(*L.Hold) ||
          Component[L.To] != Component[V])
        continue;
      Ring Found;
      if (closeRing(V, L, Component, /*Concrete=*/true, Found) ||
          closeRing(V, L, Component, /*Concrete=*/false, Found))
        Rings.push_back(std::move(Found));
    }
  return Rings;
}

} // namespace ouro::reasoning
