//===- DependencyFile.h - What make and ninja are told ----------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_DEPENDENCYFILE_H
#define OURO_TOOLS_DRIVER_DEPENDENCYFILE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace llvm {
class raw_ostream;
}

namespace ouro::driver {

/// Writes a rule in make's syntax: \p Target depends on every file that was
/// read for \p Trail, encoded, and on \p Others. Sorted; names are absolute.
void writeDependencies(llvm::StringRef Target, llvm::StringRef Trail,
                       llvm::ArrayRef<std::string> Others,
                       llvm::raw_ostream &OS);

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_DEPENDENCYFILE_H
