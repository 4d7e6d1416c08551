//===- TidyHost.h - One TU through clang-tidy's machinery -------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_TIDYHOST_H
#define OURO_TOOLS_DRIVER_TIDYHOST_H

#include "tools/Driver/WorkOrder.h"
#include "tools/Render/Report.h"

namespace llvm {
class raw_ostream;
}

namespace ouro::driver {

/// Runs the enabled checks over the TU of \p Order, with .clang-tidy, NOLINT,
/// header filter and compile flags meaning what they mean to clang-tidy. The
/// report has that one unit, its findings (silenced ones marked), and
/// notifications about what went wrong; it is never empty-handed.
render::Report checkUnit(const WorkOrder &Order);

/// Prints the facts of the TU of \p Order to \p OS. The report holds the
/// unit's outcome and notifications, no findings.
render::Report printFacts(const WorkOrder &Order, llvm::raw_ostream &OS);

/// Writes the map of the TU of \p Order to \p OS, encoded. The report holds
/// the unit's outcome, notifications and every finding at every confidence,
/// whatever .clang-tidy and NOLINT say.
render::Report mapUnit(const WorkOrder &Order, llvm::raw_ostream &OS);

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_TIDYHOST_H
