//===- Finding.h - Something wrong, with its proof --------------*- C++ -*-===//
#ifndef OURO_CHECKS_VOCABULARY_FINDING_H
#define OURO_CHECKS_VOCABULARY_FINDING_H

#include "checks/Vocabulary/Fingerprint.h"
#include "checks/Vocabulary/FixEdit.h"
#include "checks/Vocabulary/Rules.h"
#include "checks/Vocabulary/SymbolId.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace ouro {

/// How sure we are. Ordered: a threshold keeps everything at or above it.
///   Possible  the structure allows the defect, nothing shows it happens
///   Likely    the structure makes sense only with the defect, no counter-sign
///   Certain   the code builds the defect and nothing seen undoes it
enum class Confidence : uint8_t { Possible, Likely, Certain };

enum class StepKind : uint8_t {
#define OURO_STEP(Kind, ...) Kind,
#include "checks/Vocabulary/Steps.def"
};

/// One line of the proof.
struct WitnessStep {
  StepKind Kind;
  SourceSpan Where; ///< may be invalid: then the step has words only
  std::vector<std::string> Arguments;

  auto operator<=>(const WitnessStep &) const = default;
};

/// Deliberate silence and why. The reason reaches every renderer.
struct Suppression {
  enum class Origin : uint8_t { Comment, Annotation, Baseline } From;
  std::string Reason; ///< empty if the author gave none

  auto operator<=>(const Suppression &) const = default;
};

/// Something wrong, with its proof. A plain value: wording is in Wording.h,
/// order is sortFindings().
struct Finding {
  RuleId Rule;
  Confidence Sureness = Confidence::Possible;
  SourceSpan Where;                   ///< the edge to cut / the place to mend
  std::vector<std::string> Arguments; ///< fill the rule's message
  std::vector<WitnessStep> Witness;   ///< in order; a Remedy comes last
  std::string Symbol;   ///< qualified name of what `Where` declares
  SymbolId Declared;    ///< the field to cut, if it is one
  std::string FixTitle; ///< what the edits do, if there are any
  std::vector<FixEdit> Fix;
  Fingerprint Identity;
  std::optional<Suppression> Silenced;
};

/// Sorts by (file, line, column, rule, fingerprint) and keeps, of findings with
/// the same rule, fingerprint and place, the surest (a header seen by many TUs
/// reports once). A finding that is not silenced wins over one that is.
void sortFindings(std::vector<Finding> &Findings);

/// "possible", "likely", "certain".
llvm::StringRef toString(Confidence C);

/// Reads the words above, in any case.
std::optional<Confidence> parseConfidence(llvm::StringRef Text);

/// True for steps that say what to do; they are no part of the proof.
bool isRemedy(StepKind Kind);

llvm::StringRef toString(StepKind Kind);
std::optional<StepKind> parseStepKind(llvm::StringRef Text);

} // namespace ouro

#endif // OURO_CHECKS_VOCABULARY_FINDING_H
