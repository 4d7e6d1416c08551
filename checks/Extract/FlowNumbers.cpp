//===- FlowNumbers.cpp - Counts, signs and error codes --------------------===//
#include "checks/Extract/FlowValues.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

bool FlowValues::refersToLastError(const Expr *E) {
  const auto *Deref = dyn_cast<UnaryOperator>(plain(E));
  const auto *Call = Deref && Deref->getOpcode() == UO_Deref
                         ? dyn_cast<CallExpr>(plain(Deref->getSubExpr()))
                         : nullptr;
  return Call && Calls.meaningOf(Call->getDirectCallee()).LastError;
}

bool FlowValues::clearsLastError(const Stmt *S) {
  if (const auto *Assign = dyn_cast_or_null<BinaryOperator>(S))
    if (Assign->getOpcode() == BO_Assign &&
        refersToLastError(Assign->getLHS()) &&
        Calls.constantOf(Assign->getRHS()) == 0)
      return true;
  return S && llvm::any_of(S->children(), [&](const Stmt *Child) {
           return clearsLastError(Child);
         });
}

bool FlowValues::isLastError(const Expr *E) {
  if (!refersToLastError(E))
    return false;
  if (!ClearsLastError)
    ClearsLastError = clearsLastError(F.getBody());
  return !*ClearsLastError;
}

FlowOperand FlowValues::negated(const Expr *E) {
  if (isLastError(E))
    return signs(SignSet::negative());
  FlowOperand Value = valueOf(E);
  if (Value.How == FlowOperand::Kind::Load && !E->getType()->isPointerType())
    return {FlowOperand::Kind::Negated, 0, std::move(Value.Place)};
  return signs(Value.How == FlowOperand::Kind::Unknown ? Value.Signs.negated()
                                                       : SignSet::any());
}

/// What `n++` was before it was counted; a pointer stays in its object.
FlowOperand FlowValues::beforeCounting(const UnaryOperator *E) {
  QualType Type = E->getType();
  if (Type->isPointerType())
    return valueOf(E->getSubExpr());
  MaybePlace Place = Type->isIntegerType() && !Type->isBooleanType()
                         ? placeOf(E->getSubExpr())
                         : std::nullopt;
  int64_t Back = E->isIncrementOp() ? -1 : 1;
  return Place ? FlowOperand{FlowOperand::Kind::Sum, Back, std::move(*Place)}
               : unknown();
}

} // namespace ouro::extract
