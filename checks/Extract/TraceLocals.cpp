//===- TraceLocals.cpp - Variables with references for a collector --------===//
#include "checks/Extract/TraceExtractor.h"
#include "checks/Extract/VariableUse.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

namespace {

class Locals : public RecursiveASTVisitor<Locals> {
public:
  bool VisitVarDecl(VarDecl *Variable) {
    if (!isa<ParmVarDecl>(Variable) && !Variable->isInvalidDecl() &&
        !Variable->getType()->isReferenceType() &&
        !Variable->isExceptionVariable() && !Variable->isInitCapture())
      Found.push_back(Variable);
    return true;
  }

  std::vector<const VarDecl *> Found;
};

} // namespace

/// True if \p Use may pass what the variable holds on to somebody else, who may
/// put it where it belongs.
static bool givesAway(const VariableUse &Use) {
  const Stmt *Around = Use.around();
  if (Around && isa<CXXConstructExpr>(Around)) // a copy of it
    return isa_and_nonnull<ReturnStmt, CallExpr>(Use.around(1)) &&
           !isa<CXXOperatorCallExpr>(Use.around(1));
  if (!Around || isa<CXXOperatorCallExpr>(Around))
    return false;
  if (const auto *Call = dyn_cast<CallExpr>(Around))
    return llvm::any_of(Call->arguments(), [&](const Expr *Argument) {
      return Argument->IgnoreImplicit()->IgnoreParens() == Use.Mention;
    });
  return isa<ReturnStmt, InitListExpr, LambdaExpr>(Around);
}

void TraceExtractor::addLocals(llvm::ArrayRef<const FunctionDecl *> Functions) {
  if (Facts.Traces.empty())
    return;
  for (const FunctionDecl *F : Functions) {
    Locals In;
    In.TraverseStmt(F->getBody());
    for (const VarDecl *Variable : In.Found) {
      if (Traced.placesOf(Variable->getType()).empty())
        continue;
      if (Variable->hasGlobalStorage())
        addVariable(Variable, TraceState::Static);
      else if (forEachUse(F->getBody(), Variable, [](const VariableUse &Use) {
                 return !givesAway(Use);
               }))
        addVariable(Variable, TraceState::Local);
    }
  }
}

} // namespace ouro::extract
