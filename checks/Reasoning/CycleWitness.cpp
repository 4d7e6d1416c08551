//===- CycleWitness.cpp ---------------------------------------------------===//
#include "checks/Reasoning/CycleWitness.h"
#include "checks/Vocabulary/QuotedList.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <tuple>

using namespace ouro::facts;

namespace ouro::reasoning {

std::vector<const HoldFact *> CycleWitness::holds() const {
  std::vector<const HoldFact *> All;
  for (const CycleEdge &E : Edges)
    if (E.Hold)
      All.push_back(E.Hold);
  return All;
}

std::vector<const HoldFact *> CycleWitness::handles() const {
  std::vector<const HoldFact *> All;
  llvm::DenseSet<SymbolId> Seen;
  for (const CycleEdge &E : Edges)
    if (E.Hold && E.Hold->Kind != HoldKind::Part &&
        Seen.insert(E.Hold->Field).second)
      All.push_back(E.Hold);
  return All;
}

static void addBases(const HoldIndex &Index, SymbolId Id,
                     llvm::DenseSet<SymbolId> &Out) {
  if (!Id || !Out.insert(Id).second)
    return;
  if (const RecordFact *Record = Index.record(Id))
    for (const BaseFact &Base : Record->Bases)
      addBases(Index, Base.Record, Out);
}

llvm::DenseSet<SymbolId> CycleWitness::members(const HoldIndex &Index) const {
  llvm::DenseSet<SymbolId> On;
  for (const CycleEdge &E : Edges) {
    for (SymbolId Id : {E.From, E.To, E.Hold ? E.Hold->Holder : SymbolId(),
                        E.Hold ? E.Hold->Held : SymbolId()})
      if (Id)
        On.insert(Id);
  }
  llvm::DenseSet<SymbolId> All;
  for (SymbolId Id : On) {
    addBases(Index, Id, All);
    for (SymbolId Derived : Index.derivedFrom(Id))
      All.insert(Derived);
  }
  return All;
}

size_t CycleWitness::edgeToCut(const HoldIndex &Index) const {
  // Larger is better; ties go to the later declaration.
  auto Rank = [&](const CycleEdge &E) {
    const RecordFact *Held = Index.record(E.Hold->Held);
    return std::tuple(!E.Hold->Many, E.Store && E.Stored == "this",
                      Held && Held->Shareable, E.Hold->Where);
  };
  size_t Best = Edges.size();
  for (auto [I, E] : llvm::enumerate(Edges))
    if (E.Hold && isCounted(*E.Hold) &&
        (Best == Edges.size() || Rank(Edges[Best]) < Rank(E)))
      Best = I;
  return Best;
}

static std::string className(const HoldIndex &Index, SymbolId Id) {
  const RecordFact *Record = Index.record(Id);
  return Record ? Record->Name : "a class defined elsewhere";
}

static const std::string &heldName(const HoldIndex &Index,
                                   const HoldFact &Hold) {
  const RecordFact *Record = Index.record(Hold.Held);
  return Record ? Record->Name : Hold.HeldName;
}

static WitnessStep stepOf(const HoldIndex &Index, const CycleEdge &E) {
  if (!E.Hold) {
    if (E.Implements)
      return {StepKind::MayBe,
              E.Base ? E.Base->Where : SourceSpan(),
              {className(Index, E.From), className(Index, E.To)}};
    return {StepKind::Inherits,
            E.Base ? E.Base->Where : SourceSpan(),
            {"", className(Index, E.From), className(Index, E.To)}};
  }
  StepKind Kind = E.Hold->Kind == HoldKind::Part     ? StepKind::HasPart
                  : E.Hold->Kind == HoldKind::Unique ? StepKind::OwnsUniquely
                                                     : StepKind::HoldsStrongly;
  return {Kind,
          E.Hold->Where,
          {E.Hold->Name, className(Index, E.Hold->Holder),
           heldName(Index, *E.Hold)}};
}

/// Qualified by the class with its template arguments, so that two classes of
/// the same short name do not share an identity.
static std::string identityOf(const HoldIndex &Index, const HoldFact &Hold) {
  llvm::StringRef Field = llvm::StringRef(Hold.Name);
  return className(Index, Hold.Holder) +
         "::" + Field.substr(Field.rfind(':') + 1).str();
}

static void addBreakStep(const Break &Seen, Finding &F) {
  if (Seen.Credit == BreakCredit::None || !Seen.Function)
    return;
  StepKind Kind = Seen.Credit == BreakCredit::Uncalled ? StepKind::NeverCalled
                                                       : StepKind::BrokenIn;
  SourceSpan Where = Seen.Effect ? Seen.Effect->Where : Seen.Function->Where;
  F.Witness.push_back({Kind, Where, {Seen.Hold->Name, Seen.Function->Name}});
}

Finding CycleWitness::toFinding(const HoldIndex &Index,
                                const Break &Seen) const {
  Finding F;
  F.Rule = RuleId::RefcountCycle;
  std::vector<CycleEdge> Turned = Edges;
  std::rotate(Turned.begin(), Turned.begin() + edgeToCut(Index), Turned.end());
  const CycleEdge &Cut = Turned.front();

  std::vector<const HoldFact *> Handles = CycleWitness{Turned}.handles();
  std::vector<std::string> Classes, Fields, Ring;
  for (const HoldFact *Hold : Handles) {
    std::string Held = heldName(Index, *Hold);
    if (!llvm::is_contained(Classes, Held))
      Classes.push_back(Held);
    Fields.push_back(Hold->Name);
  }
  for (const HoldFact *Hold : CycleWitness{Turned}.holds())
    Ring.push_back(identityOf(Index, *Hold));
  F.Arguments = {quotedList(Classes), quotedList(Fields)};
  F.Identity = Fingerprint::ofRing(F.Rule, Ring);
  F.Symbol = identityOf(Index, *Cut.Hold);

  // A recursive field is right in itself; the store that bites its tail is not.
  bool Recursive = Handles.size() == 1 && Cut.Store;
  F.Where = Recursive ? Cut.Store->Where : Cut.Hold->Where;
  for (const CycleEdge &E : Turned) {
    F.Witness.push_back(stepOf(Index, E));
    if (E.Store)
      F.Witness.push_back(
          {StepKind::StoredHere, E.Store->Where, {E.Hold->Name, E.Stored}});
  }
  addBreakStep(Seen, F);
  F.Witness.push_back({Recursive ? StepKind::RemedyStore : StepKind::Remedy,
                       Cut.Hold->Where,
                       {Cut.Hold->Name}});
  return F;
}

} // namespace ouro::reasoning
