//===- Text.h - Findings for people at a terminal ---------------*- C++ -*-===//
#ifndef OURO_TOOLS_RENDER_TEXT_H
#define OURO_TOOLS_RENDER_TEXT_H

#include "tools/Render/Report.h"

namespace llvm {
class raw_ostream;
}

namespace ouro::render {

class SourceFiles;

struct TextOptions {
  bool Colours = false;        ///< ANSI colours, whatever the stream is
  bool WithSuppressed = false; ///< show silenced findings and why they are
  bool Excerpts = true;        ///< show the source line and a caret
};

/// Writes the shown findings of \p R in clang's style, each followed by its
/// witness as notes, then the notifications, then the summary line. Control
/// characters in sources, names and messages are spelled out (`<U+001B>`), so
/// that no file can drive the terminal.
void writeText(const Report &R, const TextOptions &Options,
               SourceFiles &Sources, llvm::raw_ostream &OS);

/// "3 findings (1 certain, 2 likely, 0 possible) in 12 translation units", and
/// how many were suppressed or could not be analysed.
std::string summaryOf(const Report &R);

} // namespace ouro::render

#endif // OURO_TOOLS_RENDER_TEXT_H
