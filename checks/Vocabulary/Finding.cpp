//===- Finding.cpp --------------------------------------------------------===//
#include "checks/Vocabulary/Finding.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <iterator>
#include <tuple>

namespace ouro {

static auto placeOf(const Finding &F) {
  return std::tie(F.Where.Begin.File, F.Where.Begin.Line, F.Where.Begin.Column,
                  F.Rule, F.Identity);
}

void sortFindings(std::vector<Finding> &Findings) {
  // Everything that can differ between two findings at the same place is part
  // of the order, so that the survivor does not depend on the input order.
  llvm::sort(Findings, [](const Finding &L, const Finding &R) {
    if (placeOf(L) != placeOf(R))
      return placeOf(L) < placeOf(R);
    if (L.Sureness != R.Sureness)
      return L.Sureness > R.Sureness;
    auto Rest = [](const Finding &F) {
      return std::tie(F.Silenced, F.Arguments, F.Witness, F.Fix, F.FixTitle,
                      F.Symbol, F.Where.EndLine, F.Where.EndColumn);
    };
    return Rest(L) < Rest(R);
  });
  auto Same = [](const Finding &L, const Finding &R) {
    return placeOf(L) == placeOf(R);
  };
  Findings.erase(std::unique(Findings.begin(), Findings.end(), Same),
                 Findings.end());
}

static constexpr llvm::StringLiteral ConfidenceNames[] = {"possible", "likely",
                                                          "certain"};

llvm::StringRef toString(Confidence C) {
  return ConfidenceNames[static_cast<size_t>(C)];
}

std::optional<Confidence> parseConfidence(llvm::StringRef Text) {
  for (auto [Index, Name] : llvm::enumerate(ConfidenceNames))
    if (Text.equals_insensitive(Name))
      return static_cast<Confidence>(Index);
  return std::nullopt;
}

static constexpr llvm::StringLiteral StepNames[] = {
#define OURO_STEP(Kind, ...) #Kind,
#include "checks/Vocabulary/Steps.def"
};

bool isRemedy(StepKind Kind) { return toString(Kind).starts_with("Remedy"); }

llvm::StringRef toString(StepKind Kind) {
  return StepNames[static_cast<size_t>(Kind)];
}

std::optional<StepKind> parseStepKind(llvm::StringRef Text) {
  for (auto [Index, Name] : llvm::enumerate(StepNames))
    if (Text == Name)
      return static_cast<StepKind>(Index);
  return std::nullopt;
}

} // namespace ouro
