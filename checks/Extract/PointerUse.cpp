//===- PointerUse.cpp -----------------------------------------------------===//
#include "checks/Extract/PointerUse.h"
#include "checks/Extract/FunctionReader.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseMap.h"

using namespace clang;

namespace ouro::extract {

/// A local pointer with more names than this is not followed further.
static constexpr size_t MaxNames = 4;
/// Longer chains of fields are not one structure's teardown.
static constexpr size_t MaxFields = 5;

namespace {

using Paths = llvm::SmallVector<PointerPath, 2>;
using FieldSet = llvm::SmallPtrSet<const FieldDecl *, 4>;

class Reader {
public:
  Reader(const FunctionDecl &F, ReturnedArgument Returned)
      : F(F), Returned(Returned) {}

  PointerUse run() {
    visit(F.getBody()); // names; what loops carry over needs the second walk
    visit(F.getBody());
    Recording = true;
    visit(F.getBody());
    return std::move(Use);
  }

private:
  void visit(const Stmt *S);
  void visitIf(const IfStmt *S);
  void visitBinary(const BinaryOperator *E);
  void visitAtomic(const AtomicExpr *E);
  void visitCall(const CallExpr *E);
  void visitChildren(const Stmt *S) {
    for (const Stmt *Child : S->children())
      visit(Child);
  }
  void addName(const VarDecl *Variable, const Expr *Value);
  void count(const Expr *Counter, bool Up);
  bool countBuiltin(const CallExpr *E, const FunctionDecl &Callee);
  void pass(const Expr *Argument, PointerPass Pass);
  void test(const Expr *Condition);
  void fieldsIn(const Stmt *S, FieldSet &Out, FieldSet *Flags) const;
  Paths pathsOf(const Expr *E) const;
  bool isLocal(const VarDecl *Variable) const {
    return Variable->isLocalVarDecl() && !Variable->isStaticLocal();
  }

  const FunctionDecl &F;
  ReturnedArgument Returned;
  PointerUse Use;
  bool Recording = false;
  unsigned Branches = 0, Loops = 0;
  bool Left = false; ///< an earlier branch left the function
  FieldSet Flags;    ///< tested around here
  llvm::DenseMap<const VarDecl *, Paths> Names;
  llvm::DenseMap<const VarDecl *, FieldSet> FieldsOf; ///< of numbers: from what
};

} // namespace

Paths Reader::pathsOf(const Expr *E) const {
  E = stripped(E);
  Paths Found;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
    if (auto It = Names.find(Variable); It != Names.end())
      return It->second;
    if (Variable)
      Found.push_back({Variable, {}});
  } else if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    for (PointerPath &Base : Found = pathsOf(Member->getBase())) {
      Base.Address = false;
      Base.Fields.push_back(Field);
    }
    llvm::erase_if(Found, [&](const PointerPath &P) {
      return !Field || P.Fields.size() > MaxFields;
    });
  } else if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
    for (PointerPath &Base : Found = pathsOf(Subscript->getBase()))
      Base.Many = true;
  } else if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    for (PointerPath &Base : Found = pathsOf(Unary->getSubExpr()))
      Base.Address = Unary->getOpcode() == UO_AddrOf;
  } else if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    // Offsets lead from a member to what contains it: the same object.
    bool Right = Binary->getOpcode() == BO_Comma || Binary->isAssignmentOp();
    return pathsOf(Right ? Binary->getRHS() : Binary->getLHS());
  } else if (const auto *Choice = dyn_cast<ConditionalOperator>(E)) {
    Found = pathsOf(Choice->getTrueExpr());
    llvm::append_range(Found, pathsOf(Choice->getFalseExpr()));
  } else if (const auto *Block = dyn_cast<StmtExpr>(E)) {
    if (const auto *Last =
            dyn_cast_or_null<Expr>(Block->getSubStmt()->body_empty()
                                       ? nullptr
                                       : Block->getSubStmt()->body_back()))
      return pathsOf(Last);
  } else if (const auto *Call = dyn_cast<CallExpr>(E)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    std::optional<unsigned> Index = Callee ? Returned(Callee) : std::nullopt;
    if (Index && *Index < Call->getNumArgs())
      return pathsOf(Call->getArg(*Index));
  }
  return Found;
}

static bool startsWith(const PointerPath &Long, const PointerPath &Short) {
  return Long.Root == Short.Root && Long.Fields.size() >= Short.Fields.size() &&
         std::equal(Short.Fields.begin(), Short.Fields.end(),
                    Long.Fields.begin());
}

void Reader::addName(const VarDecl *Variable, const Expr *Value) {
  if (!isLocal(Variable) || !Value)
    return;
  if (!Variable->getType()->isPointerType()) {
    fieldsIn(Value, FieldsOf[Variable], nullptr);
    return;
  }
  for (PointerPath &P : pathsOf(Value)) {
    if (P.Root == Variable && P.Fields.empty())
      continue;
    Paths &Known = Names[Variable];
    if (Loops > 0 && !P.Fields.empty())
      P.Many = true;
    // n = n->next: the same list, further on. Its links are not its holder's.
    auto *Earlier = llvm::find_if(Known, [&](const PointerPath &K) {
      return !K.Fields.empty() && startsWith(P, K);
    });
    if (Earlier != Known.end())
      Earlier->Many |= P.Many || P.Fields.size() > Earlier->Fields.size();
    else if (Known.size() < MaxNames && P.Root != Variable)
      Known.push_back(std::move(P));
  }
  if (Names[Variable].empty())
    Names.erase(Variable);
}

/// The fields that the value of \p S depends on; Flags: those among them that
/// say yes or no rather than how many.
void Reader::fieldsIn(const Stmt *S, FieldSet &Out, FieldSet *Flags) const {
  if (!S)
    return;
  if (const auto *Member = dyn_cast<MemberExpr>(S)) {
    if (const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl())) {
      Out.insert(Field);
      if (Flags && (Field->isBitField() || Field->getType()->isBooleanType()))
        Flags->insert(Field);
    }
  } else if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl())) {
      if (auto It = FieldsOf.find(Variable); It != FieldsOf.end())
        Out.insert(It->second.begin(), It->second.end());
      // A pointer to a counter is the counter.
      if (auto It = Names.find(Variable); It != Names.end())
        for (const PointerPath &P : It->second)
          Out.insert(P.Fields.begin(), P.Fields.end());
    }
  } else if (const auto *Binary = dyn_cast<BinaryOperator>(S);
             Binary && Binary->getOpcode() == BO_And && Flags) {
    fieldsIn(Binary->getLHS(), *Flags, nullptr);
    fieldsIn(Binary->getRHS(), *Flags, nullptr);
  }
  for (const Stmt *Child : S->children())
    fieldsIn(Child, Out, Flags);
}

void Reader::test(const Expr *Condition) {
  if (Condition)
    fieldsIn(Condition, Use.Tested, &Flags);
}

static bool leaves(const Stmt *S) {
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(S))
    return !Block->body_empty() && leaves(Block->body_back());
  return S && isa<ReturnStmt, GotoStmt, BreakStmt, ContinueStmt>(S);
}

void Reader::visitIf(const IfStmt *S) {
  visit(S->getCond());
  FieldSet Outer = Flags;
  test(S->getCond());
  ++Branches;
  visit(S->getThen());
  visit(S->getElse());
  --Branches;
  if (leaves(S->getThen()))
    Left = true; // what was tested stays tested
  else
    Flags = std::move(Outer);
}

void Reader::visit(const Stmt *S) {
  if (!S || isa<LambdaExpr, UnaryExprOrTypeTraitExpr>(S))
    return;
  if (const auto *If = dyn_cast<IfStmt>(S))
    return visitIf(If);
  if (isa<WhileStmt, ForStmt, DoStmt>(S)) {
    if (const auto *While = dyn_cast<WhileStmt>(S))
      fieldsIn(While->getCond(), Use.Tested, nullptr);
    const auto *Do = dyn_cast<DoStmt>(S);
    bool Again = !Do || !isEmptyValue(Do->getCond()); // do {} while (0)
    Loops += Again;
    visitChildren(S);
    Loops -= Again;
    return;
  }
  if (isa<SwitchStmt>(S)) {
    ++Branches;
    visitChildren(S);
    --Branches;
    return;
  }
  if (const auto *Choice = dyn_cast<ConditionalOperator>(S))
    fieldsIn(Choice->getCond(), Use.Tested, nullptr);
  if (const auto *Binary = dyn_cast<BinaryOperator>(S))
    return visitBinary(Binary);
  visitChildren(S);
  if (const auto *Declared = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Declared->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D))
        addName(Variable, Variable->getInit());
  } else if (const auto *Unary = dyn_cast<UnaryOperator>(S)) {
    if (Unary->isIncrementDecrementOp() && Unary->getType()->isIntegerType())
      count(Unary->getSubExpr(), Unary->isIncrementOp());
  } else if (const auto *Atomic = dyn_cast<AtomicExpr>(S)) {
    visitAtomic(Atomic);
  } else if (const auto *Delete = dyn_cast<CXXDeleteExpr>(S)) {
    PointerPass Pass;
    Pass.By = Delete;
    pass(Delete->getArgument(), std::move(Pass));
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

void Reader::visitBinary(const BinaryOperator *E) {
  if (E->isLogicalOp()) {
    visit(E->getLHS());
    fieldsIn(E->getLHS(), Use.Tested, nullptr);
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
      addName(Variable, E->getRHS());
  } else if (Recording && isa<MemberExpr, ArraySubscriptExpr>(Target)) {
    Paths Found = pathsOf(Target);
    // What is stored in counts, even if we cannot tell whose field it is.
    if (const auto *Member = dyn_cast<MemberExpr>(Target);
        Member && Found.empty())
      if (const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl()))
        Found.push_back({nullptr, {Field}});
    for (PointerPath &P : Found)
      Use.Stores.push_back({std::move(P), E->getRHS(), E});
  }
}

void Reader::count(const Expr *Counter, bool Up) {
  if (!Recording)
    return;
  Counter = stripped(Counter);
  // A local number is no object's counter; what a pointer leads to may be.
  if (isa<DeclRefExpr>(Counter) && !Counter->getType()->isPointerType())
    return;
  for (PointerPath &P : pathsOf(Counter))
    Use.Counters.push_back({std::move(P), Up});
}

void Reader::visitAtomic(const AtomicExpr *E) {
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
bool Reader::countBuiltin(const CallExpr *E, const FunctionDecl &Callee) {
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

void Reader::visitCall(const CallExpr *E) {
  const FunctionDecl *Callee = E->getDirectCallee();
  if (Callee && countBuiltin(E, *Callee))
    return;
  if (Callee && Recording)
    Use.Calls.push_back(E);
  PointerPass Pass;
  Pass.By = E;
  Pass.Callee = Callee;
  if (!Callee)
    if (const auto *Member = dyn_cast<MemberExpr>(stripped(E->getCallee())))
      Pass.Through = dyn_cast<FieldDecl>(Member->getMemberDecl());
  for (unsigned I = 0; I < E->getNumArgs(); ++I) {
    Pass.Argument = I;
    pass(E->getArg(I), Pass);
  }
}

void Reader::pass(const Expr *Argument, PointerPass Pass) {
  if (!Recording || !Argument->getType()->isPointerType())
    return;
  Pass.Conditional = Branches > 0 || Loops > 0 || Left;
  Pass.Flags.assign(Flags.begin(), Flags.end());
  for (PointerPath &P : pathsOf(Argument)) {
    Pass.What = std::move(P);
    Use.Passes.push_back(Pass);
  }
}

PointerUse readPointerUse(const FunctionDecl &F, ReturnedArgument Returned) {
  return Reader(F, Returned).run();
}

} // namespace ouro::extract
