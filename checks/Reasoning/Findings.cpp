//===- Findings.cpp -------------------------------------------------------===//
#include "checks/Reasoning/Findings.h"
#include "checks/Reasoning/BreakIndex.h"
#include "checks/Reasoning/StrongCycles.h"
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

std::vector<Finding> findAll(const facts::TuFacts &Facts) {
  std::vector<Finding> Findings = findStrongCycles(Facts);
  addAnnotationProblems(Facts, Findings);
  addBrokenPromises(Facts, Findings);
  sortFindings(Findings);
  return Findings;
}

} // namespace ouro::reasoning
