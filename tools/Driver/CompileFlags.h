//===- CompileFlags.h - Other compilers' flags, for clang -------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_COMPILEFLAGS_H
#define OURO_TOOLS_DRIVER_COMPILEFLAGS_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace ouro::driver {

/// \p Command without what must not stop an analysis: flags only GCC knows,
/// -Werror in all forms, plugins, precompiled headers (which only the compiler
/// that wrote them can read). Everything that changes meaning stays.
std::vector<std::string> adaptToClang(std::vector<std::string> Command);

/// \p Command with the compiler's whole name, if PATH has it. Clang looks for
/// headers from where the compiler lies; from a bare name it starts at "/", and
/// "/../lib/x/../include" is another folder than its text says where /lib is a
/// link.
std::vector<std::string> withCompilerPath(std::vector<std::string> Command);

/// \p Command with clang's builtin headers from \p ResourceDir, unless it
/// names others.
std::vector<std::string> withResourceDir(std::vector<std::string> Command,
                                         llvm::StringRef ResourceDir);

/// Clang's resource directory: where the build found it, beside the program at
/// \p Executable, or in the usual places. Empty if there is none, in which
/// case nothing that includes <stddef.h> can be analysed.
std::string findResourceDir(llvm::StringRef Executable);

/// The places findResourceDir() looks at, for messages.
std::vector<std::string> resourceDirCandidates(llvm::StringRef Executable);

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_COMPILEFLAGS_H
