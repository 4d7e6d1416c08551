//===- Excerpt.cpp --------------------------------------------------------===//
#include "tools/Render/Excerpt.h"
#include "tools/Render/SourceFiles.h"
#include "tools/Render/Utf.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Unicode.h"
#include <algorithm>
#include <vector>

namespace ouro::render {

namespace {
/// One character of a line as the terminal shows it.
struct Cell {
  std::string Glyph;
  unsigned Column; ///< where it starts, from 0
  unsigned Width;
  size_t Byte; ///< where it starts in the source line
};
} // namespace

static std::string glyphOf(const DecodedChar &Char, llvm::StringRef Bytes) {
  if (!Char.Valid) {
    std::string Out;
    for (uint8_t Byte : Bytes.bytes())
      Out +=
          '<' + llvm::utohexstr(Byte, /*LowerCase=*/false, /*Width=*/2) + '>';
    return Out;
  }
  if (llvm::sys::unicode::isPrintable(static_cast<int>(Char.CodePoint)))
    return Bytes.str();
  return "<U+" + llvm::utohexstr(Char.CodePoint, false, /*Width=*/4) + '>';
}

static unsigned widthOf(llvm::StringRef Glyph) {
  return std::max(0, llvm::sys::unicode::columnWidthUTF8(Glyph));
}

/// The cells of \p Line and, as a sentinel, one of no width at its end.
static std::vector<Cell> cellsOf(llvm::StringRef Line) {
  constexpr unsigned TabStop = 8;
  std::vector<Cell> Cells;
  unsigned Column = 0;
  for (size_t Byte = 0; Byte < Line.size();) {
    DecodedChar Char = decodeFront(Line.substr(Byte));
    std::string Glyph = Char.CodePoint == '\t'
                            ? std::string(TabStop - Column % TabStop, ' ')
                            : glyphOf(Char, Line.substr(Byte, Char.Bytes));
    unsigned Width = widthOf(Glyph);
    Cells.push_back({std::move(Glyph), Column, Width, Byte});
    Column += Width;
    Byte += Char.Bytes;
  }
  Cells.push_back({"", Column, 0, Line.size()});
  return Cells;
}

/// The cell that byte \p Byte of the line lies in; the sentinel beyond it.
static size_t cellAt(const std::vector<Cell> &Cells, size_t Byte) {
  auto After = std::upper_bound(
      Cells.begin(), Cells.end(), Byte,
      [](size_t Wanted, const Cell &C) { return Wanted < C.Byte; });
  return static_cast<size_t>(After - Cells.begin()) - 1;
}

/// Byte after the marked part of the first line of \p Span.
static size_t endByte(const SourceSpan &Span, size_t Begin, size_t LineSize) {
  if (Span.EndLine > Span.Begin.Line)
    return std::max(LineSize, Begin + 1);
  if (Span.EndLine < Span.Begin.Line || Span.EndColumn == 0)
    return Begin + 1;
  return std::max<size_t>(Span.EndColumn - 1, Begin + 1);
}

Excerpt excerptOf(const SourceFile &Source, const SourceSpan &Span) {
  llvm::StringRef Line = Source.line(Span.Begin.Line);
  std::vector<Cell> Cells = cellsOf(Line);
  size_t Begin = Span.Begin.Column ? Span.Begin.Column - 1 : 0;
  size_t First = cellAt(Cells, Begin);
  size_t Last = cellAt(Cells, endByte(Span, Begin, Line.size()) - 1);

  // Cut what does not fit; a third of the room stays before the caret.
  constexpr llvm::StringLiteral Ellipsis = "...";
  size_t From = 0, To = Cells.size();
  if (Cells.back().Column > Excerpt::MaxWidth) {
    unsigned Caret = Cells[First].Column, Room = Excerpt::MaxWidth;
    while (Caret - Cells[From].Column > Room / 3)
      ++From;
    while (Cells[To - 1].Column + Cells[To - 1].Width >
           Cells[From].Column + Room)
      --To;
  }

  Excerpt Out;
  bool CutLeft = From > 0, CutRight = To < Cells.size();
  Out.Line = CutLeft ? Ellipsis.str() : "";
  for (size_t I = From; I < To; ++I)
    Out.Line += Cells[I].Glyph;
  if (CutRight)
    Out.Line += Ellipsis;
  Out.Indent = Cells[First].Column - Cells[From].Column +
               (CutLeft ? Ellipsis.size() : 0);
  Last = std::min(Last, To - 1);
  unsigned Marked = 0;
  for (size_t I = First; I <= Last; ++I)
    Marked += Cells[I].Width;
  Out.Marks = std::string(Out.Indent, ' ') + '^' +
              std::string(Marked > 1 ? Marked - 1 : 0, '~');
  return Out;
}

std::string printable(llvm::StringRef Text) {
  std::string Out;
  while (!Text.empty()) {
    DecodedChar Char = decodeFront(Text);
    Out += glyphOf(Char, Text.take_front(Char.Bytes));
    Text = Text.drop_front(Char.Bytes);
  }
  return Out;
}

} // namespace ouro::render
