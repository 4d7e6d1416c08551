//===- PathSimulation.h - All paths, a few at once --------------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_PATHSIMULATION_H
#define OURO_CHECKS_REASONING_PATHSIMULATION_H

#include "checks/Reasoning/PathOutcome.h"

namespace ouro::reasoning {

/// Bounds of one simulation. They count steps, never time, so that the same
/// code has the same findings everywhere. What goes beyond is dropped: fewer
/// paths are seen, and none that is not there.
struct PathLimits {
  unsigned StatesPerBlock = 16;
  unsigned Visits = 20000;
};

/// Takes the states of all paths through \p Graph, the body of function number
/// \p Function, to a fixpoint: property simulation (see PathState). \p Effects
/// says what its callees do.
PathOutcome simulatePaths(const facts::FlowFacts &Facts, unsigned Function,
                          const facts::FlowGraph &Graph,
                          const EffectsIndex &Effects,
                          const PathLimits &Limits = {});

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_PATHSIMULATION_H
