//===- PointerNames.cpp - What expressions with pointers name -------------===//
#include "checks/Extract/FunctionReader.h"
#include "checks/Extract/PointerUse.h"
#include "clang/AST/ASTContext.h"

using namespace clang;

namespace ouro::extract {

const FunctionDecl *namedFunction(const Expr *E) {
  E = stripped(E);
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    E = stripped(Unary->getSubExpr());
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  return Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr;
}

const RecordDecl *structBehind(QualType T) {
  for (;;) {
    T = T.getCanonicalType();
    if (const auto *Array = dyn_cast<ArrayType>(T.getTypePtr()))
      T = Array->getElementType();
    else if (T->isPointerType())
      T = T->getPointeeType();
    else
      break;
  }
  return T->getAsRecordDecl();
}

static void returnsIn(const Stmt *S,
                      llvm::SmallVectorImpl<const Expr *> &Values) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (const auto *Return = dyn_cast<ReturnStmt>(S))
    if (const Expr *Value = Return->getRetValue();
        Value && !isEmptyValue(Value))
      Values.push_back(Value);
  for (const Stmt *Child : S->children())
    returnsIn(Child, Values);
}

std::optional<unsigned> returnedParameter(const FunctionDecl &F,
                                          ReturnedArgument Returned) {
  if (!F.getReturnType()->isPointerType() || F.getNumParams() == 0)
    return std::nullopt;
  llvm::SmallVector<const Expr *, 4> Values;
  returnsIn(F.getBody(), Values);
  std::optional<unsigned> Index;
  for (const Expr *E : Values) {
    const ParmVarDecl *Parameter = nullptr;
    for (unsigned Steps = 0; E && !Parameter && Steps < 8; ++Steps) {
      E = stripped(E);
      const Expr *Next = nullptr;
      if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
        Parameter = dyn_cast<ParmVarDecl>(Ref->getDecl());
        if (const auto *Local = dyn_cast<VarDecl>(Ref->getDecl()))
          Next = Local->getInit();
      } else if (const auto *Call = dyn_cast<CallExpr>(E)) {
        const FunctionDecl *Callee = Call->getDirectCallee();
        if (std::optional<unsigned> I =
                Callee ? Returned(Callee) : std::nullopt;
            I && *I < Call->getNumArgs())
          Next = Call->getArg(*I);
      }
      E = Next;
    }
    if (!Parameter || (Index && *Index != Parameter->getFunctionScopeIndex()))
      return std::nullopt;
    Index = Parameter->getFunctionScopeIndex();
  }
  return Index;
}

} // namespace ouro::extract
