//===- Deleters.cpp -------------------------------------------------------===//
#include "checks/Extract/Deleters.h"
#include "checks/Extract/VariableUse.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace ouro::extract {

QualType classArgument(const FunctionDecl *F, unsigned Index) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(F);
  const auto *Class =
      Method ? dyn_cast<ClassTemplateSpecializationDecl>(Method->getParent())
             : nullptr;
  if (!Class || Index >= Class->getTemplateArgs().size())
    return {};
  const TemplateArgument &Argument = Class->getTemplateArgs()[Index];
  return Argument.getKind() == TemplateArgument::Type ? Argument.getAsType()
                                                      : QualType();
}

/// The only `operator()` of \p Class, as it is written; null if none is.
static const FunctionDecl *callOperator(const CXXRecordDecl *Class) {
  DeclarationName Name =
      Class->getASTContext().DeclarationNames.getCXXOperatorName(OO_Call);
  auto Found = Class->lookup(Name);
  if (!Found.isSingleResult())
    return nullptr;
  const NamedDecl *Only = Found.front();
  if (const auto *Template = dyn_cast<FunctionTemplateDecl>(Only)) {
    while (const auto *Written = Template->getInstantiatedFromMemberTemplate())
      Template = Written;
    Only = Template->getTemplatedDecl();
  }
  const auto *F = dyn_cast<FunctionDecl>(Only);
  const FunctionDecl *Written = nullptr;
  if (F && F->getNumParams() == 1 && !F->hasBody(Written))
    if (const FunctionDecl *Pattern = F->getTemplateInstantiationPattern())
      Pattern->hasBody(Written);
  return Written;
}

std::optional<unsigned> resourceOfDeleter(QualType Deleter, FlowCalls &Calls) {
  const CXXRecordDecl *Class =
      Deleter.isNull() ? nullptr : Deleter->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition())
    return std::nullopt;
  const FunctionDecl *F = callOperator(Class->getDefinition());
  if (!F || F->getNumParams() != 1)
    return std::nullopt;
  std::optional<unsigned> Resource;
  auto Read = [&](const VariableUse &Use) {
    const Stmt *Outer = Use.around();
    std::optional<unsigned> Here;
    if (const auto *Delete = dyn_cast_or_null<CXXDeleteExpr>(Outer)) {
      Here = Calls.resourceOf(Delete);
    } else if (const auto *Call = dyn_cast_or_null<CallExpr>(Outer)) {
      const CallMeaning &Meaning = Calls.meaningOf(Call->getDirectCallee());
      if (Meaning.Effects.size() == 1 &&
          Meaning.Effects[0].Effect.What == ResourceEffect::Kind::Release &&
          Meaning.Effects[0].Effect.Success.isAny())
        Here = Meaning.Effects[0].Resource;
    } else if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Outer)) {
      return Unary->getOpcode() == UO_LNot;
    } else {
      return isa_and_nonnull<IfStmt, BinaryOperator>(Outer);
    }
    bool Agrees = Here && (!Resource || Resource == Here);
    Resource = Here;
    return Agrees;
  };
  return forEachUse(F->getBody(), F->getParamDecl(0), Read) ? Resource
                                                            : std::nullopt;
}

/// \p E names a variable, a parameter or the receiver.
static bool namesAnything(const Stmt *E) {
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E);
  return E && ((Ref && isa<VarDecl>(Ref->getDecl())) || isa<CXXThisExpr>(E) ||
               llvm::any_of(E->children(), namesAnything));
}

bool isAllThereIs(const Stmt *Body, const Expr *E) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
  const auto *Object =
      Call ? dyn_cast<DeclRefExpr>(plain(Call->getImplicitObjectArgument()))
           : nullptr;
  const auto *Owner = Object ? dyn_cast<VarDecl>(Object->getDecl()) : nullptr;
  if (!Owner || !Owner->isLocalVarDecl() || !Owner->hasLocalStorage() ||
      !Owner->getType()->isRecordType() || !Owner->getInit() ||
      namesAnything(Owner->getInit()))
    return false;
  return forEachUse(Body, Owner,
                    [&](const VariableUse &Use) { return Use.around(1) == E; });
}

} // namespace ouro::extract
