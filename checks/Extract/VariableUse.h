//===- VariableUse.h - What code does with one variable ---------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_VARIABLEUSE_H
#define OURO_CHECKS_EXTRACT_VARIABLEUSE_H

#include "clang/AST/Expr.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace ouro::extract {

/// One mention of a variable and the statements around it, outermost first,
/// without casts, parentheses and temporaries.
struct VariableUse {
  const clang::DeclRefExpr *Mention;
  llvm::ArrayRef<const clang::Stmt *> Around;

  /// The \p Level-th statement around the mention, 0 the innermost; null if
  /// there is none.
  const clang::Stmt *around(unsigned Level = 0) const {
    return Level < Around.size() ? Around[Around.size() - 1 - Level] : nullptr;
  }
};

/// Calls \p Visit for every mention of \p Variable in \p Root, lambda bodies
/// included; stops at the first that it answers with false. Returns whether all
/// were visited.
bool forEachUse(const clang::Stmt *Root, const clang::VarDecl *Variable,
                llvm::function_ref<bool(const VariableUse &)> Visit);

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_VARIABLEUSE_H
