//===- SarifPlace.cpp -----------------------------------------------------===//
#include "tools/Render/SarifPlace.h"
#include "tools/Render/Report.h"
#include "tools/Render/SourceFiles.h"
#include "tools/Render/Uri.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <limits>

namespace ouro::render {

Json SarifPlaces::artifact(llvm::StringRef File) const {
  llvm::StringRef Name = displayPath(File, SourceRoot);
  if (llvm::sys::path::is_absolute(Name))
    return {{"uri", fileUri(Name)}};
  Json Out = {{"uri", uriPath(Name)}};
  if (!SourceRoot.empty())
    Out["uriBaseId"] = SarifRoot.str();
  return Out;
}

Json SarifPlaces::region(const SourceSpan &Span, bool MayBeEmpty) {
  // Consumers keep numbers in 32 signed bits.
  constexpr unsigned Most = std::numeric_limits<int32_t>::max() - 1;
  llvm::StringRef File = Span.Begin.File;
  unsigned Line = std::min(Span.Begin.Line, Most);
  unsigned Column = std::clamp(Span.Begin.Column, 1u, Most);
  unsigned EndLine = std::clamp(Span.EndLine, Line, Most);
  unsigned EndColumn = std::clamp(Span.EndColumn, 1u, Most);
  if (EndLine == Line)
    EndColumn = std::max(Span.EndLine == Line ? EndColumn : 0,
                         MayBeEmpty ? Column : Column + 1);
  return {{"startLine", Line},
          {"startColumn", Sources.utf16Column(File, Line, Column)},
          {"endLine", EndLine},
          {"endColumn", Sources.utf16Column(File, EndLine, EndColumn)}};
}

/// Lines \p First to \p Last of \p Source, each with a line feed.
static std::string linesOf(const SourceFile &Source, unsigned First,
                           unsigned Last) {
  std::string Out;
  for (unsigned Line = First; Line <= Last; ++Line)
    Out += Source.line(Line).str() + '\n';
  return Out;
}

void SarifPlaces::addText(Json &Physical, const SourceSpan &Span) {
  constexpr unsigned MaxLines = 20; // of a region that is worth showing
  constexpr unsigned Around = 2;
  const SourceFile *Source = Sources.find(Span.Begin.File);
  unsigned First = Span.Begin.Line, Last = std::max(Span.EndLine, First);
  if (!Source || Last > Source->lineCount() || Last - First >= MaxLines)
    return;
  std::string Text = linesOf(*Source, First, Last);
  Text.pop_back();
  // The columns cut the first and the last line.
  if (Span.EndLine >= First && Span.EndColumn > 0) {
    size_t Tail = Source->line(Last).size();
    Text.resize(Text.size() - Tail +
                std::min<size_t>(Tail, Span.EndColumn - 1));
  }
  size_t Head = std::max(Span.Begin.Column, 1u) - 1;
  Text.erase(0, std::min(Head, Text.size()));
  if (Text.empty())
    return;
  Physical["region"]["snippet"] = {{"text", jsonText(Text)}};
  unsigned From = First > Around ? First - Around : 1;
  unsigned To = std::min(Last + Around, Source->lineCount());
  if (To > Last && To == Source->lineCount() && Source->line(To).empty())
    --To; // what follows the final line break is no line to show
  Physical["contextRegion"] = {
      {"startLine", From},
      {"endLine", To},
      {"snippet", {{"text", jsonText(linesOf(*Source, From, To))}}}};
}

Json SarifPlaces::physical(const SourceSpan &Span) {
  Json Out = {{"artifactLocation", artifact(Span.Begin.File)}};
  if (!Span.isValid())
    return Out;
  Out["region"] = region(Span);
  if (Snippets)
    addText(Out, Span);
  return Out;
}

std::string sarifEscaped(llvm::StringRef Text) {
  std::string Out;
  for (char C : Text) {
    if (C == '[' || C == ']')
      Out += '\\';
    Out += C;
  }
  return Out;
}

Json sarifMessage(llvm::StringRef Text) { return {{"text", jsonText(Text)}}; }

} // namespace ouro::render
