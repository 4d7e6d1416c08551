//===- FlowDispatch.cpp - Calls, and which function they run --------------===//
#include "checks/Extract/BareExpr.h"
#include "checks/Extract/FlowLowering.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

/// The class of the object that \p E, an object or a pointer to one, was just
/// made as; null if that is not plain.
static const CXXRecordDecl *classMadeBy(const Expr *E) {
  E = plain(E);
  if (const auto *New = dyn_cast<CXXNewExpr>(E))
    return New->isArray() ? nullptr
                          : New->getAllocatedType()->getAsCXXRecordDecl();
  if (const auto *Temporary = dyn_cast<CXXConstructExpr>(E))
    return Temporary->getType()->getAsCXXRecordDecl();
  if (const auto *Address = dyn_cast<UnaryOperator>(E);
      Address && Address->getOpcode() == UO_AddrOf)
    E = plain(Address->getSubExpr());
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Variable ? Variable->getType()->getAsCXXRecordDecl() : nullptr;
}

/// What a call of the virtual \p Method on \p Object, an object or a pointer to
/// one, runs: the object is a variable, or known by a reference or pointer that
/// was bound to it when it was made and never again. Null if that is not plain.
const CXXMethodDecl *FlowLowering::calledMethod(const CXXMethodDecl *Method,
                                                const Expr *Object) const {
  const auto *Ref = dyn_cast<DeclRefExpr>(plain(Object));
  const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Variable || isa<ParmVarDecl>(Variable))
    return nullptr;
  QualType Type = Variable->getType();
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  bool Bound = Type->isReferenceType() ||
               (Type->isPointerType() && Variable->hasLocalStorage() &&
                !Calls.isWritten(Variable));
  if (Bound && Variable->getInit())
    Class = classMadeBy(Variable->getInit());
  if (!Class || !Class->hasDefinition())
    return nullptr;
  auto *Found =
      const_cast<CXXMethodDecl *>(Method)->getCorrespondingMethodInClass(
          Class, /*MayBeBase=*/false);
  return Found && !Found->isPureVirtual() ? Found : nullptr;
}

/// The statements of \p Body whose values nobody wants.
static llvm::SmallPtrSet<const Stmt *, 16> discardedIn(const Stmt *Body) {
  llvm::SmallPtrSet<const Stmt *, 16> Discarded;
  llvm::SmallVector<const Stmt *, 16> Todo{Body};
  auto Discard = [&](const Stmt *S) {
    if (const auto *E = dyn_cast_or_null<Expr>(S))
      Discarded.insert(plain(E));
  };
  while (!Todo.empty()) {
    const Stmt *S = Todo.pop_back_val();
    if (isa<CompoundStmt, SwitchCase, LabelStmt>(S))
      llvm::for_each(S->children(), Discard);
    else if (const auto *Do = dyn_cast<DoStmt>(S))
      Discard(Do->getBody());
    else if (const auto *If = dyn_cast<IfStmt>(S))
      llvm::for_each(llvm::ArrayRef{If->getThen(), If->getElse()}, Discard);
    else if (const auto *While = dyn_cast<WhileStmt>(S))
      Discard(While->getBody());
    else if (const auto *For = dyn_cast<ForStmt>(S))
      llvm::for_each(
          llvm::ArrayRef<const Stmt *>{For->getInc(), For->getBody()}, Discard);
    else if (const auto *Range = dyn_cast<CXXForRangeStmt>(S))
      Discard(Range->getBody());
    else if (const auto *Comma = dyn_cast<BinaryOperator>(S);
             Comma && Comma->isCommaOp())
      Discard(Comma->getLHS());
    else if (const auto *Cast = dyn_cast<CastExpr>(S);
             Cast && Cast->getCastKind() == CK_ToVoid)
      Discard(Cast->getSubExpr());
    for (const Stmt *Child : S->children())
      if (Child)
        Todo.push_back(Child);
  }
  return Discarded;
}

bool FlowLowering::isDiscarded(const Expr *Call) {
  if (!Discarded)
    Discarded = discardedIn(F.getBody());
  return Discarded->contains(Call);
}

/// \p Call asks its object for something and uses the answer: it changes
/// nothing that shows, so the object stays whose it was. Functions that count
/// references may be const, too, but hardly anybody wants their result.
bool FlowLowering::isQuestion(const CXXMethodDecl *Method, const Expr *Call) {
  return Method->isConst() && !Method->getReturnType()->isVoidType() &&
         !isDiscarded(Call);
}

void FlowLowering::lowerCall(const CallExpr *E) {
  LoweredCall Call;
  Call.Callee = E->getDirectCallee();
  Call.Meaning = Call.Callee
                     ? &Calls.meaningOf(Call.Callee)
                     : &Calls.meaningOfPointer(
                           dyn_cast_or_null<ValueDecl>(E->getCalleeDecl()));
  Call.Whole = E;
  Call.At = E->getSourceRange();
  Call.Arguments.assign(E->arg_begin(), E->arg_end());
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call.Callee);
  const Expr *Object = nullptr;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(E)) {
    Object = Member->getImplicitObjectArgument();
  } else if (isa<CXXOperatorCallExpr>(E) && Method && Method->isInstance() &&
             E->getNumArgs() != 0) {
    Object = E->getArg(0);
    Call.Arguments.erase(Call.Arguments.begin());
  }
  if (const CXXMethodDecl *Exact = Object && Method && Method->isVirtual()
                                       ? calledMethod(Method, Object)
                                       : nullptr) {
    Call.Callee = Exact;
    Call.Meaning = &Calls.meaningOf(Exact);
    Call.Exact = true;
  }
  if (Object) {
    if (Object->getType()->isPointerType()) {
      Call.Receiver = Values.valueOf(Object);
      Call.Object = Values.pointeeOf(Object);
    } else if ((Call.Object = Values.placeOf(Object))) {
      Call.Receiver = FlowValues::addressOf(*Call.Object);
    }
  }
  emit(Call);
}

} // namespace ouro::extract
