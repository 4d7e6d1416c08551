//===- FlowScanRoots.cpp - Where the scan's values come from --------------===//
#include "checks/Extract/FlowScan.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

/// Parts of one parameter that are told apart; of more, nothing is.
static constexpr size_t MaxParts = 12;

/// Calls \p Use with every variable that the value of \p E comes from. Interior
/// pointers come from the pointer.
void FlowScan::eachRoot(const Expr *E, RootUser Use) {
  const Expr *Core = plain(E);
  if (!Core)
    return;
  Way W;
  // A structure is many handles; an array is its own address.
  W.Address = Core->getType()->isArrayType();
  W.Exact = W.Address || Core->getType()->isScalarType();
  walk(Core, Use, std::move(W));
}

/// The same for the address of the lvalue \p E.
void FlowScan::eachRootOfAddress(const Expr *E, RootUser Use) {
  const Expr *Core = plain(E);
  if (!Core)
    return;
  Way W;
  W.Address = Core->isGLValue();
  walk(Core, Use, std::move(W));
}

void FlowScan::walk(const Expr *E, RootUser Use, Way W) {
  E = plain(E);
  if (!E)
    return;
  switch (E->getStmtClass()) {
  case Stmt::DeclRefExprClass:
    if (const auto *D = dyn_cast<VarDecl>(cast<DeclRefExpr>(E)->getDecl());
        D && (D->hasLocalStorage() || Relays::mayBe(D)))
      arrive(variable(D), D->getType()->isReferenceType(), Use, std::move(W));
    return;
  case Stmt::CXXThisExprClass:
    return arrive(This, /*IsReference=*/false, Use, std::move(W));
  case Stmt::MemberExprClass:
    return walkMember(cast<MemberExpr>(E), Use, std::move(W));
  case Stmt::ArraySubscriptExprClass:
    W.Exact = false;
    W.Steps.push_back(nullptr);
    return walk(cast<ArraySubscriptExpr>(E)->getBase(), Use, std::move(W));
  case Stmt::UnaryOperatorClass:
  case Stmt::BinaryOperatorClass:
  case Stmt::CompoundAssignOperatorClass:
    return walkOperator(E, Use, std::move(W));
  case Stmt::ConditionalOperatorClass:
  case Stmt::BinaryConditionalOperatorClass: {
    const auto *Choice = cast<AbstractConditionalOperator>(E);
    walk(Choice->getTrueExpr(), Use, W);
    return walk(Choice->getFalseExpr(), Use, std::move(W));
  }
  case Stmt::InitListExprClass:
    for (const Expr *Value : cast<InitListExpr>(E)->inits())
      if (Value)
        eachRoot(Value, Use);
    return;
  case Stmt::CompoundLiteralExprClass:
    return eachRoot(cast<CompoundLiteralExpr>(E)->getInitializer(), Use);
  case Stmt::StmtExprClass:
    if (const Expr *Last = valueIn(cast<StmtExpr>(E)))
      walk(Last, Use, std::move(W));
    return;
  case Stmt::CallExprClass: {
    const auto *Call = cast<CallExpr>(E);
    std::optional<unsigned> Same =
        Calls.meaningOf(Call->getDirectCallee()).Same;
    if (Same && *Same < Call->getNumArgs())
      walk(Call->getArg(*Same), Use, std::move(W));
    return;
  }
  default:
    return;
  }
}

void FlowScan::walkMember(const MemberExpr *E, RootUser Use, Way W) {
  if (const auto *Field = dyn_cast<FieldDecl>(E->getMemberDecl())) {
    if (Field->getType()->isReferenceType())
      W.Steps.push_back(nullptr);
    // Members of a union share their place.
    if (!Field->getParent()->isUnion())
      W.Steps.push_back(Field);
  }
  if (E->isArrow())
    W.Steps.push_back(nullptr);
  walk(E->getBase(), Use, std::move(W));
}

void FlowScan::walkOperator(const Expr *E, RootUser Use, Way W) {
  if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() == UO_AddrOf) {
      // Whatever is done to an address begins with going through it.
      if (W.Steps.empty())
        W.Address = true;
      else
        W.Steps.pop_back();
      return walk(Unary->getSubExpr(), Use, std::move(W));
    }
    if (Unary->getOpcode() == UO_Deref) {
      W.Steps.push_back(nullptr);
      return walk(Unary->getSubExpr(), Use, std::move(W));
    }
    if (Unary->isIncrementDecrementOp())
      walk(Unary->getSubExpr(), Use, std::move(W));
    return;
  }
  const auto *Binary = cast<BinaryOperator>(E);
  if (Binary->getOpcode() == BO_Comma)
    return walk(Binary->getRHS(), Use, std::move(W));
  if (Binary->getOpcode() == BO_Assign) {
    walk(Binary->getLHS(), Use, W);
    return walk(Binary->getRHS(), Use, std::move(W));
  }
  // Arithmetic on pointers, also on those that were cast to integers.
  if (Binary->isAdditiveOp() || Binary->isBitwiseOp() ||
      Binary->isAssignmentOp()) {
    W.Exact = false;
    walk(Binary->getLHS(), Use, W);
    walk(Binary->getRHS(), Use, std::move(W));
  }
}

PartPath FlowScan::pathOf(llvm::ArrayRef<const FieldDecl *> Steps) const {
  PartPath Path;
  Path.reserve(Steps.size());
  for (const FieldDecl *Step : Steps) {
    PartStep &New = Path.emplace_back();
    if (!Step)
      continue;
    FlowField Field = Calls.fieldFact(Step);
    New.Field = Field.Id;
    New.Name = std::move(Field.Name);
  }
  return Path;
}

/// \p W, turned round: first the pointer that is loaded last, then the fields
/// whose address is taken.
void FlowScan::arrive(unsigned Variable, bool IsReference, RootUser Use,
                      Way W) {
  if (IsReference)
    W.Steps.push_back(nullptr);
  std::reverse(W.Steps.begin(), W.Steps.end());
  Root Found;
  Found.Variable = Variable;
  Found.Exact = W.Exact;
  // Fields of a local structure: what is in it is all the same to us.
  llvm::ArrayRef<const FieldDecl *> Steps(llvm::find(W.Steps, nullptr),
                                          W.Steps.end());
  if (W.Address) {
    auto Last = llvm::find(llvm::reverse(Steps), nullptr);
    if (Last != Steps.rend()) {
      size_t Inside = Last.base() - Steps.begin();
      Found.Inside = pathOf(Steps.drop_front(Inside));
      Steps = Steps.take_front(Inside - 1);
    }
  }
  if (!Steps.empty())
    Found.Part = pathOf(Steps.drop_front());
  Use(Found);
}

/// False if there are too many parts, or it is too deep.
bool FlowScan::addPart(SlotUse &Use, bool Released, const PartPath &Path) {
  std::vector<PartPath> &Parts = Released ? Use.PartsReleased : Use.PartsKept;
  auto At = llvm::lower_bound(Parts, Path);
  if (At != Parts.end() && *At == Path)
    return true;
  if (Path.size() > MaxPartSteps || Parts.size() >= MaxParts)
    return false;
  Parts.insert(At, Path);
  return true;
}

/// What leads through \p Pointer leads to this or that element from now on.
void FlowScan::move(const Expr *Pointer) {
  const auto *Ref = dyn_cast<DeclRefExpr>(plain(Pointer));
  const auto *D = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (D && D->hasLocalStorage() && D->getType()->isPointerType())
    Variables[variable(D)].Moves = true;
}

} // namespace ouro::extract
