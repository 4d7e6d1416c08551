//===- LLVM.h - What differs between the supported LLVM majors --*- C++ -*-===//
//
// The only file that knows LLVM's version macros.
//
//===----------------------------------------------------------------------===//
#ifndef OURO_CHECKS_COMPAT_LLVM_H
#define OURO_CHECKS_COMPAT_LLVM_H

#include "llvm/Config/llvm-config.h"

// Where clang-tidy's module registry is declared: moved in 22, and the old
// header only warns since.
#if LLVM_VERSION_MAJOR < 22
#define OURO_TIDY_REGISTRY_HEADER "clang-tidy/ClangTidyModuleRegistry.h"
#else
#define OURO_TIDY_REGISTRY_HEADER "clang-tidy/ClangTidyModule.h"
#endif

namespace ouro::compat {

/// The major version this build is for; the plugin's guard compares it with
/// the host's at load time.
inline constexpr unsigned LLVMMajor = LLVM_VERSION_MAJOR;

/// The full version, for people: "22.1.8".
inline constexpr char LLVMVersion[] = LLVM_VERSION_STRING;

} // namespace ouro::compat

#endif // OURO_CHECKS_COMPAT_LLVM_H
