//===- FlowValues.cpp - Values of expressions -----------------------------===//
#include "checks/Extract/FlowValues.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ASTLambda.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

FlowValues::FlowValues(FlowCalls &Calls, const FunctionDecl &F,
                       FlowGraph &Graph)
    : Calls(Calls), F(F), Graph(Graph), Aliases(F) {
  for (const ParmVarDecl *Parameter : F.parameters())
    variableOf(Parameter);
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  if (!Method || !Method->isInstance() || isLambdaCallOperator(Method))
    return;
  Receiver = Graph.Variables.size();
  FlowVariable This;
  This.Name = "this";
  This.Role = VariableRole::Receiver;
  This.Address = true;
  Graph.Variables.push_back(std::move(This));
}

FlowPlace FlowValues::variablePlace(unsigned Variable) {
  return {FlowPlace::Base::Variable, Variable, {}};
}

FlowPlace FlowValues::resultPlace(unsigned Result) {
  return {FlowPlace::Base::Result, Result, {}};
}

FlowOperand FlowValues::unknown() { return signs(SignSet::any()); }

FlowOperand FlowValues::signs(SignSet Signs) {
  return {FlowOperand::Kind::Unknown, 0, {}, Signs};
}

FlowOperand FlowValues::constant(int64_t Value) {
  return {FlowOperand::Kind::Constant, Value, {}};
}

FlowOperand FlowValues::interior(FlowOperand Pointer) {
  Pointer.Interior = true;
  return Pointer;
}

FlowOperand FlowValues::load(FlowPlace Place) {
  return {FlowOperand::Kind::Load, 0, std::move(Place)};
}

FlowOperand FlowValues::address(FlowPlace Place) {
  return {FlowOperand::Kind::Address, 0, std::move(Place)};
}

FlowOperand FlowValues::addressOf(FlowPlace Place) {
  auto IsDeref = [](const FlowStep &S) {
    return S.How == FlowStep::Kind::Deref;
  };
  auto Last = llvm::find_if(llvm::reverse(Place.Steps), IsDeref);
  if (Last == Place.Steps.rend())
    return address(std::move(Place));
  // `&p->field`, `&p[n]`: as good as p.
  Place.Steps.erase(Last.base() - 1, Place.Steps.end());
  return interior(load(std::move(Place)));
}

static bool isManaged(QualType Type) {
  const CXXRecordDecl *Class =
      Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  return Class && Class->hasDefinition() && !Class->hasTrivialDestructor();
}

unsigned FlowValues::variableOf(const VarDecl *D) {
  auto [It, New] =
      Variables.try_emplace(D->getCanonicalDecl(), Graph.Variables.size());
  if (!New)
    return It->second;
  FlowVariable Variable;
  Variable.Name = D->getNameAsString();
  Variable.Where = Calls.Map.spanOf(D->getLocation());
  const auto *Parameter = dyn_cast<ParmVarDecl>(D);
  bool Own = D->hasLocalStorage() && D->getParentFunctionOrMethod() &&
             cast<Decl>(D->getParentFunctionOrMethod())->getCanonicalDecl() ==
                 F.getCanonicalDecl();
  // Its writer treats a relay like a variable of its own.
  Own |= Calls.Relays.lookup(D->getCanonicalDecl()) == F.getCanonicalDecl();
  if (!Own) {
    Variable.Role = VariableRole::Outside;
  } else if (Parameter) {
    Variable.Role = VariableRole::Parameter;
    Variable.Index = Parameter->getFunctionScopeIndex();
  }
  Variable.Address =
      D->getType()->isPointerType() || D->getType()->isReferenceType();
  Variable.Managed = Own && isManaged(D->getType());
  Graph.Variables.push_back(std::move(Variable));
  return It->second;
}

unsigned FlowValues::temporaryOf(const Expr *Key, bool Managed) {
  auto [It, New] = Variables.try_emplace(Key, Graph.Variables.size());
  if (New) {
    FlowVariable Variable;
    Variable.Where = Calls.Map.spanOf(Key->getSourceRange());
    Variable.Role = VariableRole::Temporary;
    Variable.Address = Key->getType()->isPointerType();
    Variable.Managed = Managed;
    Graph.Variables.push_back(std::move(Variable));
  }
  return It->second;
}

unsigned FlowValues::returned() {
  if (Returned == NoIndex) {
    Returned = Graph.Variables.size();
    FlowVariable Variable;
    Variable.Name = "result";
    Variable.Role = VariableRole::Returned;
    Graph.Variables.push_back(std::move(Variable));
  }
  return Returned;
}

/// The address of something that has a name and is not the function's.
FlowOperand FlowValues::outside(const void *Key, llvm::StringRef Name) {
  auto [It, New] = Variables.try_emplace(Key, Graph.Variables.size());
  if (New) {
    FlowVariable Variable;
    Variable.Name = Name.str();
    Variable.Role = VariableRole::Outside;
    Graph.Variables.push_back(std::move(Variable));
  }
  return address(variablePlace(It->second));
}

FlowOperand FlowValues::functionOf(const Expr *E) {
  E = plain(E);
  while (const auto *Deref = dyn_cast<UnaryOperator>(E)) {
    if (Deref->getOpcode() != UO_Deref)
      break;
    E = plain(Deref->getSubExpr()); // of a function it is the function itself
  }
  return valueOf(E);
}

FlowOperand FlowValues::outside(const FunctionDecl *D) {
  FlowOperand Address = outside(D->getCanonicalDecl(), D->getNameAsString());
  Graph.Variables[Address.Place.Index].Function = Calls.Names.idOf(D);
  return Address;
}

unsigned FlowValues::fieldOf(const FieldDecl *D) {
  D = D->getCanonicalDecl();
  auto [It, New] = Fields.try_emplace(D, Graph.Fields.size());
  if (New)
    Graph.Fields.push_back(Calls.fieldFact(D));
  return It->second;
}

unsigned FlowValues::resultOf(const Expr *E) {
  auto [It, New] = ResultOf.try_emplace(E, Results);
  if (New)
    ++Results;
  return It->second;
}

bool FlowValues::hasTemporary(const Expr *E) {
  E = plain(E);
  const auto *Binary = dyn_cast<BinaryOperator>(E);
  return isa<AbstractConditionalOperator, StmtExpr>(E) ||
         (Binary && Binary->isLogicalOp());
}

std::optional<FlowPlace> FlowValues::pointeeOf(const FlowOperand &Pointer) {
  if (Pointer.How == FlowOperand::Kind::Address)
    return Pointer.Place;
  if (Pointer.How != FlowOperand::Kind::Load)
    return std::nullopt;
  FlowPlace Place = Pointer.Place;
  Place.Steps.push_back({FlowStep::Kind::Deref});
  return Place;
}

std::optional<FlowPlace> FlowValues::pointeeOf(const Expr *E) {
  const Expr *Pointer = plain(E);
  const auto *Unary = dyn_cast<UnaryOperator>(Pointer);
  if (Unary && Unary->getOpcode() == UO_AddrOf)
    return placeOf(Unary->getSubExpr());
  // An lvalue that is bound to a reference, or an array.
  if (E->isGLValue() || Pointer->getType()->isArrayType())
    return placeOf(Pointer);
  if (const Expr *Field = fieldBehind(Pointer))
    return placeOf(Field);
  // *(p + i) is p[i].
  const auto *Sum = dyn_cast<BinaryOperator>(Pointer);
  if (!Sum || !Sum->isAdditiveOp() || !Sum->getType()->isPointerType())
    return pointeeOf(valueOf(Pointer));
  const Expr *Base = Sum->getLHS(), *Offset = Sum->getRHS();
  if (Offset->getType()->isPointerType())
    std::swap(Base, Offset);
  MaybePlace Array = pointeeOf(Base);
  if (!Array)
    return std::nullopt;
  std::optional<int64_t> Index = Calls.constantOf(Offset);
  if (Index && Sum->getOpcode() == BO_Sub)
    Index = -*Index;
  return elementOf(std::move(*Array), Index);
}

const Expr *FlowValues::fieldBehind(const Expr *Pointer) {
  Pointer = plain(Pointer);
  if (const auto *Unary = dyn_cast<UnaryOperator>(Pointer);
      Unary && Unary->getOpcode() == UO_AddrOf) {
    const Expr *Named = plain(Unary->getSubExpr());
    return isa<MemberExpr>(Named) ? Named : nullptr;
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(Pointer);
  const auto *D = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return D && D->getType()->isPointerType() ? Aliases.fieldOf(D) : nullptr;
}

FlowOperand FlowValues::argumentOf(const Expr *E, QualType Type) {
  if (!Type.isNull() && Type->isReferenceType()) {
    MaybePlace Place = placeOf(E);
    return Place ? address(std::move(*Place)) : valueOf(E);
  }
  if (const Expr *Field = fieldBehind(E))
    if (MaybePlace Place = placeOf(Field))
      return address(std::move(*Place));
  return valueOf(E);
}

FlowOperand FlowValues::valueOfPlace(const Expr *E) {
  MaybePlace Place = placeOf(E);
  if (!Place)
    return unknown();
  return E->getType()->isArrayType() ? addressOf(std::move(*Place))
                                     : load(std::move(*Place));
}

FlowOperand FlowValues::valueOfUnary(const UnaryOperator *E) {
  const Expr *Sub = E->getSubExpr();
  switch (E->getOpcode()) {
  case UO_AddrOf: {
    const Expr *Named = plain(Sub);
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Named))
      if (const auto *Callee = dyn_cast<FunctionDecl>(Ref->getDecl()))
        return outside(Callee);
    MaybePlace Place = placeOf(Sub);
    return Place ? addressOf(std::move(*Place)) : unknown();
  }
  case UO_Deref:
    return valueOfPlace(E);
  case UO_PreInc:
  case UO_PreDec:
    return valueOfPlace(E); // what it is by now
  case UO_PostInc:
  case UO_PostDec:
    return beforeCounting(E);
  case UO_Minus:
    return negated(Sub);
  default:
    return unknown();
  }
}

FlowOperand FlowValues::valueOfBinary(const BinaryOperator *E) {
  if (E->isLogicalOp())
    return load(variablePlace(temporaryOf(E)));
  if (E->getOpcode() == BO_Comma)
    return valueOf(E->getRHS());
  if (E->getOpcode() == BO_Assign) {
    // What was just assigned; the target may be beyond us, but what the right
    // side reads may have been the target.
    FlowOperand Right = valueOf(E->getRHS());
    bool Stable = Right.How == FlowOperand::Kind::Constant ||
                  (Right.How == FlowOperand::Kind::Load &&
                   Right.Place.From == FlowPlace::Base::Result &&
                   Right.Place.Steps.empty());
    return Stable ? Right : valueOf(E->getLHS());
  }
  if (E->getType()->isPointerType() && E->isCompoundAssignmentOp())
    return valueOf(E->getLHS());
  // Pointer arithmetic, also on pointers cast to integers.
  if (E->isAdditiveOp() || E->getOpcode() == BO_And) {
    auto IsPointer = [](const Expr *Side) {
      return Side->getType()->isPointerType() ||
             plain(Side)->getType()->isPointerType();
    };
    bool Left = IsPointer(E->getLHS()), Right = IsPointer(E->getRHS());
    if (Left != Right)
      return interior(valueOf(Left ? E->getLHS() : E->getRHS()));
  }
  return unknown();
}

FlowOperand FlowValues::valueOfCall(const CallExpr *E) {
  const CallMeaning &Meaning = Calls.meaningOf(E->getDirectCallee());
  if (Meaning.Same && *Meaning.Same < E->getNumArgs() && !E->isGLValue())
    return valueOf(E->getArg(*Meaning.Same));
  if (Meaning.Content && *Meaning.Content < E->getNumArgs())
    return load(variablePlace(temporaryOf(E)));
  return valueOfPlace(E);
}

FlowOperand FlowValues::valueOfNew(const CXXNewExpr *E) {
  bool Placed = E->getNumPlacementArgs() == 1 &&
                E->getPlacementArg(0)->getType()->isPointerType() &&
                !Calls.resourceOf(E);
  return Placed ? valueOf(E->getPlacementArg(0))
                : load(resultPlace(resultOf(E)));
}

FlowOperand FlowValues::valueOf(const Expr *E) {
  E = plain(E);
  if (!E)
    return unknown();
  if (std::optional<int64_t> Value = Calls.constantOf(E))
    return constant(*Value);
  switch (E->getStmtClass()) {
  case Stmt::DeclRefExprClass: {
    const ValueDecl *D = cast<DeclRefExpr>(E)->getDecl();
    if (const auto *F = dyn_cast<FunctionDecl>(D))
      return outside(F);
    return valueOfPlace(E);
  }
  case Stmt::MemberExprClass:
  case Stmt::ArraySubscriptExprClass:
  case Stmt::CompoundLiteralExprClass:
    return valueOfPlace(E);
  case Stmt::CXXThisExprClass:
    return Receiver == NoIndex ? unknown() : load(variablePlace(Receiver));
  case Stmt::UnaryOperatorClass:
    return valueOfUnary(cast<UnaryOperator>(E));
  case Stmt::BinaryOperatorClass:
  case Stmt::CompoundAssignOperatorClass:
    return valueOfBinary(cast<BinaryOperator>(E));
  case Stmt::CallExprClass:
  case Stmt::CXXMemberCallExprClass:
  case Stmt::CXXOperatorCallExprClass:
  case Stmt::UserDefinedLiteralClass:
    return valueOfCall(cast<CallExpr>(E));
  case Stmt::CXXNewExprClass:
    return valueOfNew(cast<CXXNewExpr>(E));
  case Stmt::ConditionalOperatorClass:
  case Stmt::BinaryConditionalOperatorClass:
  case Stmt::StmtExprClass:
    return load(variablePlace(temporaryOf(E)));
  case Stmt::StringLiteralClass:
  case Stmt::PredefinedExprClass:
  case Stmt::AddrLabelExprClass:
    return outside(E, "literal");
  case Stmt::InitListExprClass: {
    const auto *List = cast<InitListExpr>(E);
    return List->getNumInits() == 1 && E->getType()->isScalarType()
               ? valueOf(List->getInit(0))
               : unknown();
  }
  case Stmt::CXXConstructExprClass: {
    // A copy of a plain struct is the struct.
    const auto *Copy = cast<CXXConstructExpr>(E);
    return Copy->getConstructor()->isTrivial() && Copy->getNumArgs() == 1
               ? valueOf(Copy->getArg(0))
               : unknown();
  }
  default:
    return unknown();
  }
}

} // namespace ouro::extract
