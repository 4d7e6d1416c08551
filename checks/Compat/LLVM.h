//===- LLVM.h - What differs between the supported LLVM majors --*- C++ -*-===//
//
// The only file that knows LLVM_VERSION_MAJOR.
//
//===----------------------------------------------------------------------===//
#ifndef OURO_CHECKS_COMPAT_LLVM_H
#define OURO_CHECKS_COMPAT_LLVM_H

#include "llvm/Config/llvm-config.h"

namespace ouro::compat {

/// The major version this build is for; the plugin's guard compares it with
/// the host's at load time.
inline constexpr unsigned LLVMMajor = LLVM_VERSION_MAJOR;

} // namespace ouro::compat

#endif // OURO_CHECKS_COMPAT_LLVM_H
