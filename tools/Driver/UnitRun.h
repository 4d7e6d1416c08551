//===- UnitRun.h - From the user's paths to every TU's result ---*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_UNITRUN_H
#define OURO_TOOLS_DRIVER_UNITRUN_H

#include "tools/Driver/CommandLine.h"
#include "tools/Driver/UnitFailure.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include <vector>

namespace ouro::driver {

/// Finds the compile database if none is named, and names it. An error if there
/// is none.
llvm::Error completeDatabase(CheckOptions &Options);

/// The work orders for what the user named: finds the compile database, checks
/// it and every .clang-tidy, and says on stderr what it decided on its own.
llvm::Expected<std::vector<WorkOrder>> planUnits(const CommandLine &Command,
                                                 Task What);

/// Runs \p Orders in worker processes, with progress on stderr. Returns 0 or
/// the signal that interrupted the run.
llvm::Expected<int>
runUnits(const CommandLine &Command, llvm::ArrayRef<WorkOrder> Orders,
         llvm::function_ref<void(size_t Index, UnitResult)> Done);

/// Checks what the command line says about rules, headers, models and the
/// source root, and makes it what the rest of the program expects: words in
/// lower case, absolute folders.
llvm::Error completeSettings(CheckOptions &Options);

/// Makes the source root absolute; if none was given, it is the folder that
/// holds the repository of the working directory, else the working directory.
void completeSourceRoot(CheckOptions &Options);

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_UNITRUN_H
