//===- SourceMap.cpp ------------------------------------------------------===//
#include "checks/Extract/SourceMap.h"
#include "checks/Vocabulary/RelativePath.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace ouro::extract {

FileName SourceMap::nameOf(FileID File) const {
  auto [It, New] = Names.try_emplace(File);
  if (!New)
    return It->second;
  if (OptionalFileEntryRef Entry = SM.getFileEntryRefForID(File)) {
    llvm::SmallString<256> Path(Entry->getName());
    SM.getFileManager().makeAbsolutePath(Path);
    llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
    It->second = llvm::sys::path::convert_to_slash(Path);
  } else if (auto Buffer = SM.getBufferOrNone(File)) {
    It->second = Buffer->getBufferIdentifier().str();
  }
  return It->second;
}

FileName SourceMap::fileOf(SourceLocation Loc) const {
  if (Loc.isInvalid())
    return {};
  return nameOf(SM.getFileID(SM.getFileLoc(Loc)));
}

llvm::StringRef SourceMap::withoutRoot(FileName Name) const {
  return relativePath(Name, Root);
}

SourceSpan SourceMap::spanOf(SourceRange Range) const {
  if (Range.getBegin().isInvalid())
    return {};
  SourceLocation Begin = SM.getFileLoc(Range.getBegin());
  SourceLocation End =
      Range.getEnd().isValid() ? SM.getFileLoc(Range.getEnd()) : Begin;
  auto [File, Offset] = SM.getDecomposedLoc(Begin);
  auto [EndFile, EndOffset] = SM.getDecomposedLoc(End);
  if (EndFile != File || EndOffset < Offset) {
    End = Begin;
    EndOffset = Offset;
  }
  return spanOf(File, Offset,
                EndOffset + Lexer::MeasureTokenLength(End, SM, Lang));
}

SourceSpan SourceMap::spanOf(FileID File, unsigned Begin, unsigned End) const {
  SourceSpan Span;
  Span.Begin = {nameOf(File), SM.getLineNumber(File, Begin),
                SM.getColumnNumber(File, Begin)};
  Span.EndLine = SM.getLineNumber(File, End);
  Span.EndColumn = SM.getColumnNumber(File, End);
  return Span;
}

SourceSpan SourceMap::spanOf(SourceLocation Loc) const {
  return spanOf(SourceRange(Loc));
}

} // namespace ouro::extract
