//===- Coding.cpp ---------------------------------------------------------===//
#include "checks/Summary/Coding.h"
#include "checks/Vocabulary/RelativePath.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/Path.h"

namespace ouro::summary {

unsigned WriteTables::numberOf(llvm::StringRef Text) {
  auto [It, New] = TextNumbers.try_emplace(Text, Texts.size());
  if (New)
    Texts.push_back(Text.str());
  return It->second;
}

unsigned WriteTables::numberOfFile(FileName File) {
  return numberOf(relativePath(File, Root));
}

unsigned WriteTables::numberOf(SymbolId Symbol) {
  auto [It, New] = SymbolNumbers.try_emplace(Symbol.Value, Symbols.size());
  if (New)
    Symbols.push_back(Symbol.Value);
  return It->second;
}

void Encoder::put(uint64_t Number) {
  uint8_t Bytes[10];
  unsigned Size = llvm::encodeULEB128(Number, Bytes);
  Out.append(reinterpret_cast<const char *>(Bytes), Size);
}

void Encoder::signs(const SignSet &Signs) {
  unsigned Bits = 0;
  for (unsigned I = 0; I < 3; ++I)
    Bits |= unsigned(Signs.meets(EachSign[I])) << I;
  put(Bits);
}

/// First whether the file is that of the place before, which it mostly is.
void Encoder::span(const SourceSpan &Span) {
  put(Span.Begin.File == Before.Begin.File
          ? 0
          : uint64_t(Tables.numberOfFile(Span.Begin.File)) + 1);
  number(int64_t(Span.Begin.Line) - int64_t(Before.Begin.Line));
  put(Span.Begin.Column);
  number(int64_t(Span.EndLine) - int64_t(Span.Begin.Line));
  number(int64_t(Span.EndColumn) - int64_t(Span.Begin.Column));
  Before = Span;
}

uint64_t Decoder::take() {
  unsigned Size = 0;
  const char *Error = nullptr;
  uint64_t Number =
      llvm::decodeULEB128(Rest.bytes_begin(), &Size, Rest.bytes_end(), &Error);
  if (Error || Damaged) {
    Damaged = true;
    return 0;
  }
  Rest = Rest.drop_front(Size);
  return Number;
}

llvm::StringRef Decoder::takeBytes(uint64_t Size) {
  refuse(Size > Rest.size());
  if (Damaged)
    return "";
  llvm::StringRef Bytes = Rest.take_front(Size);
  Rest = Rest.drop_front(Size);
  return Bytes;
}

void Decoder::text(std::string &Text) {
  uint64_t Number = take();
  refuse(Number >= Tables.Texts.size());
  if (!Damaged)
    Text = Tables.Texts[Number];
}

FileName ReadTables::nameOf(llvm::StringRef Written) const {
  // What is no file is in angle brackets.
  if (Root.empty() || Written.empty() || Written.starts_with("<") ||
      llvm::sys::path::is_absolute(Written))
    return Written;
  return (Root + "/" + Written).str();
}

FileName Decoder::fileAt(uint64_t Number) {
  refuse(Number >= Tables.Texts.size());
  if (Damaged)
    return {};
  Tables.Files.resize(Tables.Texts.size());
  FileName &Known = Tables.Files[Number];
  if (Known.empty())
    Known = Tables.nameOf(Tables.Texts[Number]);
  return Known;
}

void Decoder::symbol(SymbolId &Symbol) {
  uint64_t Number = take();
  refuse(Number >= Tables.Symbols.size());
  if (!Damaged)
    Symbol = Tables.Symbols[Number];
}

void Decoder::signs(SignSet &Signs) {
  uint64_t Bits = take();
  refuse(Bits > 7);
  Signs = SignSet::none();
  for (unsigned I = 0; I < 3; ++I)
    if (Bits >> I & 1)
      Signs = Signs | EachSign[I];
}

/// \p From plus a difference, if both are lines or columns.
static bool add(unsigned From, int64_t Difference, unsigned &Sum) {
  constexpr int64_t Greatest = INT32_MAX;
  if (Difference > Greatest || Difference < -Greatest)
    return false;
  int64_t Exact = int64_t(From) + Difference;
  Sum = static_cast<unsigned>(Exact);
  return Exact >= 0 && Exact <= Greatest;
}

void Decoder::span(SourceSpan &Span) {
  uint64_t Number = take();
  Span.Begin.File = Number ? fileAt(Number - 1) : Before.Begin.File;
  int64_t Line = 0, EndLine = 0, EndColumn = 0;
  number(Line);
  uint64_t Column = take();
  number(EndLine);
  number(EndColumn);
  refuse(!add(Before.Begin.Line, Line, Span.Begin.Line) ||
         !add(0, static_cast<int64_t>(std::min<uint64_t>(Column, UINT32_MAX)),
              Span.Begin.Column) ||
         !add(Span.Begin.Line, EndLine, Span.EndLine) ||
         !add(Span.Begin.Column, EndColumn, Span.EndColumn));
  Before = Span;
}

} // namespace ouro::summary
