//===- StrongCycles.cpp ---------------------------------------------------===//
#include "checks/Reasoning/StrongCycles.h"
#include "checks/Reasoning/BreakIndex.h"
#include "checks/Reasoning/CycleWitness.h"
#include "checks/Reasoning/HoldIndex.h"
#include "checks/Reasoning/ObjectGraph.h"
#include "checks/Reasoning/OutlivingClosures.h"
#include "checks/Reasoning/OwnershipGraph.h"
#include "checks/Reasoning/Silences.h"
#include "checks/Reasoning/UntracedHolds.h"
#include "checks/Vocabulary/QuotedList.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

using namespace ouro::facts;

namespace ouro::reasoning {

namespace {

bool hasCountedCapture(const FunctionFact &F) {
  return llvm::any_of(F.Effects, [](const EffectFact &E) {
    return E.Kind == EffectKind::Capture && E.How == HoldKind::Shared;
  });
}

/// Collects rings, best evidence first, and ranks them.
class CycleFinder {
public:
  /// With \p Silences only rings that one of them silences are collected.
  explicit CycleFinder(const TuFacts &Facts, const Silences *Silent = nullptr)
      : Facts(Facts), Silent(Silent), Index(Facts), Breaks(Index) {}

  std::vector<Finding> run() {
    if (llvm::none_of(Facts.Holds, isCounted) &&
        llvm::none_of(Facts.Functions, hasCountedCapture))
      return {};
    addBuiltRings();
    addSameClassRings();
    addStructuralRings();
    if (!Silent)
      llvm::append_range(Findings, findOutlivingClosures(Index, Breaks));
    return std::move(Findings);
  }

private:
  using Key = std::vector<std::pair<SymbolId, SourceSpan>>;

  /// The ring's fields and captures, rotated to the least: equal rings have
  /// equal keys.
  static Key keyOf(const CycleWitness &W) {
    Key Fields;
    for (const CycleEdge &E : W.Edges)
      if (E.Hold)
        Fields.push_back({E.Hold->Field, {}});
      else if (E.Store)
        Fields.push_back({{}, E.Store->Where});
    Key Best = Fields;
    for (size_t I = 1; I < Fields.size(); ++I) {
      std::rotate(Fields.begin(), Fields.begin() + 1, Fields.end());
      Best = std::min(Best, Fields);
    }
    return Best;
  }

  void addBuiltRings();
  void addSameClassRings();
  void addStructuralRings();
  std::string storedName(const ObjectGraph &Graph, const ObjectHold &H) const;
  CycleWitness built(const ObjectGraph &Graph, const ObjectRing &Ring) const;
  void report(const CycleWitness &W, Confidence Sureness);
  void addForgetfulAssignments(const CycleWitness &W);
  void addMissedPath(const CycleWitness &W, const Break &Seen);
  void addMissedBreak(const CycleWitness &W, Confidence Sureness,
                      std::string Symbol, const WitnessStep &Why,
                      WitnessStep Remedy);
  Confidence rankOf(const CycleWitness &W) const;
  bool isSeenUnclosed(const CycleWitness &W) const;
  bool mayBeDetached(const CycleWitness &W) const;
  bool leadsThroughSilenced(const CycleWitness &W) const;
  bool mayBeTornDownElsewhere(const CycleWitness &W) const;

  const TuFacts &Facts;
  const Silences *Silent;
  HoldIndex Index;
  BreakIndex Breaks;
  std::set<Key> Known;
  std::set<Key> Reported;    ///< edges to cut that a finding names already
  std::set<SymbolId> Filled; ///< fields that something in this TU is stored in
  std::set<SymbolId> Forgetful; ///< classes whose assignment is reported
  std::vector<Finding> Findings;
};

} // namespace

/// What people call it: a capture by its name or, if it has none, its class.
std::string CycleFinder::storedName(const ObjectGraph &Graph,
                                    const ObjectHold &H) const {
  if (H.Made->Kind != EffectKind::Capture)
    return Graph.nameOf(H.To);
  if (!H.Made->Label.empty())
    return H.Made->Label;
  const RecordFact *Record = Index.record(Graph.typeOf(H.To));
  return Record ? Record->Name : Graph.nameOf(H.To);
}

CycleWitness CycleFinder::built(const ObjectGraph &Graph,
                                const ObjectRing &Ring) const {
  CycleWitness W;
  for (const ObjectHold &H : Ring) {
    CycleEdge E{H.Hold, nullptr, Graph.typeOf(H.From), Graph.typeOf(H.To)};
    E.Store = H.Made;
    E.Captured = H.Made && H.Made->Kind == EffectKind::Capture;
    E.ToClosure = Graph.isClosure(H.To);
    E.Maker = H.Maker;
    E.Depth = H.Depth;
    if (H.Made)
      E.Stored = storedName(Graph, H);
    if (!H.Hold && !E.Captured)
      E.Holder = Graph.nameOf(H.From);
    W.Edges.push_back(std::move(E));
  }
  return W;
}

void CycleFinder::addBuiltRings() {
  std::map<Key, CycleWitness> Shortest;
  ObjectGraph Graph(Index);
  for (const FunctionFact &F : Facts.Functions) {
    bool Stores = llvm::any_of(F.Effects, [](const EffectFact &E) {
      return E.Kind == EffectKind::Store || E.Kind == EffectKind::Call;
    });
    if (!Stores)
      continue;
    for (const EffectFact &E : F.Effects)
      if (E.Kind == EffectKind::Store && !E.Target.Path.empty())
        for (SymbolId Step : E.Target.Path)
          Filled.insert(Step);
    for (const ObjectRing &Ring : Graph.run(F)) {
      // What an erased field held before is anybody's guess.
      if (llvm::any_of(Ring, [](const ObjectHold &H) {
            return H.Hold && !isStrong(*H.Hold) &&
                   (!H.Made || H.Hold->Silenced);
          }))
        continue;
      CycleWitness W = built(Graph, Ring);
      if (!W.isCountedSomewhere() || leadsThroughSilenced(W))
        continue;
      auto [It, New] = Shortest.try_emplace(keyOf(W), W);
      W.Confined = It->second.Confined || Graph.isConfined(Ring);
      if (New || W.Edges.size() < It->second.Edges.size())
        It->second = std::move(W);
      else
        It->second.Confined = W.Confined;
    }
  }
  // Short rings first, so that a long one through the same cut is not a second
  // finding.
  std::vector<std::pair<size_t, const Key *>> Order;
  for (auto &[Fields, W] : Shortest)
    Order.push_back({W.Edges.size(), &Fields});
  llvm::sort(Order, [](auto &L, auto &R) {
    return std::tie(L.first, *L.second) < std::tie(R.first, *R.second);
  });
  for (auto &[Size, Fields] : Order)
    report(Shortest[*Fields], Confidence::Certain);
}

/// One class with a container of strong children and one strong parent.
void CycleFinder::addSameClassRings() {
  std::map<SymbolId, std::vector<const HoldFact *>> Own;
  for (const HoldFact &Hold : Facts.Holds)
    if (isCounted(Hold) && Hold.Holder == Hold.Held) {
      // A variant that holds its class in two ways is one field.
      std::vector<const HoldFact *> &Fields = Own[Hold.Holder];
      if (llvm::none_of(Fields, [&](const HoldFact *H) {
            return H->Field == Hold.Field;
          }))
        Fields.push_back(&Hold);
    }
  for (auto &[Record, Holds] : Own) {
    const RecordFact *Fact = Index.record(Record);
    if (Holds.size() < 2 || !Fact || Fact->Acyclic || Fact->Immortal)
      continue;
    auto Single = llvm::find_if(
        Holds, [](const HoldFact *H) { return !H->Many && !H->Fixed; });
    auto Many = llvm::find_if(
        Holds, [](const HoldFact *H) { return H->Many && !H->Fixed; });
    bool ParentAndChildren =
        Single != Holds.end() && Many != Holds.end() && Holds.size() == 2;
    const HoldFact *First = ParentAndChildren ? *Single : Holds[0];
    const HoldFact *Second = ParentAndChildren ? *Many : Holds[1];
    CycleWitness W;
    W.Edges = {{First, nullptr, Record, Record},
               {Second, nullptr, Record, Record}};
    report(W, ParentAndChildren && !isSeenUnclosed(W) ? Confidence::Likely
                                                      : Confidence::Possible);
  }
}

/// True if both ends are filled before our eyes and no ring came of it.
bool CycleFinder::isSeenUnclosed(const CycleWitness &W) const {
  return llvm::all_of(W.handles(), [&](const HoldFact *H) {
    return Filled.count(H->Field) != 0;
  });
}

/// True if an object of the ring keeps something without a field, and code
/// here makes some object drop what it keeps so.
bool CycleFinder::mayBeDetached(const CycleWitness &W) const {
  auto IsAttached = [](const CycleEdge &E) {
    return !E.Hold && E.Store && !E.Captured && E.From;
  };
  auto IsDetached = [](const EffectFact &E) {
    return E.Kind == EffectKind::Break && !E.Target.Path.empty() &&
           !lastField(E.Target);
  };
  return llvm::any_of(W.Edges, IsAttached) &&
         llvm::any_of(Facts.Functions, [&](const FunctionFact &F) {
           return llvm::any_of(F.Effects, IsDetached);
         });
}

/// True if the author vouches for a class on the ring.
bool CycleFinder::leadsThroughSilenced(const CycleWitness &W) const {
  return llvm::any_of(W.Edges, [&](const CycleEdge &E) {
    const RecordFact *Record = Index.record(E.From);
    return Record && (Record->Acyclic || Record->Immortal);
  });
}

/// True if a class on the ring has a member function of the form `void f()`
/// whose body another TU has: that the ring is built is no evidence against it.
bool CycleFinder::mayBeTornDownElsewhere(const CycleWitness &W) const {
  return llvm::any_of(W.holds(), [&](const HoldFact *Hold) {
    const RecordFact *Holder = Index.record(Hold->Holder);
    return Holder && Holder->MayBeTornDownElsewhere;
  });
}

Confidence CycleFinder::rankOf(const CycleWitness &W) const {
  std::set<SymbolId> Counted;
  for (const HoldFact *Hold : W.handles())
    Counted.insert(Hold->Held);
  bool Concrete =
      llvm::none_of(W.Edges, [](const CycleEdge &E) { return E.Implements; });
  // A list of one class is right, unless a collector should own it.
  size_t Classes = rootInside(Index, W.holds()) ? 1 : 2;
  return Concrete && Counted.size() >= Classes && !isSeenUnclosed(W)
             ? Confidence::Likely
             : Confidence::Possible;
}

void CycleFinder::addStructuralRings() {
  OwnershipGraph Graph(Index);
  std::vector<OwnershipGraph::Ring> Rings = Graph.shortestRings();
  // Short rings first; of equal ones the first found.
  std::multimap<size_t, const OwnershipGraph::Ring *> BySize;
  for (const OwnershipGraph::Ring &Ring : Rings)
    BySize.emplace(Ring.size(), &Ring);
  for (const auto &[Size, Found] : BySize) {
    const OwnershipGraph::Ring &Ring = *Found;
    CycleWitness W;
    for (size_t I = 0; I < Ring.size(); ++I) {
      const Link &L = *Ring[I].Taken;
      SymbolId From = Graph.recordAt(Ring[I].Node);
      SymbolId To = Graph.recordAt(L.To);
      if (L.Kind == LinkKind::Hold ||
          From != To) // a slot's own class is no step
        W.Edges.push_back(
            {L.Hold, L.Base, From, To, L.Kind == LinkKind::Implement});
    }
    report(W, rankOf(W));
  }
}

/// Owners whose destructor breaks the ring, and whose assignment, which their
/// author left to the compiler, drops the handle and breaks nothing.
void CycleFinder::addForgetfulAssignments(const CycleWitness &W) {
  for (SymbolId Owner : Breaks.teardownsOf(W.holds(), W.members(Index))) {
    const RecordFact *Record = Index.record(Owner);
    if (!Record || !Record->DefaultedAssignment.isValid() ||
        !Forgetful.insert(Owner).second)
      continue;
    std::string Destructor =
        Record->Name + "::~" + Record->Name.substr(Record->Name.rfind(':') + 1);
    WitnessStep Why{
        StepKind::AssignmentForgets, Record->DefaultedAssignment, {Destructor}};
    addMissedBreak(W,
                   Facts.HasErrors ? Confidence::Possible : Confidence::Likely,
                   Record->Name + "::operator=", Why,
                   {StepKind::RemedyAssignment, Why.Where, {Record->Name}});
  }
}

/// The ring is built and is broken, but only in some arms of what breaks it.
void CycleFinder::addMissedPath(const CycleWitness &W, const Break &Seen) {
  if (!Seen.Effect || Seen.Effect->Arms.empty())
    return;
  WitnessStep Why{StepKind::BreaksSometimes,
                  Seen.Effect->Where,
                  {Seen.Function->Name, Seen.Hold->Name}};
  addMissedBreak(W, Confidence::Possible, Seen.Function->Name, Why,
                 {StepKind::RemedyEveryPath, Why.Where, {Seen.Hold->Name}});
}

void CycleFinder::addMissedBreak(const CycleWitness &W, Confidence Sureness,
                                 std::string Symbol, const WitnessStep &Why,
                                 WitnessStep Remedy) {
  std::vector<std::string> Fields;
  for (const HoldFact *Hold : W.handles())
    Fields.push_back(Hold->Name);
  Finding F;
  F.Rule = RuleId::MissedBreak;
  F.Sureness = Sureness;
  F.Where = Why.Where;
  F.Arguments = {Why.Arguments.front(), quotedList(Fields)};
  F.Arguments.insert(F.Arguments.end(), Why.Arguments.begin() + 1,
                     Why.Arguments.end());
  F.Symbol = std::move(Symbol);
  F.Identity = Fingerprint::ofList(F.Rule, {F.Symbol, F.Arguments[1]});
  F.Witness = W.toFinding(Index, {}).Witness;
  F.Witness.back() = Why; // instead of the remedy for the ring
  F.Witness.push_back(std::move(Remedy));
  Findings.push_back(std::move(F));
}

void CycleFinder::report(const CycleWitness &W, Confidence Sureness) {
  std::vector<const HoldFact *> Holds = W.holds();
  size_t Cut = W.edgeToCut(Index);
  std::optional<std::string> Reason;
  if (Silent && !(Reason = Silent->reasonOf(Holds)))
    return;
  if (Cut == W.Edges.size() || !Known.insert(keyOf(W)).second)
    return;
  // Bound once at construction, every hold refers to something older: no ring.
  if (!W.hasCapture() &&
      llvm::all_of(W.handles(), [](const HoldFact *H) { return H->Fixed; }))
    return;
  Break Seen = Breaks.bestBreak(Holds, W.members(Index));
  if (Seen.Credit == BreakCredit::Teardown) {
    if (Sureness > Confidence::Possible && !Reason)
      addForgetfulAssignments(W);
    return;
  }
  if (W.isSuspended() || (!W.Confined && mayBeDetached(W)))
    Sureness = Confidence::Possible; // who resumes it is rarely in sight
  else if (W.Confined)
    Seen = {}; // whatever is emptied, it is not in these objects
  if (Seen.Credit == BreakCredit::Reached) {
    if (Sureness == Confidence::Possible)
      return;
    if (Sureness == Confidence::Certain && !Reason)
      addMissedPath(W, Seen);
    Sureness = Confidence::Possible;
  }
  if (Seen.Credit == BreakCredit::Partial)
    Sureness = std::min(Sureness, Confidence::Likely);
  if (Facts.HasErrors)
    Sureness = Confidence::Possible; // the break may stand where nothing parsed
  else if (!W.Confined && mayBeTornDownElsewhere(W))
    Sureness = Confidence::Possible; // only the whole program can tell
  // One finding per edge to cut: the first ring is the surest and shortest.
  if (!Reported.insert(keyOf({{W.Edges[Cut]}})).second)
    return;
  Finding F = W.toFinding(Index, Seen);
  F.Sureness = Sureness;
  if (Sureness > Confidence::Possible)
    W.addFix(W.Edges[Cut], F); // what may be right is not edited
  if (const HoldFact *Root = rootInside(Index, Holds))
    turnToRoot(Index, *Root, F);
  if (Reason) {
    if (Sureness == Confidence::Certain)
      llvm::append_range(Findings, Silent->disprovedBy(Holds, F));
    F.Silenced = {Suppression::Origin::Annotation, std::move(*Reason)};
  }
  Findings.push_back(std::move(F));
}

std::vector<Finding> findStrongCycles(const TuFacts &Facts) {
  std::vector<Finding> Findings = CycleFinder(Facts).run();
  Silences Silent(Facts);
  if (!Silent.empty())
    llvm::append_range(Findings, CycleFinder(Silent.lifted(), &Silent).run());
  return Findings;
}

} // namespace ouro::reasoning
