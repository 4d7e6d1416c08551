//===- Excerpt.h - A source line with a caret under it ----------*- C++ -*-===//
#ifndef OURO_TOOLS_RENDER_EXCERPT_H
#define OURO_TOOLS_RENDER_EXCERPT_H

#include "checks/Vocabulary/SourcePos.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace ouro::render {

class SourceFile;

/// The lines of an excerpt, without gutter and line breaks. Tabs are expanded,
/// what cannot be printed is spelled out, and a line wider than
/// Excerpt::MaxWidth is cut to the part around the span.
struct Excerpt {
  static constexpr unsigned MaxWidth = 120; ///< in terminal columns

  std::string Line;
  std::string Marks;   ///< caret and tildes, indented to fit under Line
  unsigned Indent = 0; ///< columns before the caret
};

/// The first line of \p Span in \p Source. A span that goes on to later lines
/// is marked to the end of its first.
Excerpt excerptOf(const SourceFile &Source, const SourceSpan &Span);

/// \p Text with everything that a terminal does not print spelled out:
/// `<U+001B>` for characters, `<E9>` for bytes that are not UTF-8.
std::string printable(llvm::StringRef Text);

} // namespace ouro::render

#endif // OURO_TOOLS_RENDER_EXCERPT_H
