//===- TidyHost.h - One TU through clang-tidy's machinery -------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_TIDYHOST_H
#define OURO_TOOLS_DRIVER_TIDYHOST_H

#include "tools/Driver/FileTrail.h"
#include "tools/Driver/WorkOrder.h"
#include "tools/Render/Report.h"
#include <string>

namespace ouro::driver {

/// What a worker has to say.
struct UnitAnswer {
  /// That one unit, its findings, and notifications about what went wrong;
  /// never empty-handed.
  render::Report Report;
  FileTrail Trail;   ///< what it depends on
  std::string Facts; ///< text, summary or map, as the task was
};

/// Runs the enabled checks over the TU of \p Order, with .clang-tidy, NOLINT,
/// header filter and compile flags meaning what they mean to clang-tidy.
/// Findings that are silenced are marked. Facts are the summary if the order
/// asks for it, by the same parse.
UnitAnswer checkUnit(const WorkOrder &Order);

/// Facts in words, for people.
UnitAnswer printFacts(const WorkOrder &Order);

/// The summary.
UnitAnswer indexUnit(const WorkOrder &Order);

/// The map of who holds whom, encoded. The report holds every finding at every
/// confidence, whatever .clang-tidy and NOLINT say.
UnitAnswer mapUnit(const WorkOrder &Order);

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_TIDYHOST_H
