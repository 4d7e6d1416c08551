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
  SourceMap(const clang::SourceManager &SM, const clang::LangOptions &Lang)
      : SM(SM), Lang(Lang) {}

  /// From the first character of \p Range to the end of its last token.
  SourceSpan spanOf(clang::SourceRange Range) const;

  /// The token at \p Loc.
  SourceSpan spanOf(clang::SourceLocation Loc) const;

  /// The characters [\p Begin, \p End) of \p File.
  SourceSpan spanOf(clang::FileID File, unsigned Begin, unsigned End) const;

  /// The normalised name of the file that holds \p Loc, empty if none does.
  const std::string &fileOf(clang::SourceLocation Loc) const;

  const clang::SourceManager &sourceManager() const { return SM; }

private:
  const std::string &nameOf(clang::FileID File) const;

  const clang::SourceManager &SM;
  const clang::LangOptions &Lang;
  mutable std::map<clang::FileID, std::string> Names;
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_SOURCEMAP_H
