//===- TidyConfig.h - .clang-tidy and the command line ----------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_TIDYCONFIG_H
#define OURO_TOOLS_DRIVER_TIDYCONFIG_H

#include "tools/Driver/WorkOrder.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace clang::tidy {
class ClangTidyOptionsProvider;
struct ClangTidyOptions;
} // namespace clang::tidy

namespace ouro::driver {

/// An error if a part of \p Globs names no check of ours, or all of them
/// together enable none.
llvm::Error validateChecks(llvm::StringRef Globs);

/// An error unless \p Regex is a regular expression.
llvm::Error validateHeaderFilter(llvm::StringRef Regex);

/// An error if a file of \p List, see ModelSet::addFiles, is no model file;
/// \p From is the file that names it, empty for the command line.
llvm::Error validateModels(llvm::StringRef List, llvm::StringRef From);

/// The value of the option OuroModels in \p Options.
std::string modelFilesIn(const clang::tidy::ClangTidyOptions &Options);

/// Reads every .clang-tidy above \p Files, as clang-tidy will. A malformed one
/// is an error with line and column (clang-tidy itself would go on without
/// it). Returns warnings about names of ours that do not exist.
llvm::Expected<std::vector<std::string>>
auditConfigFiles(llvm::ArrayRef<std::string> Files);

/// Options for \p File: .clang-tidy files as clang-tidy reads them, overridden
/// by \p Settings. Differs from clang-tidy in its defaults only: findings in
/// all headers that are not system headers are shown, and if neither the files
/// nor the settings name a check of ours, all of ours are enabled.
std::unique_ptr<clang::tidy::ClangTidyOptionsProvider>
makeOptionsProvider(llvm::StringRef File, const CheckSettings &Settings);

/// Text for an unknown name of ours, with the nearest one that exists.
std::string unknownCheck(llvm::StringRef Name);

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_TIDYCONFIG_H
