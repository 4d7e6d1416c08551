//===- BodyText.h - One body, as it can be edited ---------------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_BODYTEXT_H
#define OURO_CHECKS_EXTRACT_BODYTEXT_H

#include "checks/Extract/SourceMap.h"
#include "checks/Vocabulary/FixEdit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <optional>

namespace ouro::extract {

/// The statements of one function, without those of closures in it, and the
/// text that they stand in. Cost: one visit per statement.
class BodyText {
public:
  BodyText(const clang::FunctionDecl &F, const clang::ASTContext &Context,
           const SourceMap &Map);

  /// False if a template makes the body, or a directive is in its text: what is
  /// edited would not be all there is.
  bool isEditable() const { return Editable; }

  const clang::CompoundStmt *outermost() const { return Outermost; }
  /// The statement around \p S; null for the outermost.
  const clang::Stmt *around(const clang::Stmt *S) const {
    return Parents.lookup(S);
  }
  /// The compound that \p S is a statement of, labelled or not; null if it is
  /// the only one of a branch or a loop.
  const clang::CompoundStmt *compoundOf(const clang::Stmt *S) const;
  bool isWithin(const clang::Stmt *S, const clang::Stmt *Whole) const;

  /// It has labels, which a new variable could stand in the way of.
  bool hasJumps() const;

  /// The first statement of type \p T in the text \p Where; null if none.
  template <class T> const T *find(const SourceSpan &Where) const {
    for (const clang::Stmt *S : All)
      if (const auto *Found = llvm::dyn_cast<T>(S);
          Found && Map.spanOf(Found->getSourceRange()) == Where)
        return Found;
    return nullptr;
  }
  /// The local variable declared at \p Where.
  const clang::VarDecl *variableAt(const SourceSpan &Where) const;
  /// Where \p Variable is declared.
  const clang::DeclStmt *declarationOf(const clang::VarDecl *Variable) const;
  /// How many variables and parameters, also of closures, have this name.
  unsigned countOf(llvm::StringRef Name) const;

  /// \p Text as a statement of its own before \p S, which gets braces if it
  /// stands alone; none if macros do not let it.
  std::vector<FixEdit> insertBefore(const clang::Stmt *S,
                                    llvm::StringRef Text) const;
  /// \p Text as the last statement of \p Block.
  std::vector<FixEdit> append(const clang::CompoundStmt *Block,
                              llvm::StringRef Text) const;
  /// Replaces \p Length characters at \p Loc.
  FixEdit replace(clang::SourceLocation Loc, unsigned Length,
                  std::string Text) const;
  std::optional<clang::Token> tokenAfter(clang::SourceLocation Loc) const;

private:
  void visit(const clang::Stmt *S, const clang::Stmt *Around, bool Own);
  bool hasDirective() const;
  bool isFirstOnLine(clang::SourceLocation Loc) const;
  llvm::StringRef indentOf(clang::SourceLocation Loc) const;
  std::string newLine(clang::SourceLocation Loc) const;
  clang::SourceLocation headOf(const clang::Stmt *Alone) const;

  const clang::ASTContext &Context;
  const clang::SourceManager &SM;
  const SourceMap &Map;
  const clang::CompoundStmt *Outermost = nullptr;
  bool Editable = false;
  std::vector<const clang::Stmt *> All; ///< in source order
  std::vector<const clang::VarDecl *> Declared;
  llvm::DenseMap<const clang::VarDecl *, const clang::DeclStmt *> Declarations;
  llvm::DenseMap<const clang::Stmt *, const clang::Stmt *> Parents;
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_BODYTEXT_H
