//===- LambdaText.h - Where a lambda's source can be edited -----*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_LAMBDATEXT_H
#define OURO_CHECKS_EXTRACT_LAMBDATEXT_H

#include "checks/Extract/SourceMap.h"
#include "checks/Vocabulary/FixEdit.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/TokenKinds.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
}

namespace ouro::extract {

/// The tokens of one lambda as they stand in its file. Cost: one raw lexing of
/// the lambda.
class LambdaText {
public:
  /// A capture: what is written, and what initialises it.
  struct Written {
    unsigned Begin, End;           ///< offsets in the file
    unsigned ValueBegin, ValueEnd; ///< empty for a plain name
  };

  /// None if a macro or a preprocessor directive has a part in the lambda's
  /// text where an edit would have to be made.
  static std::optional<LambdaText> of(const clang::LambdaExpr *Lambda,
                                      const clang::ASTContext &Context,
                                      const SourceMap &Map);

  /// True if the lambda mentions \p Name, or a macro has that name.
  bool knows(llvm::StringRef Name) const;

  /// True if \p Name stands between the captures and the body.
  bool isInSignature(llvm::StringRef Name) const;

  /// What is written for the explicit capture whose name stands at \p Name;
  /// none if it does not read as `name`, `name = value`, `name(value)` or
  /// `name{value}`.
  std::optional<Written> capture(clang::SourceLocation Name) const;

  llvm::StringRef text(unsigned Begin, unsigned End) const {
    return Buffer.slice(Begin, End);
  }

  /// The offset of \p Loc in the file; none inside of a macro.
  std::optional<unsigned> offsetOf(clang::SourceLocation Loc) const;

  FixEdit replace(unsigned Begin, unsigned End, std::string Text) const;

  /// Makes \p Statements the first ones of the body, in the style it has: each
  /// on a line of its own, or all behind the brace.
  FixEdit prepend(llvm::ArrayRef<std::string> Statements) const;

private:
  struct Piece {
    clang::tok::TokenKind Kind;
    unsigned Begin, End;
  };

  LambdaText(const clang::ASTContext &Context, const SourceMap &Map)
      : Context(&Context), Map(&Map) {}
  bool lex(const clang::LambdaExpr *Lambda);
  bool isSeparator(size_t Index) const;
  llvm::StringRef indentAt(unsigned Offset) const;

  const clang::ASTContext *Context;
  const SourceMap *Map;
  clang::FileID File;
  llvm::StringRef Buffer;
  std::vector<Piece> Pieces;
  unsigned IntroducerEnd = 0; ///< behind the `]`
  unsigned BodyBegin = 0;     ///< of the `{`
  unsigned FirstStatement = 0;
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_LAMBDATEXT_H
