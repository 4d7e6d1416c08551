//===- HandleOwner.cpp ----------------------------------------------------===//
#include "checks/Extract/HandleOwner.h"
#include "checks/Extract/VariableUse.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace ouro::extract {

const Expr *copiedFrom(const Expr *E) {
  for (;;) {
    E = E->IgnoreImplicit()->IgnoreParens();
    if (const auto *List = dyn_cast<InitListExpr>(E);
        List && List->getNumInits() == 1) {
      E = List->getInit(0);
      continue;
    }
    const auto *Construct = dyn_cast<CXXConstructExpr>(E);
    if (!Construct || Construct->getNumArgs() == 0 ||
        !Construct->getConstructor()->isCopyOrMoveConstructor())
      return E;
    E = Construct->getArg(0);
  }
}

const CallModel *modelOfCall(const Expr *E, BodyContext &C) {
  const auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && Callee->getDeclName().isIdentifier()
             ? C.Models.findFunction(C.Names.modelName(Callee))
             : nullptr;
}

static bool isHandle(QualType T, BodyContext &C) {
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  return Record && C.Types.roleOf(Record) == TypeRole::Handle;
}

/// True if \p Use passes a handle on to somebody who may keep it. Closures do
/// not count: they are what keeps too much.
static bool givesAway(const VariableUse &Use, BodyContext &C) {
  const Expr *Passed = Use.Mention;
  for (const Stmt *Around : llvm::reverse(Use.Around)) {
    const auto *E = dyn_cast<Expr>(Around);
    const CallModel *Model = E ? modelOfCall(E, C) : nullptr;
    const auto *Construct = dyn_cast<CXXConstructExpr>(Around);
    if ((Model && Model->Effect == CallEffect::Same) ||
        (Construct && isHandle(Construct->getType(), C))) {
      Passed = E;
      continue;
    }
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Around))
      return (Operator->getOperator() == OO_Equal ||
              Operator->getOperator() == OO_Call) &&
             copiedFrom(Operator->getArg(0)) != Passed;
    return isa<CallExpr, CXXConstructExpr, InitListExpr, ReturnStmt>(Around);
  }
  return false;
}

static bool isAssigned(const VariableUse &Use) {
  const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Use.around());
  return Operator && Operator->getOperator() == OO_Equal &&
         copiedFrom(Operator->getArg(0)) == Use.Mention;
}

static OtherOwner ownerOf(const VarDecl *Variable, BodyContext &C) {
  const auto *Function = dyn_cast<FunctionDecl>(Variable->getDeclContext());
  if (!Function || Variable->hasGlobalStorage() || isa<ParmVarDecl>(Variable) ||
      Variable->getType()->isReferenceType() || Variable->isInitCapture())
    return OtherOwner::Seen;
  bool Alone = true;
  bool Changes = false;
  forEachUse(Function->getBody(), Variable, [&](const VariableUse &Use) {
    Alone = !givesAway(Use, C);
    Changes |= isAssigned(Use);
    return Alone;
  });
  if (!Alone)
    return OtherOwner::Seen;
  bool Copied = Variable->getInit() && !Changes &&
                otherOwnerOf(Variable->getInit(), C) == OtherOwner::Seen;
  return Copied ? OtherOwner::Seen : OtherOwner::Variable;
}

OtherOwner otherOwnerOf(const Expr *Value, BodyContext &C) {
  Value = copiedFrom(Value);
  if (Value->isXValue())
    return OtherOwner::None;
  if (const auto *Name = dyn_cast<DeclRefExpr>(Value))
    if (const auto *Variable = dyn_cast<VarDecl>(Name->getDecl()))
      return ownerOf(Variable, C);
  if (Value->isLValue())
    return OtherOwner::Seen;
  if (const CallModel *Model = modelOfCall(Value, C)) {
    const auto *Call = cast<CallExpr>(Value);
    if (Model->Effect == CallEffect::Self)
      return OtherOwner::Seen;
    if (Model->Effect == CallEffect::Same &&
        Model->Argument < Call->getNumArgs())
      return otherOwnerOf(Call->getArg(Model->Argument), C);
  }
  // What a weak handle is locked for has an owner.
  const auto *Call = dyn_cast<CXXMemberCallExpr>(Value);
  const HandleModel *Receiver = Call && Call->getRecordDecl()
                                    ? C.Types.modelOf(Call->getRecordDecl())
                                    : nullptr;
  return Receiver && Receiver->Kind == HandleKind::Weak ? OtherOwner::Seen
                                                        : OtherOwner::None;
}

} // namespace ouro::extract
