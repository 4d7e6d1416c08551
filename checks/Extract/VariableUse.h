//===- VariableUse.h - What code does with one variable ---------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_VARIABLEUSE_H
#define OURO_CHECKS_EXTRACT_VARIABLEUSE_H

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace ouro::extract {

/// Variables that are no function's own, canonical.
using OutsideVariables = llvm::SmallPtrSet<const clang::VarDecl *, 4>;
/// Those that the bodies of functions mention, by canonical function.
using OutsideMentions =
    llvm::DenseMap<const clang::FunctionDecl *, OutsideVariables>;

/// The statements around an expression, outermost first, without casts,
/// parentheses and temporaries.
struct Surroundings {
  llvm::ArrayRef<const clang::Stmt *> Around;

  /// The \p Level-th statement around it, 0 the innermost; null if there is
  /// none.
  const clang::Stmt *around(unsigned Level = 0) const {
    return Level < Around.size() ? Around[Around.size() - 1 - Level] : nullptr;
  }
};

/// One mention of a variable.
struct VariableUse : Surroundings {
  const clang::DeclRefExpr *Mention;
};

/// Calls \p Visit for every mention of \p Variable in \p Root, lambda bodies
/// included; stops at the first that it answers with false. Returns whether all
/// were visited.
bool forEachUse(const clang::Stmt *Root, const clang::VarDecl *Variable,
                llvm::function_ref<bool(const VariableUse &)> Visit);

/// One mention of anything: a DeclRefExpr or MemberExpr.
struct Mention : Surroundings {
  const clang::Expr *Naming;
  const clang::ValueDecl *Named; ///< its canonical declaration
};

/// The function that \p E names, or the constructor that it runs; null if none.
const clang::FunctionDecl *functionIn(const clang::Stmt *E);

/// As forEachUse, for every mention of anything, outer ones first.
bool forEachMention(const clang::Stmt *Root,
                    llvm::function_ref<bool(const Mention &)> Visit);

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_VARIABLEUSE_H
