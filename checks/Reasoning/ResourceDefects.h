//===- ResourceDefects.h - Lost, doubly and wrongly released ----*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_RESOURCEDEFECTS_H
#define OURO_CHECKS_REASONING_RESOURCEDEFECTS_H

#include "checks/Facts/ReleaseMend.h"
#include "checks/Reasoning/ResourcePaths.h"

namespace ouro::reasoning {

/// Findings and what other TUs may want to know.
struct ResourceReport {
  std::vector<Finding> Findings; ///< not sorted
  /// By finding: what mends it, as far as its paths tell.
  std::vector<std::optional<facts::ReleaseMend>> Mends;
  std::vector<FunctionEffects> Effects; ///< by FlowFacts::Functions
  unsigned Graphs = 0;                  ///< functions that were followed
  unsigned Capped = 0;                  ///< of them, those with paths dropped
  unsigned Visits = 0;                  ///< states taken through blocks
};

/// ouro-unreleased-resource, ouro-double-release, ouro-mismatched-release: what
/// the paths of the TU's functions do wrong, at every confidence; one finding
/// per acquisition or release.
///   Certain   the path is in the code, and the handle stood in plain variables
///   Likely    it goes round a loop, other paths store the handle away, the
///   block
///             of memory that the handle stood in is released
///   Possible  up to a setting of another TU, or the program ends anyway
ResourceReport findResourceDefects(const facts::FlowFacts &Facts,
                                   facts::FlowSource Source,
                                   const PathLimits &Limits = {});

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_RESOURCEDEFECTS_H
