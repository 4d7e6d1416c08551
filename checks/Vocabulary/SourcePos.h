//===- SourcePos.h - Places in source files, as plain values ----*- C++ -*-===//
#ifndef OURO_CHECKS_VOCABULARY_SOURCEPOS_H
#define OURO_CHECKS_VOCABULARY_SOURCEPOS_H

#include "checks/Vocabulary/FileName.h"

namespace ouro {

/// A place in a file. `File` is normalised (absolute unless the source root
/// stripped it, no `.` or `..`, forward slashes); lines and columns are
/// 1-based, columns count bytes. Line 0 means "no place".
struct SourcePos {
  FileName File;
  unsigned Line = 0;
  unsigned Column = 0;

  bool isValid() const { return Line != 0; }
  auto operator<=>(const SourcePos &) const = default;
};

/// A half-open range in one file: from `Begin` up to, and not including,
/// (EndLine, EndColumn).
struct SourceSpan {
  SourcePos Begin;
  unsigned EndLine = 0;
  unsigned EndColumn = 0;

  bool isValid() const { return Begin.isValid(); }
  auto operator<=>(const SourceSpan &) const = default;
};

/// `file:line:column`, or `<unknown>` for an invalid place.
std::string toString(const SourcePos &Pos);

} // namespace ouro

#endif // OURO_CHECKS_VOCABULARY_SOURCEPOS_H
