//===- SarifPlace.h - Places in source files, in SARIF ----------*- C++ -*-===//
#ifndef OURO_TOOLS_RENDER_SARIFPLACE_H
#define OURO_TOOLS_RENDER_SARIFPLACE_H

#include "checks/Vocabulary/SourcePos.h"
#include "tools/Render/JsonValue.h"

namespace ouro::render {

class SourceFiles;

/// Name of the base that relative URIs are resolved against.
inline constexpr llvm::StringLiteral SarifRoot = "SRCROOT";

/// Turns spans into SARIF's location objects.
class SarifPlaces {
public:
  SarifPlaces(llvm::StringRef SourceRoot, bool Snippets, SourceFiles &Sources)
      : SourceRoot(SourceRoot), Snippets(Snippets), Sources(Sources) {}

  /// artifactLocation. Relative to SarifRoot below the source root; names that
  /// were relative already stay so.
  Json artifact(llvm::StringRef File) const;

  /// region, always with an end. \p MayBeEmpty: an insertion point may stay
  /// one; other regions span at least one column.
  Json region(const SourceSpan &Span, bool MayBeEmpty = false);

  /// physicalLocation; without region if \p Span has a file only.
  Json physical(const SourceSpan &Span);

private:
  void addText(Json &Physical, const SourceSpan &Span);

  llvm::StringRef SourceRoot;
  bool Snippets;
  SourceFiles &Sources;
};

/// \p Text as a SARIF message string, in which brackets mean links.
std::string sarifEscaped(llvm::StringRef Text);

/// The message object of \p Text, which is escaped already.
Json sarifMessage(llvm::StringRef Text);

} // namespace ouro::render

#endif // OURO_TOOLS_RENDER_SARIFPLACE_H
