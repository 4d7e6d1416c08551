//===- Silences.h - What annotations silence, and why -----------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_SILENCES_H
#define OURO_CHECKS_REASONING_SILENCES_H

#include "checks/Facts/TuFacts.h"
#include "checks/Vocabulary/Finding.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include <optional>
#include <string>

namespace ouro::reasoning {

/// The author's words that take rings out of sight: OURO_ACYCLIC on fields and
/// classes, OURO_BROKEN_BY, OURO_LIVES_FOREVER on classes. Words that say what
/// a field means, such as OURO_WEAK, silence nothing.
class Silences {
public:
  explicit Silences(const facts::TuFacts &Facts);

  bool empty() const { return Reasons.empty(); }

  /// The facts as they would be had the author not said so.
  const facts::TuFacts &lifted() const { return Lifted; }

  /// Why a ring of \p Holds is silenced, each reason once, in ring order;
  /// nothing if it is not.
  std::optional<std::string>
  reasonOf(llvm::ArrayRef<const facts::HoldFact *> Holds) const;

  /// OURO_ACYCLIC where code of this TU builds \p Ring, which is made of
  /// \p Holds: one ouro-annotation per claim, in ring order.
  std::vector<Finding>
  disprovedBy(llvm::ArrayRef<const facts::HoldFact *> Holds,
              const Finding &Ring) const;

private:
  /// A field or class that its author says no ring leads through.
  struct AcyclicClaim {
    std::string Name;
    SourceSpan Where;
  };

  facts::TuFacts Lifted;                         ///< unset if empty()
  llvm::DenseMap<SymbolId, std::string> Reasons; ///< by field or class
  llvm::DenseMap<SymbolId, AcyclicClaim> Claims; ///< by field or class
};

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_SILENCES_H
