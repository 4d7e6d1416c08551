//===- NoLintReason.h - The words beside a NOLINT ---------------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_NOLINTREASON_H
#define OURO_TOOLS_DRIVER_NOLINTREASON_H

#include "checks/Summary/UnitFact.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace ouro::driver {

/// The reason given with the NOLINT, NOLINTNEXTLINE or NOLINTBEGIN comment that
/// silences \p Check at \p Offset of \p Text: what follows the directive, up to
/// the end of the comment, without a leading ':', '-' or '--'. Empty if the
/// author gave none; nullopt if no such comment is there.
///
/// clang-tidy decides whether a finding is silenced; this only looks for why.
std::optional<std::string> findNoLintReason(llvm::StringRef Text, size_t Offset,
                                            llvm::StringRef Check);

/// The lines of \p Text on which such comments silence any of our rules,
/// sorted: for findings that clang-tidy never sees. Blocks that are not closed
/// silence nothing, as there. Cost: linear; next to nothing without such a
/// comment.
std::vector<summary::SilencedLines> silencedLines(llvm::StringRef Text);

/// The first of \p Lines that silences \p Check on line \p Line, or null.
const summary::SilencedLines *
silenceOn(const std::vector<summary::SilencedLines> &Lines, unsigned Line,
          llvm::StringRef Check);

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_NOLINTREASON_H
