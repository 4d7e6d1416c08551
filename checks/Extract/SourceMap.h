//===- SourceMap.h - clang locations as plain places ------------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_SOURCEMAP_H
#define OURO_CHECKS_EXTRACT_SOURCEMAP_H

#include "checks/Vocabulary/SourcePos.h"
#include "clang/Basic/SourceLocation.h"
#include <map>
#include <string>

namespace clang {
class LangOptions;
class SourceManager;
} // namespace clang

namespace ouro::extract {

/// Turns clang's locations into SourcePos values. A location inside a macro
/// stands for the place where a reader sees it: the macro argument if it was
/// written there, else the macro's expansion. File names are absolute with
/// dots removed; each is computed once.
class SourceMap {
public:
  /// Identities of what has no name for others are made of places below
  /// \p Root, if one is given, so that they are the same wherever it lies.
  SourceMap(const clang::SourceManager &SM, const clang::LangOptions &Lang,
            FileName Root = {})
      : SM(SM), Lang(Lang), Root(Root) {}

  /// From the first character of \p Range to the end of its last token.
  SourceSpan spanOf(clang::SourceRange Range) const;

  /// The token at \p Loc.
  SourceSpan spanOf(clang::SourceLocation Loc) const;

  /// The characters [\p Begin, \p End) of \p File.
  SourceSpan spanOf(clang::FileID File, unsigned Begin, unsigned End) const;

  /// The normalised name of the file that holds \p Loc, empty if none does.
  FileName fileOf(clang::SourceLocation Loc) const;

  /// \p Name, relative to the root if it lies below.
  llvm::StringRef withoutRoot(FileName Name) const;
  SourcePos withoutRoot(SourcePos Pos) const {
    return {withoutRoot(Pos.File), Pos.Line, Pos.Column};
  }

  const clang::SourceManager &sourceManager() const { return SM; }

private:
  FileName nameOf(clang::FileID File) const;

  const clang::SourceManager &SM;
  const clang::LangOptions &Lang;
  FileName Root;
  mutable std::map<clang::FileID, FileName> Names;
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_SOURCEMAP_H
