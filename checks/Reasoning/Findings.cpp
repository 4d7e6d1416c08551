//===- Findings.cpp -------------------------------------------------------===//
#include "checks/Reasoning/Findings.h"
#include "checks/Reasoning/StrongCycles.h"

namespace ouro::reasoning {

/// Annotations that mean nothing where they stand are wrong beyond doubt.
static void addAnnotationProblems(const facts::TuFacts &Facts, std::vector<Finding> &Out) {
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

std::vector<Finding> findAll(const facts::TuFacts &Facts) {
  std::vector<Finding> Findings = findStrongCycles(Facts);
  addAnnotationProblems(Facts, Findings);
  sortFindings(Findings);
  return Findings;
}

} // namespace ouro::reasoning
