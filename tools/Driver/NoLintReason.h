//===- NoLintReason.h - The words beside a NOLINT ---------------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_NOLINTREASON_H
#define OURO_TOOLS_DRIVER_NOLINTREASON_H

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>

namespace ouro::driver {

/// The reason given with the NOLINT, NOLINTNEXTLINE or NOLINTBEGIN comment that
/// silences \p Check at \p Offset of \p Text: what follows the directive, up to
/// the end of the comment, without a leading ':', '-' or '--'. Empty if the
/// author gave none; nullopt if no such comment is there.
///
/// clang-tidy decides whether a finding is silenced; this only looks for why.
std::optional<std::string> findNoLintReason(llvm::StringRef Text, size_t Offset,
                                            llvm::StringRef Check);

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_NOLINTREASON_H
