//===- CaptureUse.cpp -----------------------------------------------------===//
#include "checks/Extract/CaptureUse.h"
#include "checks/Extract/VariableUse.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace ouro::extract {

static bool isNumber(QualType Type) {
  return Type->isArithmeticType() || Type->isEnumeralType();
}

/// \p Outer reads or writes the number \p Inner, and takes no address of it.
static bool takesNumber(const Stmt *Outer, const Stmt *Inner) {
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Outer))
    return Unary->getOpcode() != UO_AddrOf;
  if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(Outer))
    return isNumber(Binary->getType()) && Binary->getOpcode() != BO_Comma;
  if (const auto *Index = dyn_cast_or_null<ArraySubscriptExpr>(Outer))
    return plain(Index->getIdx()) == plain(cast<Expr>(Inner));
  return isa_and_nonnull<CompoundStmt, IfStmt, WhileStmt, ForStmt, DoStmt,
                         SwitchStmt>(Outer);
}

/// The function of a library only uses what it gets, and returns none of it.
static bool isOnlyUsedBy(const CallExpr *Call, FlowCalls &Calls) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee || isa<CXXMethodDecl>(Callee))
    return false;
  const CallMeaning &Meaning = Calls.meaningOf(Callee);
  return Meaning.Borrows && Meaning.Effects.empty() && !Meaning.NoReturn &&
         (Callee->getReturnType()->isVoidType() ||
          isNumber(Callee->getReturnType()));
}

static bool isLook(const VariableUse &Use, FlowCalls &Calls) {
  const Stmt *Outer = Use.around();
  const Expr *Part = nullptr; // what the pointer leads to
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Outer)) {
    if (Unary->getOpcode() == UO_LNot)
      return true;
    if (Unary->getOpcode() == UO_Deref)
      Part = Unary;
  } else if (const auto *Member = dyn_cast_or_null<MemberExpr>(Outer)) {
    if (isa<FieldDecl>(Member->getMemberDecl()))
      Part = Member;
  } else if (const auto *Index = dyn_cast_or_null<ArraySubscriptExpr>(Outer)) {
    if (plain(Index->getBase()) == Use.Mention)
      Part = Index;
  } else if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(Outer)) {
    return Binary->isComparisonOp() || Binary->isLogicalOp();
  } else if (const auto *Call = dyn_cast_or_null<CallExpr>(Outer)) {
    return isOnlyUsedBy(Call, Calls);
  } else {
    return isa_and_nonnull<IfStmt, WhileStmt>(Outer);
  }
  return Part && isNumber(Part->getType()) && takesNumber(Use.around(1), Part);
}

bool onlyLooksAt(const LambdaExpr *Lambda, const VarDecl *Variable,
                 FlowCalls &Calls) {
  return Variable->getType()->isPointerType() &&
         forEachUse(Lambda->getBody(), Variable,
                    [&](const VariableUse &Use) { return isLook(Use, Calls); });
}

} // namespace ouro::extract
