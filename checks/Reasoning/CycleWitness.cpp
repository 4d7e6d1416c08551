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

bool CycleWitness::hasCapture() const {
  return llvm::any_of(Edges, [](const CycleEdge &E) { return E.Captured; });
}

static bool isSuspended(const CycleEdge &E) {
  return E.Captured && E.Maker &&
         E.Maker->Objects[E.Store->Target.Object].Kind == ObjectKind::Coroutine;
}

bool CycleWitness::isSuspended() const {
  return llvm::any_of(
      Edges, [](const CycleEdge &E) { return reasoning::isSuspended(E); });
}

/// What is put into an erased field and is no closure is a handle: no pointer
/// is stored there, and nothing holds a copy of itself.
static bool hidesHandle(const CycleEdge &E) {
  HoldKind Kind = E.Hold    ? E.Hold->Kind
                  : E.Store ? E.Store->How
                            : HoldKind::Raw;
  return !E.Captured && Kind == HoldKind::Erased && E.Store && !E.ToClosure;
}

static bool isCounted(const CycleEdge &E) {
  if (!E.Hold && E.Store && E.Store->How == HoldKind::Shared)
    return true;
  return hidesHandle(E) || (E.Hold && isCounted(*E.Hold));
}

bool CycleWitness::isCountedSomewhere() const {
  return llvm::any_of(Edges, [](const CycleEdge &E) { return isCounted(E); });
}

size_t CycleWitness::edgeToCut(const HoldIndex &Index) const {
  // Larger is better; ties go to the later declaration.
  auto Rank = [&](const CycleEdge &E) {
    const RecordFact *Held = E.Hold ? Index.record(E.Hold->Held) : nullptr;
    return std::tuple(E.Captured, E.Captured || !E.Hold->Many,
                      E.Store && E.Stored == "this", Held && Held->Shareable,
                      E.Captured ? E.Store->Where : E.Hold->Where);
  };
  size_t Best = Edges.size();
  for (auto [I, E] : llvm::enumerate(Edges))
    if ((E.Captured || (E.Hold && isCounted(E))) &&
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

static void addSteps(const HoldIndex &Index, const CycleEdge &E, bool Suspended,
                     Finding &F) {
  if (E.Captured) {
    F.Witness.push_back(
        {isSuspended(E) ? StepKind::SuspendedWith : StepKind::Captures,
         E.Store->Where,
         {E.Stored}});
  } else if (hidesHandle(E) || (!E.Holder.empty() && !E.ToClosure)) {
    F.Witness.push_back({StepKind::StoredHere,
                         E.Store->Where,
                         {E.Hold ? E.Hold->Name : E.Holder, E.Stored}});
  } else if (!E.Holder.empty() ||
             (E.Hold && E.Hold->Kind == HoldKind::Erased)) {
    // What a function object does is seen only where it is assigned.
    F.Witness.push_back(
        {Suspended ? StepKind::SuspendedStored : StepKind::ClosureStored,
         E.Store ? E.Store->Where : E.Hold->Where,
         {E.Hold ? E.Hold->Name : E.Holder}});
  } else {
    F.Witness.push_back(stepOf(Index, E));
    if (E.Store)
      F.Witness.push_back(
          {StepKind::StoredHere, E.Store->Where, {E.Hold->Name, E.Stored}});
  }
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
  StepKind Kind = Seen.Credit == BreakCredit::Uncalled  ? StepKind::NeverCalled
                  : Seen.Credit == BreakCredit::Partial ? StepKind::TakesOneOut
                                                        : StepKind::BrokenIn;
  SourceSpan Where = Seen.Effect ? Seen.Effect->Where : Seen.Function->Where;
  F.Witness.push_back({Kind, Where, {Seen.Hold->Name, Seen.Function->Name}});
}

/// The ring's edges by name; captures by the function they stand in.
static std::vector<std::string> identitiesOf(const HoldIndex &Index,
                                             const CycleWitness &W) {
  std::vector<std::string> Ring;
  for (const CycleEdge &E : W.Edges) {
    if (E.Hold)
      Ring.push_back(identityOf(Index, *E.Hold));
    else if (E.Maker)
      Ring.push_back(E.Maker->Name + '/' + (E.Captured ? E.Stored : E.Holder));
  }
  return Ring;
}

/// Where to report a capture: there, or, if a helper makes the closure for
/// others, where its result is stored.
static SourceSpan placeOfCapture(const CycleWitness &W) {
  const CycleEdge &Cut = W.Edges.front();
  const CycleEdge &Stored = W.Edges.back();
  return Stored.Store && Stored.Depth < Cut.Depth ? Stored.Store->Where
                                                  : Cut.Store->Where;
}

void CycleWitness::describeCapture(const HoldIndex &Index, Finding &F) const {
  const CycleEdge &Cut = Edges.front();
  std::vector<std::string> Fields;
  for (const HoldFact *Hold : handles())
    Fields.push_back(Hold->Name);
  F.Rule = RuleId::SelfCapture;
  F.Arguments = {Cut.Stored, !Fields.empty()     ? quotedList(Fields)
                             : Edges.back().From ? "what is attached to it"
                                                 : "its own value"};
  F.Symbol = Cut.Maker->Name;
  F.Where = placeOfCapture(*this);
}

void CycleWitness::describeCycle(const HoldIndex &Index, Finding &F) const {
  const CycleEdge &Cut = Edges.front();
  std::vector<std::string> Classes, Fields;
  for (const CycleEdge &E : Edges) {
    if (!E.Hold || E.Hold->Kind == HoldKind::Part ||
        llvm::is_contained(Fields, E.Hold->Name))
      continue;
    std::string Held =
        hidesHandle(E) ? className(Index, E.To) : heldName(Index, *E.Hold);
    if (!llvm::is_contained(Classes, Held))
      Classes.push_back(Held);
    Fields.push_back(E.Hold->Name);
  }
  F.Rule = RuleId::RefcountCycle;
  F.Arguments = {quotedList(Classes), quotedList(Fields)};
  F.Symbol = identityOf(Index, *Cut.Hold);
  F.Declared = Cut.Hold->Field;
  if (isSelfStore())
    F.Where = Cut.Store->Where;
  else if (const HoldFact *Part = partOfCut())
    F.Where = Part->Where;
  else
    F.Where = Cut.Hold->Where;
}

/// If the ring passes the edge to cut twice, in a class that others are made
/// of, that class is right; the part it is of its owner tells which edge it is.
const HoldFact *CycleWitness::partOfCut() const {
  bool Twice = llvm::count_if(Edges, [&](const CycleEdge &E) {
                 return E.Hold && E.Hold->Field == Edges.front().Hold->Field;
               }) > 1;
  const HoldFact *Last = Edges.back().Hold;
  return Twice && Last && Last->Kind == HoldKind::Part ? Last : nullptr;
}

/// A recursive field is right in itself; the store that bites its tail is not.
bool CycleWitness::isSelfStore() const {
  return Edges.front().Store && handles().size() == 1 && !partOfCut();
}

WitnessStep CycleWitness::remedy() const {
  const CycleEdge &Cut = Edges.front();
  if (Cut.Captured)
    return {reasoning::isSuspended(Cut) ? StepKind::RemedySuspended
                                        : StepKind::RemedyCapture,
            Cut.Store->Where,
            {Cut.Stored}};
  return {isSelfStore() ? StepKind::RemedyStore : StepKind::Remedy,
          Cut.Hold->Where,
          {Cut.Hold->Name}};
}

void CycleWitness::addFix(const CycleEdge &Cut, Finding &F) const {
  if (!Cut.Captured || !Cut.Store->Rewrite || !Cut.Maker)
    return;
  const RewriteFact &Rewrite = Cut.Maker->Rewrites[*Cut.Store->Rewrite];
  // A helper's closure may serve others, whom a strong capture suits.
  if (F.Where != Cut.Store->Where || (Rewrite.LastOwner && !Confined))
    return;
  F.FixTitle = "capture '" + Cut.Stored + "' weakly and lock it in the body";
  F.Fix = Rewrite.Edits;
}

Finding CycleWitness::toFinding(const HoldIndex &Index,
                                const Break &Seen) const {
  Finding F;
  CycleWitness Turned = *this;
  std::rotate(Turned.Edges.begin(), Turned.Edges.begin() + edgeToCut(Index),
              Turned.Edges.end());
  if (Turned.Edges.front().Captured)
    Turned.describeCapture(Index, F);
  else
    Turned.describeCycle(Index, F);
  F.Identity = Fingerprint::ofRing(F.Rule, identitiesOf(Index, Turned));
  for (const CycleEdge &E : Turned.Edges)
    addSteps(Index, E, isSuspended(), F);
  addBreakStep(Seen, F);
  F.Witness.push_back(Turned.remedy());
  return F;
}

} // namespace ouro::reasoning
