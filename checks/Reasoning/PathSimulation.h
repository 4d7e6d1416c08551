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
  /// Join states of the same property; else only equal ones are one.
  bool Joins = true;
  /// Follow the exceptions that calls may throw, too.
  bool CallsMayThrow = false;
};

/// Enough to tell nearly every function's paths one by one.
inline constexpr PathLimits OneByOne{256, 4000, /*Joins=*/false};

/// Takes the states of all paths through \p Graph, the body of function number
/// \p Function, to a fixpoint: property simulation (see PathState). \p Effects
/// says what its callees do.
PathOutcome simulatePaths(const facts::FlowFacts &Facts, unsigned Function,
                          const facts::FlowGraph &Graph,
                          const EffectsIndex &Effects,
                          const PathLimits &Limits = {});

/// Joining forgets which values go together, so that a defect may stand on a
/// path that nothing takes. Follows the paths of a function that has defects
/// once more, one by one, and keeps the defects that are found again, with
/// their paths. What the limits keep from being found again is Likely.
void confirmDefects(const facts::FlowFacts &Facts, unsigned Function,
                    const facts::FlowGraph &Graph, const EffectsIndex &Effects,
                    PathOutcome &Outcome, bool CallsMayThrow = false);

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_PATHSIMULATION_H
