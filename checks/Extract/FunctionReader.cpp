//===- FunctionReader.cpp - The walk over statements ----------------------===//
#include "checks/Extract/FunctionReader.h"
#include "checks/Extract/WeakCapture.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include <utility>

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

void FunctionReader::readParameters(const FunctionDecl *F) {
  // The receiver, if there is one, is object 0; placeOf() relies on it.
  const auto *Method = dyn_cast<CXXMethodDecl>(F);
  if (Method && Method->isInstance()) {
    ObjectFact This;
    This.Kind = ObjectKind::This;
    This.Type = C.Names.idOf(Method->getParent());
    This.Name = "this";
    This.Where = C.Map.spanOf(F->getLocation());
    Fact.Objects.push_back(std::move(This));
  }
  for (const ParmVarDecl *Parameter : F->parameters()) {
    unsigned Object = objectFor(Parameter->getCanonicalDecl(),
                                ObjectKind::Parameter, Parameter->getType(),
                                Parameter->getName(), Parameter->getLocation());
    Fact.Objects[Object].Index = Parameter->getFunctionScopeIndex();
  }
}

void FunctionReader::readInitialisers(const CXXConstructorDecl *Ctor) {
  for (const CXXCtorInitializer *Init : Ctor->inits()) {
    const Expr *Value = Init->getInit();
    visit(Value);
    const FieldDecl *Field = Init->getAnyMember();
    if (!Field) {
      // A base or a delegated constructor works on the same object.
      if (const auto *Construct = dyn_cast<CXXConstructExpr>(stripped(Value)))
        construct(Construct->getConstructor(), Place{0, {}},
                  llvm::ArrayRef<const Expr *>(Construct->getArgs(),
                                               Construct->getNumArgs()),
                  Value);
      continue;
    }
    if (!C.Types.isRelevant(Field->getType()) || isEmptyValue(Value))
      continue;
    storeAll({0, {C.Names.idOf(Field)}}, Value, Value);
  }
}

void FunctionReader::readVariable(const VarDecl *Variable) {
  const Expr *Init = Variable->getInit();
  if (!Init)
    return;
  visit(Init);
  QualType T = Variable->getType();
  if (C.Types.roleOf(T) == TypeRole::Container && T->isRecordType() &&
      isa<CXXConstructExpr, InitListExpr>(stripped(Init)))
    return storeContent({placeOfVariable(Variable)->Object, {ElementStep}}, T,
                        Init, Init);
  // A copy of a container, wrapper or class is a thing of its own.
  bool Names = T->isReferenceType() || T->isPointerType() ||
               C.Types.roleOf(T) == TypeRole::Handle ||
               C.Types.roleOf(T) == TypeRole::Erased ||
               isa<CXXConstructExpr, LambdaExpr, CallExpr,
                   CXXTemporaryObjectExpr, InitListExpr>(stripped(Init));
  if (!Names)
    return;
  MaybePlace Value = placeOf(Init);
  MaybePlace Self = placeOfVariable(Variable);
  if (Value && leadsToSlot(T))
    if (MaybePlace Slot = slotOf(Init))
      Slots[Variable->getCanonicalDecl()] = *Slot;
  if (Value && Self && Value->Object != Self->Object)
    bind(Self->Object, *Value, Init);
}

void FunctionReader::visitChildren(const Stmt *S) {
  for (const Stmt *Child : S->children())
    visit(Child);
}

/// True if control never runs from the end of \p S to what follows it.
static bool endsFlow(const Stmt *S) {
  if (!S)
    return false;
  if (isa<ReturnStmt, BreakStmt, ContinueStmt, GotoStmt, CXXThrowExpr>(S))
    return true;
  if (const auto *Sequence = dyn_cast<CompoundStmt>(S))
    return !Sequence->body_empty() && endsFlow(Sequence->body_back());
  if (const auto *Full = dyn_cast<ExprWithCleanups>(S))
    return endsFlow(Full->getSubExpr());
  if (const auto *If = dyn_cast<IfStmt>(S))
    return If->getElse() && endsFlow(If->getThen()) && endsFlow(If->getElse());
  return false;
}

void FunctionReader::visitStatement(const Stmt *S) {
  visit(S);
  for (EffectFact &Effect : Moved)
    Fact.Effects.push_back(std::move(Effect));
  Moved.clear();
}

void FunctionReader::visitArm(const Stmt *S, unsigned Branch, unsigned Which) {
  Arms.push_back({Branch, Which});
  visitStatement(S);
  Arms.pop_back();
}

/// What follows `if (x) return;` is the other arm of that branch.
void FunctionReader::visitSequence(const CompoundStmt *S) {
  size_t Outer = Arms.size();
  for (const Stmt *Child : S->body()) {
    unsigned Branch = Branches;
    visitStatement(Child);
    const auto *If = dyn_cast<IfStmt>(Child);
    if (If && !If->getElse() && endsFlow(If->getThen()))
      Arms.push_back({Branch, 1});
  }
  Arms.resize(Outer, {0, 0});
}

void FunctionReader::visitIf(const IfStmt *S) {
  unsigned Branch = Branches++;
  visit(S->getInit());
  if (const DeclStmt *Variable = S->getConditionVariableDeclStmt())
    visit(Variable);
  else
    visit(S->getCond());
  // Where there is nothing, there is nothing to do.
  if (!S->getElse() && !S->getConditionVariable() &&
      isPresenceTest(S->getCond()))
    return visitStatement(S->getThen());
  visitArm(S->getThen(), Branch, 0);
  visitArm(S->getElse(), Branch, 1);
}

/// `if (field)`, `if (field != nullptr)`.
bool FunctionReader::isPresenceTest(const Expr *E) {
  E = stripped(E);
  if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    if (Binary->getOpcode() != BO_NE || !isEmptyValue(Binary->getRHS()))
      return false;
    E = stripped(Binary->getLHS());
  } else if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(E)) {
    if (Call->getOperator() != OO_ExclaimEqual ||
        !isEmptyValue(Call->getArg(1)))
      return false;
    E = stripped(Call->getArg(0));
  } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
    if (!isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl()))
      return false;
    E = stripped(Call->getImplicitObjectArgument());
  }
  MaybePlace P = isHolding(E->getType()) ? placeOf(E) : std::nullopt;
  return P && isField(*P);
}

void FunctionReader::visitSwitch(const SwitchStmt *S) {
  unsigned Branch = Branches++;
  unsigned Which = 0;
  visit(S->getInit());
  visit(S->getCond());
  const auto *Body = dyn_cast<CompoundStmt>(S->getBody());
  if (!Body)
    return visit(S->getBody());
  for (const Stmt *Child : Body->body()) {
    const Stmt *Inner = Child;
    while (const auto *Label = dyn_cast<SwitchCase>(Inner))
      Inner = Label->getSubStmt();
    visitArm(Inner, Branch, Which);
    if (endsFlow(Inner))
      ++Which; // without a break the next case is the same run
  }
}

void FunctionReader::visitRangeFor(const CXXForRangeStmt *S) {
  visit(S->getInit());
  visit(S->getRangeInit());
  const VarDecl *Variable = S->getLoopVariable();
  MaybePlace Element = elementOf(placeOf(S->getRangeInit()));
  if (Element) {
    if (const auto *Parts = dyn_cast<DecompositionDecl>(Variable)) {
      for (const BindingDecl *Part : Parts->bindings()) {
        if (const VarDecl *Holder = Part->getHoldingVar()) {
          bind(placeOfVariable(Holder)->Object, *Element, S->getRangeInit());
          Slots[Holder->getCanonicalDecl()] = *Element;
        }
      }
    }
    if (Variable->getType()->isReferenceType())
      Slots[Variable->getCanonicalDecl()] = *Element;
    bind(placeOfVariable(Variable)->Object, *Element, S->getRangeInit());
  }
  ++Loops;
  visit(S->getBody());
  --Loops;
}

void FunctionReader::visitLambda(const LambdaExpr *S) {
  Place Closure = made(S, ObjectKind::Closure);
  auto Init = S->capture_init_begin();
  for (const LambdaCapture &Capture : S->captures()) {
    const Expr *Value = *Init++;
    if (!Value || Capture.isPackExpansion())
      continue;
    size_t First = Fact.Effects.size();
    if (S->isInitCapture(&Capture)) {
      const auto *Variable = cast<VarDecl>(Capture.getCapturedVar());
      readVariable(Variable);
      if (Capture.getCaptureKind() == LCK_ByCopy)
        capture(Closure, Value, Variable->getType(), Variable->getName());
    } else if (Capture.getCaptureKind() == LCK_ByCopy) {
      capture(Closure, Value, Value->getType(),
              Capture.getCapturedVar()->getName());
    }
    if (Fact.Effects.size() == First ||
        Fact.Effects.back().Kind != EffectKind::Capture)
      continue;
    if (auto Rewrite = weakCapture(S, Capture, Value, C)) {
      Fact.Effects.back().Rewrite = Fact.Rewrites.size();
      Fact.Rewrites.push_back(std::move(*Rewrite));
    }
  }
  // The body runs some other time, but in this function's names.
  std::optional<unsigned> OuterBody = std::exchange(Body, Closure.Object);
  unsigned OuterLoops = std::exchange(Loops, 0);
  std::optional<unsigned> OuterSuspended = std::exchange(Suspended, {});
  std::vector<EffectFact> OuterMoved = std::exchange(Moved, {});
  if (const FunctionTemplateDecl *Generic =
          S->getLambdaClass()->getDependentLambdaCallOperator())
    for (const FunctionDecl *Spec : Generic->specializations())
      visit(Spec->getBody());
  else
    visit(S->getBody());
  Moved = std::move(OuterMoved);
  Suspended = OuterSuspended;
  Loops = OuterLoops;
  Body = OuterBody;
}

void FunctionReader::visitLoop(const Stmt *S) {
  ++Loops;
  visitChildren(S);
  --Loops;
}

void FunctionReader::visit(const Stmt *S) {
  if (!S)
    return;
  switch (S->getStmtClass()) {
  case Stmt::CompoundStmtClass:
    return visitSequence(cast<CompoundStmt>(S));
  case Stmt::IfStmtClass:
    return visitIf(cast<IfStmt>(S));
  case Stmt::SwitchStmtClass:
    return visitSwitch(cast<SwitchStmt>(S));
  case Stmt::CXXForRangeStmtClass:
    return visitRangeFor(cast<CXXForRangeStmt>(S));
  case Stmt::ForStmtClass:
  case Stmt::WhileStmtClass:
  case Stmt::DoStmtClass:
    return visitLoop(S);
  case Stmt::LambdaExprClass:
    return visitLambda(cast<LambdaExpr>(S));
  case Stmt::CoroutineBodyStmtClass:
    return visitCoroutine(cast<CoroutineBodyStmt>(S));
  case Stmt::CoawaitExprClass:
  case Stmt::CoyieldExprClass:
    return suspend(cast<CoroutineSuspendExpr>(S));
  case Stmt::DeclStmtClass:
    for (const Decl *D : cast<DeclStmt>(S)->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D)) {
        readVariable(Variable);
        keepAcrossSuspension(Variable);
      }
    return;
  case Stmt::UnaryExprOrTypeTraitExprClass:
  case Stmt::CXXNoexceptExprClass:
  case Stmt::CXXTypeidExprClass:
  case Stmt::RequiresExprClass:
    return; // not evaluated
  case Stmt::CXXDefaultInitExprClass:
    return visit(cast<CXXDefaultInitExpr>(S)->getExpr());
  case Stmt::ReturnStmtClass: {
    const Expr *Value = cast<ReturnStmt>(S)->getRetValue();
    visit(Value);
    if (Value && !Body && C.Types.isRelevant(Value->getType()))
      if (MaybePlace P = placeOf(Value))
        append(EffectKind::Return, {}, S).Value = *P;
    return;
  }
  default:
    visitChildren(S);
    if (const auto *E = dyn_cast<Expr>(S))
      effectOf(E);
  }
}

} // namespace ouro::extract
