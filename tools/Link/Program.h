//===- Program.h - All summaries together -----------------------*- C++ -*-===//
#ifndef OURO_TOOLS_LINK_PROGRAM_H
#define OURO_TOOLS_LINK_PROGRAM_H

#include "checks/Summary/TuSummary.h"
#include "checks/Vocabulary/Finding.h"
#include <set>

namespace ouro::link {

/// One name, several definitions at different places: two programs in one
/// database, or a violation of the one-definition rule. Each is then known to
/// its own TU only.
struct Conflict {
  std::string Name;
  std::vector<SourceSpan> Places; ///< sorted
};

/// What linking says.
struct LinkResult {
  /// Of all rules, at every confidence, sorted. What a TU's own check found is
  /// among them unless other TUs refute it.
  std::vector<Finding> Findings;
  std::vector<Conflict> Conflicts; ///< sorted by name
  /// Functions that call a body of another unit, directly or not: of these
  /// linking knows better than the unit's check, even if it is silent.
  std::set<std::string> Reconsidered;
  unsigned Units = 0;  ///< after repetitions were dropped
  unsigned Graphs = 0; ///< functions whose paths were followed
};

/// Joins what TUs say and draws the conclusions that no TU could draw alone, by
/// the same reasoning that judges one TU. Depends on the set of \p Units only:
/// their order and repetitions change nothing. Cost: sorting, and the paths of
/// functions that deal with resources.
///
/// Exceptions are followed if one unit asks for it.
///
/// \p IsWhole: there are no other units. Only then what others might do to a
/// global, and none of these does, is held against it.
LinkResult link(std::vector<summary::TuSummary> Units, bool IsWhole = true);

} // namespace ouro::link

#endif // OURO_TOOLS_LINK_PROGRAM_H
