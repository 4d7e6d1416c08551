//===- LineHash.h - GitHub's identity of a source line ----------*- C++ -*-===//
#ifndef OURO_TOOLS_RENDER_LINEHASH_H
#define OURO_TOOLS_RENDER_LINEHASH_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>
#include <vector>

namespace ouro::render {

/// Hash of a line and what follows it; `Repeat` numbers equal hashes in a file
/// from 1.
struct LineHash {
  uint64_t Value = 0;
  unsigned Repeat = 0;
};

/// The `primaryLocationLineHash` of every line of \p Text, line 1 first, as
/// GitHub code scanning computes it: a rolling polynomial hash over the next
/// 100 UTF-16 code units that are neither blanks nor tabs. Line breaks are LF,
/// CR and CRLF. A text that ends in a line break has one more, empty, line.
/// Bytes that are not UTF-8 count as U+FFFD, as in GitHub's reader.
/// Linear in the length of \p Text.
std::vector<LineHash> lineHashesOf(llvm::StringRef Text);

/// "39fa2ee980eb94b0:1", without leading zeros.
std::string toString(LineHash Hash);

} // namespace ouro::render

#endif // OURO_TOOLS_RENDER_LINEHASH_H
