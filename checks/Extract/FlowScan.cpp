//===- FlowScan.cpp - Statements ------------------------------------------===//
#include "checks/Extract/FlowScan.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

unsigned FlowScan::variable(const VarDecl *D) {
  auto [It, New] = Indices.try_emplace(D->getCanonicalDecl(), Variables.size());
  if (New)
    Variables.emplace_back();
  return It->second;
}

void FlowScan::visitChildren(const Stmt *S) {
  for (const Stmt *Child : S->children())
    if (Child)
      visit(Child);
}

void FlowScan::visit(const Stmt *S) {
  switch (S->getStmtClass()) {
  case Stmt::DeclRefExprClass:
    return visitName(cast<DeclRefExpr>(S));
  case Stmt::ImplicitCastExprClass: {
    const auto *Cast = cast<ImplicitCastExpr>(S);
    const auto *Loaded =
        Cast->getCastKind() == CK_LValueToRValue
            ? dyn_cast<DeclRefExpr>(Cast->getSubExpr()->IgnoreParens())
            : nullptr;
    return Loaded ? visitLoad(Loaded) : visit(Cast->getSubExpr());
  }
  case Stmt::IntegerLiteralClass:
  case Stmt::StringLiteralClass:
  case Stmt::UnaryExprOrTypeTraitExprClass: // not evaluated
    return;
  case Stmt::LambdaExprClass:
    return visitLambda(cast<LambdaExpr>(S));
  case Stmt::DeclStmtClass:
    return visitDeclaration(cast<DeclStmt>(S));
  case Stmt::CallExprClass:
  case Stmt::CXXMemberCallExprClass:
  case Stmt::CXXOperatorCallExprClass:
  case Stmt::UserDefinedLiteralClass:
  case Stmt::CUDAKernelCallExprClass:
    visitCall(cast<CallExpr>(S));
    if (Calls.ignoresArguments(cast<CallExpr>(S)))
      return;
    break;
  case Stmt::CXXConstructExprClass:
  case Stmt::CXXTemporaryObjectExprClass:
    visitConstruct(cast<CXXConstructExpr>(S));
    break;
  case Stmt::BinaryOperatorClass: {
    const auto *E = cast<BinaryOperator>(S);
    if (E->getOpcode() == BO_Assign)
      assign(E->getLHS(), E->getRHS());
    break;
  }
  case Stmt::ReturnStmtClass:
    visitReturn(cast<ReturnStmt>(S));
    break;
  case Stmt::CXXDefaultArgExprClass:
    return; // read where it is declared
  case Stmt::CXXTryStmtClass:
    return visitTry(cast<CXXTryStmt>(S));
  case Stmt::PseudoObjectExprClass:
    return visit(cast<PseudoObjectExpr>(S)->getSyntacticForm());
  default:
    visitOther(S);
    break;
  }
  visitChildren(S);
}

void FlowScan::visitReturn(const ReturnStmt *S) {
  const Expr *Value = S->getRetValue();
  if (!Value)
    return;
  keep(Value);
  if (S->getNRVOCandidate())
    Elided = plain(Value);
}

void FlowScan::visitTry(const CXXTryStmt *S) {
  ++Tries;
  visit(S->getTryBlock());
  --Tries;
  for (unsigned I = 0; I < S->getNumHandlers(); ++I)
    visit(S->getHandler(I));
}

/// Statements that only some functions have.
void FlowScan::visitOther(const Stmt *S) {
  switch (S->getStmtClass()) {
  case Stmt::CompoundAssignOperatorClass:
    move(cast<BinaryOperator>(S)->getLHS());
    return;
  case Stmt::UnaryOperatorClass:
    if (cast<UnaryOperator>(S)->isIncrementDecrementOp())
      move(cast<UnaryOperator>(S)->getSubExpr());
    return;
  case Stmt::CXXNewExprClass:
    if (Calls.resourceOf(cast<CXXNewExpr>(S)) && Fact)
      Fact->Acquires = true;
    return;
  case Stmt::CXXDeleteExprClass: {
    const auto *E = cast<CXXDeleteExpr>(S);
    release(E->getArgument(), Calls.resourceOf(E));
    // The destructor is a call like any other.
    if (const CXXRecordDecl *Class =
            E->getDestroyedType().isNull()
                ? nullptr
                : E->getDestroyedType()->getAsCXXRecordDecl())
      if (Class->hasDefinition())
        if (const CXXDestructorDecl *Destructor = Class->getDestructor())
          Called.insert(Destructor->getCanonicalDecl());
    return;
  }
  case Stmt::InitListExprClass:
    for (const Expr *Value : cast<InitListExpr>(S)->inits())
      if (Value)
        keep(Value);
    return;
  case Stmt::CXXThrowExprClass:
    if (Fact) {
      Fact->Stops = true;
      Fact->Throws |= Tries == 0;
    }
    if (const Expr *Value = cast<CXXThrowExpr>(S)->getSubExpr())
      keep(Value);
    return;
  case Stmt::AtomicExprClass:
  case Stmt::GCCAsmStmtClass:
  case Stmt::MSAsmStmtClass:
  case Stmt::CoreturnStmtClass:
  case Stmt::CoyieldExprClass:
  case Stmt::CoawaitExprClass:
    for (const Stmt *Child : S->children())
      if (const auto *Value = dyn_cast_or_null<Expr>(Child))
        keep(Value);
    return;
  default:
    return;
  }
}

void FlowScan::visitLambda(const LambdaExpr *E) {
  // Captures outlive the statement as far as we know.
  for (const LambdaCapture &Capture : E->captures()) {
    if (Capture.capturesThis())
      Variables[This].Use.Kept = true;
    else if (Capture.capturesVariable())
      if (const auto *D = dyn_cast<VarDecl>(Capture.getCapturedVar());
          D && D->hasLocalStorage())
        Variables[variable(D)].Use.Kept = true;
  }
  for (const Expr *Init : E->capture_inits())
    if (Init) {
      keep(Init);
      visit(Init);
    }
  if (const CXXMethodDecl *Operator = E->getCallOperator()) {
    // The call operator of a generic lambda is a template.
    if (!Operator->isDependentContext())
      Lambdas.push_back(Operator);
    else if (const FunctionTemplateDecl *Template =
                 Operator->getDescribedFunctionTemplate())
      for (const FunctionDecl *Spec : Template->specializations())
        if (Spec->doesThisDeclarationHaveABody())
          Lambdas.push_back(cast<CXXMethodDecl>(Spec));
  }
}

void FlowScan::visitDeclaration(const DeclStmt *S) {
  for (const Decl *D : S->decls()) {
    const auto *Variable = dyn_cast<VarDecl>(D);
    if (!Variable)
      continue;
    if (const auto *Cleanup = Variable->getAttr<CleanupAttr>())
      Handed.addName(Cleanup->getFunctionDecl());
    if (const Expr *Init = Variable->getInit()) {
      copyTo(Variable, Init);
      // The braces of `struct s x = {p}` are x.
      if (const auto *List = dyn_cast<InitListExpr>(plain(Init))) {
        for (const Expr *Value : List->inits())
          if (Value)
            visit(Value);
      } else {
        visit(Init);
      }
    }
    if (const auto *Parts = dyn_cast<DecompositionDecl>(Variable))
      for (const BindingDecl *Part : Parts->bindings())
        if (const VarDecl *Holder = Part->getHoldingVar())
          if (Holder->getInit())
            visit(Holder->getInit());
    // The size of a variable-length array.
    if (Variable->getType()->isVariablyModifiedType())
      for (const Stmt *Child : S->children())
        if (Child && Child != Variable->getInit())
          visit(Child);
  }
}

/// Everything that can be done to the fields of \p Class is in this TU: its
/// members are, and it has no friends; its fields are private, or the class is
/// in no header.
bool FlowScan::isClosed(const CXXRecordDecl *Class) {
  auto [Known, New] = Closed.try_emplace(Class->getCanonicalDecl(), false);
  if (!New)
    return Known->second;
  if (!Class->hasDefinition() || Class->isLambda() || Class->isUnion())
    return false;
  Class = Class->getDefinition();
  const SourceManager &SM = Calls.Context.getSourceManager();
  bool Hidden = SM.isInMainFile(SM.getExpansionLoc(Class->getLocation())) ||
                llvm::all_of(Class->fields(), [](const FieldDecl *Field) {
                  return Field->getAccess() == AS_private;
                });
  bool Whole = Hidden && Symbols::isWhole(Class);
  if (Hidden && !Whole)
    noteSplit(Class);
  return Closed[Class->getCanonicalDecl()] = Whole;
}

/// \p Class may turn out to be closed when other TUs are known.
void FlowScan::noteSplit(const CXXRecordDecl *Class) {
  if (Class->hasFriends() || Class->isDependentContext())
    return;
  SplitClass Split{Calls.Names.idOf(Class), {}};
  for (const Decl *D : Class->decls()) {
    if (isa<FunctionTemplateDecl>(D))
      return;
    const auto *Method = dyn_cast<CXXMethodDecl>(D);
    if (Method && !Method->isImplicit() && !Method->isDeleted() &&
        !Method->isDefaulted() && !Method->isPureVirtual())
      Split.Members.push_back(Calls.Names.idOf(Method));
  }
  llvm::sort(Split.Members);
  Facts.Split.push_back(std::move(Split));
}

void FlowScan::addFunction(const FunctionDecl *F) {
  if (!Seen.insert(F->getCanonicalDecl()).second)
    return;
  FlowFunction New;
  New.Id = Calls.Names.idOf(F);
  New.Name = Calls.Names.displayName(F);
  New.Where = Calls.Map.spanOf(F->getLocation());
  if (const auto *Method = dyn_cast<CXXMethodDecl>(F)) {
    New.Record = Calls.Names.idOf(Method->getParent());
    New.RecordName = Method->getParent()->getNameAsString();
    New.RecordClosed = isClosed(Method->getParent());
  }
  New.Local = isLocalToUnit(F);
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(F);
  New.IsConstructor = Constructor && !Constructor->isDelegatingConstructor();
  New.IsDestructor = isa<CXXDestructorDecl>(F);
  New.IsMain = F->isMain();
  Variables.assign(1, {});
  Indices.clear();
  Called.clear();
  Read.clear();
  Tries = 0;
  Fact = &New;
  Current = F;
  readBody(F);
  finish(New, F);
  Fact = nullptr;
  Current = nullptr;
  Facts.Functions.push_back(std::move(New));
  Functions.push_back(F);
  while (!Lambdas.empty()) {
    std::vector<const CXXMethodDecl *> Found;
    Found.swap(Lambdas);
    for (const CXXMethodDecl *Lambda : Found)
      addFunction(Lambda);
  }
}

void FlowScan::addInitialiser(const VarDecl *Variable) {
  Variables.assign(1, {});
  Indices.clear();
  Called.clear();
  visit(Variable->getInit());
  std::vector<const CXXMethodDecl *> Found;
  Found.swap(Lambdas);
  for (const CXXMethodDecl *Lambda : Found)
    addFunction(Lambda);
}

void FlowScan::readBody(const FunctionDecl *F) {
  for (const ParmVarDecl *Parameter : F->parameters())
    variable(Parameter);
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(F))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (const Expr *Value = Init->getInit()) {
        keep(Value);
        if (const FieldDecl *Field = Init->getAnyMember();
            Field && Field->getType()->isPointerType())
          Fact->TouchesFields = true;
        if (!Init->isAnyMemberInitializer())
          constructBase(Constructor, plain(Value));
        visit(Value);
      }
  visit(F->getBody());
}

/// A constructor hands its own object to that of the base, or to the one that
/// it delegates to.
void FlowScan::constructBase(const CXXConstructorDecl *F, const Expr *Value) {
  SlotUse &Own = Variables[This].Use;
  auto HandTo = [&](const CXXConstructorDecl *Callee, bool Registers) {
    if (Calls.meaningOf(Callee).HasBody)
      Own.Passed.push_back(
          {Calls.Names.idOf(Callee), ReceiverSlot, std::nullopt, {}});
    else
      Own.Kept |= Registers;
  };
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Value))
    return HandTo(Construct->getConstructor(), mayRegister(Construct));
  if (const auto *Inherited = dyn_cast<CXXInheritedCtorInitExpr>(Value)) {
    // The parameters go on as they came.
    const CXXConstructorDecl *Callee = Inherited->getConstructor();
    bool Known = Calls.meaningOf(Callee).HasBody;
    HandTo(Callee, F->getNumParams() != 0);
    for (auto [Index, Parameter] : llvm::enumerate(F->parameters())) {
      SlotUse &Use = Variables[variable(Parameter)].Use;
      if (Known)
        Use.Passed.push_back({Calls.Names.idOf(Callee),
                              static_cast<unsigned>(Index),
                              std::nullopt,
                              {}});
      else
        Use.Kept = true;
    }
  }
}

/// See FlowFunction::Tells. Of long functions the result depends on more than
/// the sign of an argument.
static bool mayTell(const FunctionDecl *F) {
  constexpr unsigned MaxStatements = 3;
  const auto *Body = dyn_cast_or_null<CompoundStmt>(F->getBody());
  return Body && Body->size() <= MaxStatements &&
         F->getReturnType()->isIntegralOrEnumerationType() &&
         llvm::any_of(F->parameters(), [](const ParmVarDecl *P) {
           return P->getType()->isScalarType();
         });
}

void FlowScan::finish(FlowFunction &New, const FunctionDecl *F) {
  New.Slots.resize(F->getNumParams());
  for (const ParmVarDecl *Parameter : F->parameters())
    resolve(variable(Parameter), New.Slots[Parameter->getFunctionScopeIndex()]);
  resolve(This, New.Receiver);
  finishRelays();
  for (const FunctionDecl *Callee : Called)
    New.Calls.push_back(Calls.Names.idOf(Callee));
  llvm::sort(New.Calls);
  New.Calls.erase(llvm::unique(New.Calls), New.Calls.end());
  New.Tells = New.Calls.empty() && mayTell(F);
}

} // namespace ouro::extract
