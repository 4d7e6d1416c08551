//===- UntracedHolds.cpp --------------------------------------------------===//
#include "checks/Reasoning/UntracedHolds.h"
#include "checks/Reasoning/BreakIndex.h"
#include "llvm/ADT/STLExtras.h"

using namespace ouro::facts;

namespace ouro::reasoning {

static bool isCollected(const HoldIndex &Index, SymbolId Class) {
  const RecordFact *Record = Index.record(Class);
  if (Record && Record->Collected)
    return true;
  // What an interface refers to may be of a collected class.
  return llvm::any_of(Index.derivedFrom(Class), [&](SymbolId Derived) {
    const RecordFact *Below = Index.record(Derived);
    return Below && Below->Collected;
  });
}

const HoldFact *rootInside(const HoldIndex &Index,
                           llvm::ArrayRef<const HoldFact *> Ring) {
  for (const HoldFact *Hold : Ring)
    if (isCounted(*Hold) && isCollected(Index, Hold->Holder) &&
        isCollected(Index, Hold->Held))
      return Hold;
  return nullptr;
}

static std::string nameOf(const HoldIndex &Index, SymbolId Class) {
  const RecordFact *Record = Index.record(Class);
  return Record ? Record->Name : "";
}

void turnToRoot(const HoldIndex &Index, const HoldFact &Root, Finding &F) {
  std::string Class = nameOf(Index, Root.Holder);
  F.Rule = RuleId::UntracedHold;
  F.Where = Root.Where;
  F.Arguments = {Root.Name, Class};
  F.Symbol =
      Class + "::" + llvm::StringRef(Root.Name).rsplit("::").second.str();
  F.Declared = {}; // what makes a field weak knows no collector
  F.Identity = Fingerprint::ofList(F.Rule, {"root", F.Symbol});
  F.FixTitle.clear();
  F.Fix.clear();
  if (!F.Witness.empty() && isRemedy(F.Witness.back().Kind))
    F.Witness.pop_back();
  F.Witness.push_back({StepKind::RootInside, Root.Where, {Root.Name, Class}});
  F.Witness.push_back({StepKind::RemedyTraced, Root.Where, {Root.Name}});
}

namespace {

class Judge {
public:
  Judge(const HoldIndex &Index, llvm::ArrayRef<Finding> Known)
      : Index(Index), Breaks(Index), Known(Known) {}

  std::vector<Finding> run() {
    for (const TraceFact &Fact : Index.facts().Traces)
      judge(Fact);
    for (const HoldFact &Hold : Index.facts().Holds)
      addOwnRoot(Hold);
    return std::move(Findings);
  }

private:
  void judge(const TraceFact &Fact);
  void addMissing(const TraceFact &Fact);
  void addOutside(const TraceFact &Fact, Confidence Sureness);
  void addOwnRoot(const HoldFact &Hold);
  bool isOrphan(SymbolId Class) const;
  Finding &add(SourceSpan Where, Confidence Sureness);

  const HoldIndex &Index;
  BreakIndex Breaks;
  llvm::ArrayRef<Finding> Known;
  std::vector<Finding> Findings;
};

} // namespace

Finding &Judge::add(SourceSpan Where, Confidence Sureness) {
  Finding &F = Findings.emplace_back();
  F.Rule = RuleId::UntracedHold;
  // The report may stand where nothing parsed.
  F.Sureness = Index.facts().HasErrors ? Confidence::Possible : Sureness;
  F.Where = Where;
  return F;
}

void Judge::judge(const TraceFact &Fact) {
  switch (Fact.State) {
  case TraceState::Reported:
  case TraceState::Opaque:
    return;
  case TraceState::Missing:
    return addMissing(Fact);
  case TraceState::Orphan:
    // Elsewhere the class may be a part of one that is asked.
    return addOutside(Fact, Fact.Confined ? Confidence::Likely
                                          : Confidence::Possible);
  case TraceState::Static:
    if (Fact.Holder && isOrphan(Fact.Holder))
      return; // its field is reported
    return addOutside(Fact,
                      Fact.Holder ? Confidence::Likely : Confidence::Certain);
  case TraceState::Local:
    // Nothing leaks by itself; a collection that comes in between keeps more
    // than it should.
    return addOutside(Fact, Fact.Spelled && Fact.Exposed
                                ? Confidence::Likely
                                : Confidence::Possible);
  }
}

bool Judge::isOrphan(SymbolId Class) const {
  return llvm::any_of(Index.facts().Traces, [&](const TraceFact &Fact) {
    return Fact.State == TraceState::Orphan && Fact.Holder == Class &&
           Fact.Confined;
  });
}

void Judge::addMissing(const TraceFact &Fact) {
  // Whether an erased holder has references shows at run time.
  Finding &F =
      add(Fact.Where, Fact.Erased ? Confidence::Likely : Confidence::Certain);
  F.Arguments = {Fact.Name, Fact.Tracer, Fact.HolderName};
  F.Symbol = Fact.IsBase ? Fact.HolderName : Fact.Name;
  F.Identity = Fingerprint::ofList(F.Rule, {Fact.HolderName, Fact.Name});
  F.Witness = {
      {StepKind::NotReported, Fact.TracerWhere, {Fact.Name, Fact.Tracer}},
      {Fact.IsBase ? StepKind::RemedyReportBase : StepKind::RemedyReport,
       Fact.TracerWhere,
       {Fact.Name, Fact.Tracer}}};
  if (Fact.Fix.empty() || F.Sureness == Confidence::Possible)
    return;
  F.Fix = Fact.Fix;
  F.FixTitle = "report '" + Fact.Name + "' in '" + Fact.Tracer + "'";
}

void Judge::addOutside(const TraceFact &Fact, Confidence Sureness) {
  Finding &F = add(Fact.Where, Sureness);
  F.Arguments = {Fact.Name};
  F.Symbol = Fact.Name;
  F.Identity = Fingerprint::ofList(
      F.Rule, {Fact.HolderName, Fact.Name, toString(Fact.State).str()});
  bool IsField = Fact.State == TraceState::Orphan;
  F.Witness = {{StepKind::OutsideTraced, Fact.Where, {Fact.Name}},
               {IsField ? StepKind::RemedyTraceClass : StepKind::RemedyHandle,
                Fact.Where,
                {Fact.Name}}};
}

/// A root that refers to an object of its own class: a ring of one field, which
/// is no ring of types.
void Judge::addOwnRoot(const HoldFact &Hold) {
  const HoldFact *Ring[] = {&Hold};
  if (!rootInside(Index, Ring) || Hold.Fixed || Hold.BrokenBy)
    return;
  const RecordFact *Holder = Index.record(Hold.Holder);
  if (!Holder || Holder->Acyclic || Holder->Immortal)
    return;
  llvm::SmallVector<SymbolId, 4> Below = Index.derivedFrom(Hold.Held);
  if (Hold.Held != Hold.Holder && !llvm::is_contained(Below, Hold.Holder))
    return;
  if (llvm::any_of(Known, [&](const Finding &F) {
        return F.Rule == RuleId::UntracedHold && F.Where == Hold.Where;
      }))
    return;
  llvm::DenseSet<SymbolId> Members{Hold.Holder, Hold.Held};
  Break Seen = Breaks.bestBreak({&Hold}, Members);
  if (Seen.Credit == BreakCredit::Teardown)
    return;
  Finding &F =
      add(Hold.Where, Seen.Credit == BreakCredit::Reached ? Confidence::Possible
                                                          : Confidence::Likely);
  F.Witness = {{StepKind::HoldsStrongly,
                Hold.Where,
                {Hold.Name, Holder->Name, Hold.HeldName}}};
  turnToRoot(Index, Hold, F);
}

std::vector<Finding> findUntracedHolds(const HoldIndex &Index,
                                       llvm::ArrayRef<Finding> Known) {
  return Judge(Index, Known).run();
}

} // namespace ouro::reasoning
