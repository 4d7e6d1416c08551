//===- Slots.cpp - Where writing through an expression writes -------------===//
#include "checks/Extract/FunctionReader.h"
#include "clang/AST/ASTContext.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

/// A variable of \p T leads to a field or an element and can write there: a
/// reference, a pointer to a handle or container, an iterator of a library.
bool FunctionReader::leadsToSlot(QualType T) {
  if (T->isReferenceType())
    return true;
  if (T->isPointerType())
    return C.Types.roleOf(T->getPointeeType()) != TypeRole::Plain;
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  return Record && C.Types.roleOf(Record) == TypeRole::Plain &&
         !C.Names.isUserCode(Record);
}

FunctionReader::MaybePlace FunctionReader::slotOf(const Expr *E) {
  E = stripped(E);
  if (const auto *Member = dyn_cast<MemberExpr>(E);
      Member && isa<FieldDecl>(Member->getMemberDecl()))
    return C.Names.isUserCode(Member->getMemberDecl())
               ? placeOf(E)
               : slotOf(Member->getBase());
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
    if (OverloadedOperatorKind Kind = Operator->getOperator();
        Kind == OO_Arrow || Kind == OO_Star)
      return leadsToSlot(Operator->getArg(0)->getType())
                 ? slotOf(Operator->getArg(0))
                 : placeOf(E);
    else if (Kind == OO_Subscript &&
             C.Types.roleOf(Operator->getArg(0)->getType()) ==
                 TypeRole::Container)
      return elementOf(slotOf(Operator->getArg(0)));
  }
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
    if (const CXXMethodDecl *Method = Call->getMethodDecl();
        Method && !modelOf(Method) &&
        C.Types.roleOf(receiverClass(Call)) == TypeRole::Container)
      return elementOf(slotOf(Call->getImplicitObjectArgument()));
  } else if (const auto *Call = dyn_cast<CallExpr>(E)) {
    // std::get<0>(*slot)
    const CallModel *Model = modelOf(Call->getDirectCallee());
    if (Model && Model->Effect == CallEffect::Same &&
        Model->Argument < Call->getNumArgs())
      return slotOf(Call->getArg(Model->Argument));
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return slotOf(Unary->getSubExpr());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
    if (const auto *Binding = dyn_cast<BindingDecl>(Ref->getDecl()))
      Variable = Binding->getHoldingVar();
    if (Variable)
      if (auto It = Slots.find(Variable->getCanonicalDecl()); It != Slots.end())
        return It->second;
  }
  return placeOf(E);
}

static bool isDereference(const Expr *E) {
  E = stripped(E);
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return Unary->getOpcode() == UO_Deref;
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
  return Operator && Operator->getOperator() == OO_Star;
}

/// What is in the object at \p P if nobody gave it a field: the elements of a
/// container, or the closure of a function object on the heap. Nothing if
/// \p E, which refers to \p P, is but a name for something else.
FunctionReader::MaybePlace FunctionReader::contentOf(const Expr *E, Place P) {
  if (!P.Path.empty() && P.Path.back() == ElementStep)
    return P;
  QualType T = E->getType();
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(stripped(E));
      Operator && Operator->getOperator() == OO_Arrow && T->isPointerType())
    T = T->getPointeeType();
  TypeRole Role = C.Types.roleOf(T);
  if (Role != TypeRole::Container &&
      !(Role == TypeRole::Erased && isDereference(E)))
    return std::nullopt;
  return elementOf(std::move(P));
}

} // namespace ouro::extract
