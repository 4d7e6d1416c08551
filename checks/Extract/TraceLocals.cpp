//===- TraceLocals.cpp - Variables with references for a collector --------===//
#include "checks/Extract/TraceExtractor.h"
#include "checks/Extract/VariableUse.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

namespace {

/// The local variables of a body, its scopes, and its calls that may collect:
/// all but operators, and members of handles.
class Locals : public RecursiveASTVisitor<Locals> {
public:
  Locals(TracedTypes &Traced, const SourceManager &SM)
      : Traced(Traced), SM(SM) {}

  bool VisitVarDecl(VarDecl *Variable) {
    if (!isa<ParmVarDecl>(Variable) && !Variable->isInvalidDecl() &&
        !Variable->getType()->isReferenceType() &&
        !Variable->isExceptionVariable() && !Variable->isInitCapture())
      Found.push_back(Variable);
    return true;
  }

  bool VisitStmt(Stmt *S) {
    if (isa<CompoundStmt, ForStmt, CXXForRangeStmt>(S))
      Scopes.push_back(S->getSourceRange());
    return true;
  }

  bool VisitCallExpr(CallExpr *Call) {
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    const CXXRecordDecl *Class = Member ? Member->getRecordDecl() : nullptr;
    if (!isa<CXXOperatorCallExpr>(Call) && !(Class && Traced.handleOf(Class)))
      Calls.push_back(Call->getBeginLoc());
    return true;
  }

  /// True if something is called between \p Variable and the end of its scope.
  bool isExposed(const VarDecl *Variable) const {
    const SourceRange *Scope =
        nullptr; // the innermost: the one that begins last
    for (const SourceRange &Range : Scopes)
      if (isBefore(Range.getBegin(), Variable->getLocation()) &&
          isBefore(Variable->getLocation(), Range.getEnd()) &&
          (!Scope || isBefore(Scope->getBegin(), Range.getBegin())))
        Scope = &Range;
    return Scope && llvm::any_of(Calls, [&](SourceLocation Call) {
             return isBefore(Variable->getEndLoc(), Call) &&
                    isBefore(Call, Scope->getEnd());
           });
  }

  std::vector<const VarDecl *> Found;

private:
  bool isBefore(SourceLocation Left, SourceLocation Right) const {
    return SM.isBeforeInTranslationUnit(SM.getFileLoc(Left),
                                        SM.getFileLoc(Right));
  }

  TracedTypes &Traced;
  const SourceManager &SM;
  std::vector<SourceRange> Scopes;
  std::vector<SourceLocation> Calls;
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
    Locals In(Traced, Map.sourceManager());
    In.TraverseStmt(F->getBody());
    for (const VarDecl *Variable : In.Found) {
      if (Traced.placesOf(Variable->getType()).empty())
        continue;
      if (Variable->hasGlobalStorage())
        addVariable(Variable, TraceState::Static);
      else if (forEachUse(F->getBody(), Variable, [](const VariableUse &Use) {
                 return !givesAway(Use);
               }))
        addVariable(Variable, TraceState::Local, In.isExposed(Variable));
    }
  }
}

} // namespace ouro::extract
