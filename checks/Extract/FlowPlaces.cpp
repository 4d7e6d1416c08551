//===- FlowPlaces.cpp - Where expressions are -----------------------------===//
#include "checks/Extract/FlowValues.h"
#include "clang/AST/ASTContext.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

// Constant elements that are places of their own; later ones are "some".
static constexpr int64_t MaxElement = 64;

FlowPlace FlowValues::elementOf(FlowPlace Array, std::optional<int64_t> Index) {
  if (Index == 0)
    return Array;
  bool Named = Index && *Index > 0 && *Index < MaxElement;
  Array.Steps.push_back({FlowStep::Kind::Element,
                         Named ? static_cast<unsigned>(*Index) : NoIndex});
  return Array;
}

FlowPlace FlowValues::memberOf(FlowPlace Record, const FieldDecl *Field) {
  // Members of a union share their place; which one is written is not told
  // apart from how it is read.
  if (Field->getParent()->isUnion())
    return Record;
  Record.Steps.push_back({FlowStep::Kind::Field, fieldOf(Field)});
  return Record;
}

std::optional<FlowPlace> FlowValues::placeOfReference(const DeclRefExpr *E) {
  const ValueDecl *D = E->getDecl();
  if (const auto *Binding = dyn_cast<BindingDecl>(D)) {
    if (const VarDecl *Holder = Binding->getHoldingVar()) {
      FlowPlace Place = variablePlace(variableOf(Holder));
      Place.Steps.push_back({FlowStep::Kind::Deref});
      return Place;
    }
    return Binding->getBinding() ? placeOf(Binding->getBinding())
                                 : std::nullopt;
  }
  const auto *Variable = dyn_cast<VarDecl>(D);
  if (!Variable)
    return std::nullopt;
  bool IsReference = Variable->getType()->isReferenceType();
  if (const Expr *Field = IsReference ? Aliases.fieldOf(Variable) : nullptr)
    return placeOf(Field);
  FlowPlace Place = variablePlace(variableOf(Variable));
  if (IsReference)
    Place.Steps.push_back({FlowStep::Kind::Deref});
  return Place;
}

std::optional<FlowPlace> FlowValues::placeOfMember(const MemberExpr *E) {
  if (const auto *Static = dyn_cast<VarDecl>(E->getMemberDecl()))
    return variablePlace(variableOf(Static));
  const auto *Field = dyn_cast<FieldDecl>(E->getMemberDecl());
  if (!Field)
    return std::nullopt;
  MaybePlace Record =
      E->isArrow() ? pointeeOf(E->getBase()) : placeOf(E->getBase());
  if (!Record)
    return std::nullopt;
  FlowPlace Place = memberOf(std::move(*Record), Field);
  if (Field->getType()->isReferenceType())
    Place.Steps.push_back({FlowStep::Kind::Deref});
  return Place;
}

std::optional<FlowPlace>
FlowValues::placeOfElement(const ArraySubscriptExpr *E) {
  std::optional<int64_t> Index = Calls.constantOf(E->getIdx());
  const Expr *Base = plain(E->getBase());
  MaybePlace Array =
      Base->getType()->isArrayType() ? placeOf(Base) : pointeeOf(valueOf(Base));
  if (!Array)
    return std::nullopt;
  return elementOf(std::move(*Array), Index);
}

std::optional<FlowPlace> FlowValues::placeOfCall(const CallExpr *E) {
  const CallMeaning &Meaning = Calls.meaningOf(E->getDirectCallee());
  // std::move and the like.
  if (Meaning.Same && *Meaning.Same < E->getNumArgs() && E->isGLValue())
    return placeOf(E->getArg(*Meaning.Same));
  FlowPlace Place = resultPlace(resultOf(E));
  if (E->isGLValue())
    Place.Steps.push_back({FlowStep::Kind::Deref});
  return Place;
}

std::optional<FlowPlace> FlowValues::placeOf(const Expr *E) {
  E = plain(E);
  if (!E)
    return std::nullopt;
  switch (E->getStmtClass()) {
  case Stmt::DeclRefExprClass:
    return placeOfReference(cast<DeclRefExpr>(E));
  case Stmt::MemberExprClass:
    return placeOfMember(cast<MemberExpr>(E));
  case Stmt::ArraySubscriptExprClass:
    return placeOfElement(cast<ArraySubscriptExpr>(E));
  case Stmt::UnaryOperatorClass: {
    const auto *Unary = cast<UnaryOperator>(E);
    if (Unary->getOpcode() == UO_Deref)
      return pointeeOf(Unary->getSubExpr());
    if (Unary->isPrefix() && Unary->isIncrementDecrementOp())
      return placeOf(Unary->getSubExpr());
    // __real__, __imag__: parts of a number.
    return std::nullopt;
  }
  case Stmt::BinaryOperatorClass:
  case Stmt::CompoundAssignOperatorClass: {
    const auto *Binary = cast<BinaryOperator>(E);
    if (Binary->getOpcode() == BO_Comma)
      return placeOf(Binary->getRHS());
    return Binary->isAssignmentOp() ? placeOf(Binary->getLHS()) : std::nullopt;
  }
  case Stmt::CallExprClass:
  case Stmt::CXXMemberCallExprClass:
  case Stmt::CXXOperatorCallExprClass:
  case Stmt::UserDefinedLiteralClass:
    return placeOfCall(cast<CallExpr>(E));
  case Stmt::CompoundLiteralExprClass:
    return variablePlace(temporaryOf(E));
  case Stmt::StmtExprClass:
    return E->getType()->isRecordType() ? placeOf(valueIn(cast<StmtExpr>(E)))
                                        : std::nullopt;
  case Stmt::CXXConstructExprClass:
  case Stmt::CXXTemporaryObjectExprClass: {
    const auto *Construct = cast<CXXConstructExpr>(E);
    if (Construct->getConstructor()->isTrivial() &&
        Construct->getNumArgs() == 1)
      return placeOf(Construct->getArg(0));
    return variablePlace(temporaryOf(E, /*Managed=*/true));
  }
  case Stmt::CXXThisExprClass:
    return std::nullopt; // a pointer
  default:
    return std::nullopt;
  }
}

} // namespace ouro::extract
