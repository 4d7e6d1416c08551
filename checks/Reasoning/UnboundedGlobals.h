//===- UnboundedGlobals.h - Containers that only grow -----------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_UNBOUNDEDGLOBALS_H
#define OURO_CHECKS_REASONING_UNBOUNDEDGLOBALS_H

#include "checks/Facts/TuFacts.h"
#include "checks/Vocabulary/Finding.h"
#include <vector>

namespace ouro::reasoning {

/// Containers that nobody outside of \p Facts can reach, that grow each time
/// some code runs which can run any number of times, and that nothing bounds.
/// Likely if the code shows that it runs with ever new content: results that
/// are remembered, a function that keeps a container of its own, an object that
/// ends and registered itself, calls in the loop of main. Else Possible: as
/// well may it be a table that is filled once.
std::vector<Finding> findUnboundedGlobals(const facts::TuFacts &Facts);

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_UNBOUNDEDGLOBALS_H
