//===- Coroutines.cpp - What suspended coroutines keep alive --------------===//
#include "checks/Extract/FunctionReader.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include <utility>

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

/// The parameter that the coroutine's frame gets a copy of by \p Copy; the
/// body names the parameter.
static const VarDecl *copiedVariable(const VarDecl *Copy) {
  const Stmt *S = Copy->getInit();
  while (S && !isa<DeclRefExpr>(S))
    S = S->child_begin() == S->child_end() ? nullptr : *S->child_begin();
  return S ? dyn_cast<VarDecl>(cast<DeclRefExpr>(S)->getDecl()) : nullptr;
}

/// A coroutine is a closure that captures its parameters and variables, and
/// that is handed, at each suspension, to the awaiter's await_suspend().
void FunctionReader::visitCoroutine(const CoroutineBodyStmt *S) {
  std::optional<unsigned> Outer =
      std::exchange(Suspended, objectFor(S, ObjectKind::Coroutine, {}, "",
                                         S->getSourceRange()));
  auto OuterKept = std::exchange(Kept, {});
  if (!Body) // a lambda's parameters are not this function's
    for (const Stmt *Move : S->getParamMoves())
      if (const auto *Declares = dyn_cast_or_null<DeclStmt>(Move))
        for (const Decl *D : Declares->decls())
          if (const VarDecl *Parameter = copiedVariable(cast<VarDecl>(D)))
            keepAcrossSuspension(Parameter);
  visit(S->getBody());
  Kept = std::move(OuterKept);
  Suspended = Outer;
}

void FunctionReader::keepAcrossSuspension(const VarDecl *Variable) {
  if (Suspended && Variable->hasLocalStorage() &&
      !Variable->getType()->isReferenceType() &&
      strongestHold(Variable->getType()) == HoldKind::Shared)
    Kept.push_back(Variable);
}

/// The call of await_suspend() in what a suspension evaluates.
static const CXXMemberCallExpr *suspendCall(const Stmt *S) {
  if (const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(S))
    if (const CXXMethodDecl *Method = Call->getMethodDecl();
        Method && Method->getDeclName().isIdentifier() &&
        Method->getName() == "await_suspend")
      return Call;
  if (S)
    for (const Stmt *Child : S->children())
      if (const CXXMemberCallExpr *Found = suspendCall(Child))
        return Found;
  return nullptr;
}

void FunctionReader::suspend(const CoroutineSuspendExpr *S) {
  const Expr *Awaiter = S->getCommonExpr();
  visit(Awaiter);
  const CXXMemberCallExpr *Call = suspendCall(S->getSuspendExpr());
  if (!Suspended || !Call)
    return;
  Place Coroutine{*Suspended, {}};
  for (const VarDecl *Variable : std::exchange(Kept, {})) {
    EffectFact &Effect = append(EffectKind::Capture, Coroutine, S);
    Effect.Value = *placeOfVariable(Variable);
    Effect.How = HoldKind::Shared;
    Effect.Label = Variable->getName().str();
    Effect.Where = C.Map.spanOf(Variable->getLocation());
  }
  EffectFact &Effect = append(EffectKind::Call, argument(Awaiter), S);
  Effect.Callee = C.Names.idOf(Call->getMethodDecl());
  Effect.HasTarget = true;
  Effect.Arguments = {Coroutine};
}

} // namespace ouro::extract
