//===- DatabaseReader.h - compile_commands.json, read strictly --*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_DATABASEREADER_H
#define OURO_TOOLS_DRIVER_DATABASEREADER_H

#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <memory>

namespace ouro::driver {

/// Reads the database in \p File. Response files are expanded, the compiler's
/// name tells target and mode, wrappers such as ccache are dropped. Errors
/// name file, line and column, or the entry and what it lacks.
llvm::Expected<std::unique_ptr<clang::tooling::CompilationDatabase>>
readDatabase(llvm::StringRef File);

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_DATABASEREADER_H
