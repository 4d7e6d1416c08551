//===- PointerEvents.cpp --------------------------------------------------===//
#include "checks/Extract/PointerEvents.h"
#include "checks/Extract/FunctionReader.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace ouro::extract {

namespace {

class Walk {
public:
  explicit Walk(PointerEvents &Out) : Out(Out) {}

  void visit(const Stmt *S);

private:
  using Kind = PointerEvent::Kind;

  void visitIf(const IfStmt *S);
  void visitLoop(const Stmt *S);
  void visitBinary(const BinaryOperator *E);
  void visitAtomic(const AtomicExpr *E);
  void visitCall(const CallExpr *E);
  void visitChildren(const Stmt *S) {
    for (const Stmt *Child : S->children())
      visit(Child);
  }
  PointerEvent &add(Kind What, const Expr *Value) {
    PointerEvent Event;
    Event.What = What;
    Event.Value = Value;
    Event.InLoop = Loops > 0;
    Event.Conditional = Branches > 0 || Loops > 0 || Left;
    Out.List.push_back(Event);
    return Out.List.back();
  }
  void test(const Expr *Condition) {
    if (Condition)
      add(Kind::Test, Condition);
  }
  void name(const VarDecl *Variable, const Expr *Value);
  void count(const Expr *Counter, bool Up);
  bool countBuiltin(const CallExpr *E, const FunctionDecl &Callee);
  void pass(const Expr *Value, const Expr *Whole, unsigned Argument);

  PointerEvents &Out;
  unsigned Branches = 0, Loops = 0;
  bool Left = false; ///< an earlier branch left the function
};

} // namespace

static bool leaves(const Stmt *S) {
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(S))
    return !Block->body_empty() && leaves(Block->body_back());
  return S && isa<ReturnStmt, GotoStmt, BreakStmt, ContinueStmt>(S);
}

void Walk::visitIf(const IfStmt *S) {
  visit(S->getCond());
  add(Kind::Enter, S->getCond());
  ++Branches;
  visit(S->getThen());
  visit(S->getElse());
  --Branches;
  bool Leaves = leaves(S->getThen());
  Left |= Leaves;
  add(Leaves ? Kind::Stay : Kind::Leave, nullptr);
}

void Walk::visitLoop(const Stmt *S) {
  if (const auto *While = dyn_cast<WhileStmt>(S))
    test(While->getCond());
  const auto *Do = dyn_cast<DoStmt>(S);
  bool Again = !Do || !isEmptyValue(Do->getCond()); // do {} while (0)
  Loops += Again;
  Out.Repeats |= Again;
  visitChildren(S);
  Loops -= Again;
}

void Walk::visit(const Stmt *S) {
  if (!S)
    return;
  switch (S->getStmtClass()) {
  case Stmt::DeclRefExprClass:
    if (const auto *D = dyn_cast<VarDecl>(cast<DeclRefExpr>(S)->getDecl());
        D && !D->hasLocalStorage())
      Out.Outside.insert(D->getCanonicalDecl());
    return;
  case Stmt::IntegerLiteralClass:
  case Stmt::LambdaExprClass:
  case Stmt::StringLiteralClass:
  case Stmt::UnaryExprOrTypeTraitExprClass: // not evaluated
    return;
  case Stmt::IfStmtClass:
    return visitIf(cast<IfStmt>(S));
  case Stmt::WhileStmtClass:
  case Stmt::ForStmtClass:
  case Stmt::DoStmtClass:
    return visitLoop(S);
  case Stmt::SwitchStmtClass:
    ++Branches;
    visitChildren(S);
    --Branches;
    return;
  case Stmt::BinaryOperatorClass:
  case Stmt::CompoundAssignOperatorClass:
    return visitBinary(cast<BinaryOperator>(S));
  case Stmt::LabelStmtClass:
    Out.Repeats = true;
    break;
  case Stmt::ConditionalOperatorClass:
    test(cast<ConditionalOperator>(S)->getCond());
    break;
  default:
    break;
  }
  visitChildren(S);
  if (const auto *Declared = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Declared->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D))
        name(Variable, Variable->getInit());
  } else if (const auto *Unary = dyn_cast<UnaryOperator>(S)) {
    if (Unary->isIncrementDecrementOp() && Unary->getType()->isIntegerType())
      count(Unary->getSubExpr(), Unary->isIncrementOp());
  } else if (const auto *Atomic = dyn_cast<AtomicExpr>(S)) {
    visitAtomic(Atomic);
  } else if (const auto *Delete = dyn_cast<CXXDeleteExpr>(S)) {
    pass(Delete->getArgument(), Delete, 0);
  } else if (const auto *Call = dyn_cast<CallExpr>(S)) {
    visitCall(Call);
  }
}

/// x = x - 1, with the field that x is.
static bool isStep(const Expr *Target, const Expr *Value, bool &Up) {
  const auto *Step = dyn_cast<BinaryOperator>(stripped(Value));
  const auto *To = dyn_cast<MemberExpr>(stripped(Target));
  if (!Step || !To || !Step->isAdditiveOp())
    return false;
  const auto *From = dyn_cast<MemberExpr>(stripped(Step->getLHS()));
  Up = Step->getOpcode() == BO_Add;
  return From && From->getMemberDecl() == To->getMemberDecl();
}

void Walk::visitBinary(const BinaryOperator *E) {
  if (E->isLogicalOp()) {
    visit(E->getLHS());
    test(E->getLHS());
    ++Branches;
    visit(E->getRHS());
    --Branches;
    return;
  }
  visitChildren(E);
  bool Integer = E->getType()->isIntegerType() || E->getType()->isAtomicType();
  bool Up = E->getOpcode() == BO_AddAssign;
  if (Integer &&
      (Up || E->getOpcode() == BO_SubAssign ||
       (E->getOpcode() == BO_Assign && isStep(E->getLHS(), E->getRHS(), Up))))
    return count(E->getLHS(), Up);
  if (E->getOpcode() != BO_Assign)
    return;
  const Expr *Target = stripped(E->getLHS());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Target)) {
    if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl()))
      name(Variable, E->getRHS());
  } else if (isa<MemberExpr, ArraySubscriptExpr>(Target)) {
    add(Kind::Store, E->getRHS()).Whole = E;
  }
}

/// Only locals get further names.
void Walk::name(const VarDecl *Variable, const Expr *Value) {
  if (Value && Variable->isLocalVarDecl() && !Variable->isStaticLocal())
    add(Kind::Name, Value).Variable = Variable;
}

void Walk::count(const Expr *Counter, bool Up) {
  Counter = stripped(Counter);
  // A local number is no object's counter; what a pointer leads to may be.
  if (!isa<DeclRefExpr>(Counter) || Counter->getType()->isPointerType())
    add(Kind::Count, Counter).Up = Up;
}

void Walk::pass(const Expr *Value, const Expr *Whole, unsigned Argument) {
  if (!Value->getType()->isPointerType())
    return;
  PointerEvent &Event = add(Kind::Pass, Value);
  Event.Whole = Whole;
  Event.Argument = Argument;
}

void Walk::visitAtomic(const AtomicExpr *E) {
  switch (E->getOp()) {
  case AtomicExpr::AO__c11_atomic_fetch_add:
  case AtomicExpr::AO__atomic_fetch_add:
  case AtomicExpr::AO__atomic_add_fetch:
    return count(E->getPtr(), true);
  case AtomicExpr::AO__c11_atomic_fetch_sub:
  case AtomicExpr::AO__atomic_fetch_sub:
  case AtomicExpr::AO__atomic_sub_fetch:
    return count(E->getPtr(), false);
  default:
    return;
  }
}

/// __sync_fetch_and_add and its like, and members of std::atomic: names that
/// the language fixes.
bool Walk::countBuiltin(const CallExpr *E, const FunctionDecl &Callee) {
  if (Callee.isOverloadedOperator() || !Callee.getDeclName().isIdentifier()) {
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
    if (!Operator || !Callee.isInStdNamespace())
      return false;
    OverloadedOperatorKind Kind = Operator->getOperator();
    if (Kind == OO_PlusPlus || Kind == OO_MinusMinus)
      count(E->getArg(0), Kind == OO_PlusPlus);
    return Kind == OO_PlusPlus || Kind == OO_MinusMinus;
  }
  llvm::StringRef Name = Callee.getName();
  bool Up = Name.contains("add");
  if (Callee.getBuiltinID() && Name.starts_with("__sync_") &&
      (Up || Name.contains("sub")) && E->getNumArgs() > 0) {
    count(E->getArg(0), Up);
    return true;
  }
  const auto *Member = dyn_cast<CXXMemberCallExpr>(E);
  if (Member && Callee.isInStdNamespace() &&
      (Name == "fetch_add" || Name == "fetch_sub")) {
    count(Member->getImplicitObjectArgument(), Up);
    return true;
  }
  return false;
}

void Walk::visitCall(const CallExpr *E) {
  const FunctionDecl *Callee = E->getDirectCallee();
  if (Callee && countBuiltin(E, *Callee))
    return;
  if (Callee)
    add(Kind::Call, nullptr).Whole = E;
  for (unsigned I = 0; I < E->getNumArgs(); ++I)
    pass(E->getArg(I), E, I);
}

PointerEvents readPointerEvents(const Stmt *Body) {
  PointerEvents Events;
  Walk(Events).visit(Body);
  return Events;
}

} // namespace ouro::extract
