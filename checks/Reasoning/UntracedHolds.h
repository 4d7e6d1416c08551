//===- UntracedHolds.h - References no collector is told of -----*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_UNTRACEDHOLDS_H
#define OURO_CHECKS_REASONING_UNTRACEDHOLDS_H

#include "checks/Reasoning/HoldIndex.h"
#include "checks/Vocabulary/Finding.h"
#include <vector>

namespace ouro::reasoning {

/// The counted hold of \p Ring by which an object that a collector asks keeps
/// another such object: a root inside what should be collected. Null if there
/// is none.
const facts::HoldFact *rootInside(const HoldIndex &Index,
                                  llvm::ArrayRef<const facts::HoldFact *> Ring);

/// Makes \p F, the finding of a ring that \p Root closes, one about that root.
void turnToRoot(const HoldIndex &Index, const facts::HoldFact &Root,
                Finding &F);

/// Traced references that no function reports, that stand where no such
/// function is, and roots of a class in a class of its own kind. Rings through
/// other roots are found with all rings: \p Known has what they gave.
std::vector<Finding> findUntracedHolds(const HoldIndex &Index,
                                       llvm::ArrayRef<Finding> Known);

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_UNTRACEDHOLDS_H
