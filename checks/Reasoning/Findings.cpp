//===- Findings.cpp -------------------------------------------------------===//
#include "checks/Reasoning/Findings.h"
#include "checks/Reasoning/BreakIndex.h"
#include "checks/Reasoning/StrongCycles.h"
#include "checks/Reasoning/UnboundedGlobals.h"
#include "checks/Reasoning/UntracedHolds.h"
#include "llvm/ADT/STLExtras.h"

namespace ouro::reasoning {

/// Annotations that mean nothing where they stand are wrong beyond doubt.
static void addAnnotationProblems(const facts::TuFacts &Facts,
                                  std::vector<Finding> &Out) {
  for (const facts::AnnotationFact &Annotation : Facts.Annotations) {
    Finding F;
    F.Rule = RuleId::Annotation;
    F.Sureness = Confidence::Certain;
    F.Where = Annotation.Where;
    F.Arguments = {Annotation.Problem};
    F.Identity = Fingerprint::ofList(F.Rule, F.Arguments);
    Out.push_back(std::move(F));
  }
}

/// OURO_BROKEN_BY(f) where f does not break the hold.
static void addBrokenPromises(const facts::TuFacts &Facts,
                              std::vector<Finding> &Out) {
  if (llvm::none_of(Facts.Holds,
                    [](const facts::HoldFact &H) { return bool(H.BrokenBy); }))
    return;
  HoldIndex Index(Facts);
  BreakIndex Breaks(Index);
  for (const facts::HoldFact &Hold : Facts.Holds) {
    if (!Hold.BrokenBy || Facts.HasErrors ||
        Breaks.breaks(Hold.BrokenBy, Hold) != false)
      continue;
    Finding F;
    F.Rule = RuleId::Annotation;
    F.Sureness = Confidence::Certain;
    F.Where = Hold.Where;
    F.Arguments = {"'" + Hold.Name + "' is said to be broken by '" +
                   Hold.BrokenByName + "', which does not reset it"};
    F.Symbol = Hold.Name;
    F.Identity = Fingerprint::ofList(F.Rule, {Hold.Name, Hold.BrokenByName});
    F.Witness.push_back({StepKind::Explain,
                         Index.function(Hold.BrokenBy)->Where,
                         {"'" + Hold.BrokenByName + "' is defined here"}});
    Out.push_back(std::move(F));
  }
}

/// Types whose objects may be part of a ring that the collector cannot see.
static void addUncollected(const facts::TuFacts &Facts,
                           std::vector<Finding> &Out) {
  for (const facts::UncollectedFact &Type : Facts.Uncollected) {
    auto Least = llvm::find_if(
        Type.Fields, [](const facts::OpenFieldFact &F) { return !F.Checked; });
    const facts::OpenFieldFact &Field =
        Least == Type.Fields.end() ? Type.Fields.front() : *Least;
    Finding F;
    F.Rule = RuleId::RefcountCycle;
    F.Sureness = Field.Checked || Facts.HasErrors ? Confidence::Possible
                                                  : Confidence::Likely;
    F.Where = Type.Where;
    F.Arguments = {"'" + Type.Record + "'", "'" + Field.Name + "'"};
    F.Symbol = Type.TypeObject;
    F.Identity = Fingerprint::ofList(F.Rule, {Type.TypeObject, Field.Name});
    F.Witness = {
        {StepKind::HoldsStrongly,
         Field.Where,
         {Field.Name, Type.Record, Field.Held}},
        {StepKind::StoredHere, Field.Stored, {Field.Name, "any object"}},
        {StepKind::Uncollected, Type.Where, {Type.TypeObject, Type.Record}},
        {StepKind::RemedyTraverse,
         Type.Where,
         {Type.TypeObject, Field.Name, Type.Flag, Type.Traverse, Type.Clear}}};
    Out.push_back(std::move(F));
  }
}

std::vector<Finding> findAll(const facts::TuFacts &Facts) {
  std::vector<Finding> Findings = findStrongCycles(Facts);
  if (!Facts.Traces.empty() ||
      llvm::any_of(Facts.Records,
                   [](const facts::RecordFact &R) { return R.Collected; }))
    llvm::append_range(Findings, findUntracedHolds(HoldIndex(Facts), Findings));
  addUncollected(Facts, Findings);
  llvm::append_range(Findings, findUnboundedGlobals(Facts));
  addAnnotationProblems(Facts, Findings);
  addBrokenPromises(Facts, Findings);
  sortFindings(Findings);
  return Findings;
}

} // namespace ouro::reasoning
