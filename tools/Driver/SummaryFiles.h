//===- SummaryFiles.h - Summaries on disk -----------------------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_SUMMARYFILES_H
#define OURO_TOOLS_DRIVER_SUMMARYFILES_H

#include "checks/Summary/TuSummary.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace ouro::driver {

/// How names of summaries end.
inline constexpr llvm::StringLiteral SummaryEnding = ".ousum";

/// The files that \p Inputs name: files, folders (all summaries below), "-" for
/// names on standard input, one per line. Sorted, each once.
llvm::Expected<std::vector<std::string>>
findSummaries(llvm::ArrayRef<std::string> Inputs);

/// Reads one. Names of files in it are relative to \p Root; without it they
/// stay as written.
llvm::Expected<summary::TuSummary> readSummary(const std::string &File,
                                               llvm::StringRef Root);

/// An error unless all of \p Units name files relative to the same folder.
llvm::Error refuseMixedRoots(llvm::ArrayRef<summary::TuSummary> Units);

/// An error unless \p Units are exactly \p Expected ones; repetitions count
/// once.
llvm::Error refuseOtherCount(llvm::ArrayRef<summary::TuSummary> Units,
                             unsigned Expected);

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_SUMMARYFILES_H
