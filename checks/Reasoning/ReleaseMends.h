//===- ReleaseMends.h - Which release mends a defect ------------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_RELEASEMENDS_H
#define OURO_CHECKS_REASONING_RELEASEMENDS_H

#include "checks/Facts/ReleaseMend.h"
#include "checks/Reasoning/PathSimulation.h"

namespace ouro::reasoning {

/// The change of function number \p Function that takes \p Defect away, if
/// there is one: the paths of the changed graph are followed, and show that the
/// new release always finds the resource or nothing, and that no other defect
/// comes of it. Only for Certain defects. Cost: that of following the function
/// once more, twice if it has other defects.
std::optional<facts::ReleaseMend>
findMend(const facts::FlowFacts &Facts, unsigned Function,
         const facts::FlowGraph &Graph, const EffectsIndex &Effects,
         const PathOutcome &Outcome, const PathDefect &Defect);

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_RELEASEMENDS_H
