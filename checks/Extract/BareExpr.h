//===- BareExpr.h - Expressions that wrap nothing ---------------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_BAREEXPR_H
#define OURO_CHECKS_EXTRACT_BAREEXPR_H

#include "clang/AST/Expr.h"

namespace ouro::extract {

/// True for the commonest expressions that are no parentheses, cast, temporary
/// or cleanup: what looks through those is done. Asked for every expression of
/// a TU, and far cheaper than trying all kinds of wrappers.
inline bool isBare(const clang::Expr *E) {
  using clang::Stmt;
  switch (E->getStmtClass()) {
  case Stmt::ArraySubscriptExprClass:
  case Stmt::BinaryOperatorClass:
  case Stmt::CallExprClass:
  case Stmt::CompoundAssignOperatorClass:
  case Stmt::ConditionalOperatorClass:
  case Stmt::CXXMemberCallExprClass:
  case Stmt::CXXOperatorCallExprClass:
  case Stmt::CXXThisExprClass:
  case Stmt::DeclRefExprClass:
  case Stmt::IntegerLiteralClass:
  case Stmt::MemberExprClass:
  case Stmt::StringLiteralClass:
    return true;
  default:
    return false;
  }
}

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_BAREEXPR_H
