//===- Effects.cpp - What expressions do to holds -------------------------===//
#include "checks/Extract/FunctionReader.h"
#include "checks/Extract/VariableUse.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

EffectFact &FunctionReader::append(EffectKind Kind, Place Target,
                                   const Stmt *Where) {
  EffectFact Effect;
  Effect.Kind = Kind;
  Effect.Target = std::move(Target);
  Effect.Where = C.Map.spanOf(Where->getSourceRange());
  Effect.Arms = Arms;
  Effect.BodyOf = Body;
  Effect.Repeated = Loops > 0;
  Fact.Effects.push_back(std::move(Effect));
  return Fact.Effects.back();
}

void FunctionReader::bind(unsigned Object, Place Value, const Stmt *Where) {
  append(EffectKind::Bind, {Object, {}}, Where).Value = std::move(Value);
}

void FunctionReader::storeAll(Place Target, const Expr *Value,
                              const Stmt *Where, bool Replaces) {
  std::vector<Place> Values;
  valuesOf(Value, Values);
  for (Place &V : Values) {
    EffectFact &Effect = append(EffectKind::Store, Target, Where);
    Effect.Value = std::move(V);
    Effect.Replaces = Replaces;
  }
}

/// Of what values of \p T hold, the hold that keeps most alive.
HoldKind FunctionReader::strongestHold(QualType T) {
  HoldKind Kind = HoldKind::Raw;
  for (const TypeHold &Hold : C.Types.holdsOf(T.getNonReferenceType()))
    if (strengthOf(Hold.Kind) > strengthOf(Kind) || Kind == HoldKind::Raw)
      Kind = Hold.Kind;
  return Kind;
}

/// Puts \p Value, or the parts it is made of, into the container or function
/// object of type \p As that \p Target is the content of.
void FunctionReader::storeContent(Place Target, QualType As, const Expr *Value,
                                  const Stmt *Where) {
  size_t First = Fact.Effects.size();
  storeAll(std::move(Target), Value, Where);
  HoldKind Kind = strongestHold(As);
  for (EffectFact &Effect : llvm::drop_begin(Fact.Effects, First))
    Effect.How = Kind;
}

bool isField(const Place &P) {
  return llvm::any_of(P.Path,
                      [](SymbolId Step) { return Step != ElementStep; });
}

/// True if \p T, or what it points to, holds something.
bool FunctionReader::isHolding(QualType T) {
  return C.Types.isRelevant(T) ||
         (T->isPointerType() && C.Types.isRelevant(T->getPointeeType()));
}

void FunctionReader::breakHold(const Expr *Target, const Stmt *Where,
                               bool Positional) {
  if (!isHolding(Target->getType()) && !C.Counted.isHeldIn(Target))
    return;
  MaybePlace P = slotOf(Target);
  if (P && !isField(*P))
    P = contentOf(Target, std::move(*P));
  if (P)
    append(EffectKind::Break, *P, Where).Positional =
        Positional || isPeek(Target);
}

void FunctionReader::capture(Place Closure, const Expr *Value, QualType As,
                             llvm::StringRef Label) {
  MaybePlace P = placeOf(Value);
  if (!P)
    return;
  HoldKind Kind = strongestHold(As);
  // A handle to a function object holds that object; a copy of a function
  // object, a container or a class is a part of the closure.
  const CXXRecordDecl *Record = As->getAsCXXRecordDecl();
  if (Record && (strengthOf(Kind) != HoldStrength::Weak))
    if (HoldKind Own = C.Types.handleKindOf(Record);
        Kind == HoldKind::Erased || Own == HoldKind::Part)
      Kind = Own;
  if (Kind == HoldKind::Traced) // no collector asks a closure
    Kind = HoldKind::Shared;
  EffectFact &Effect = append(EffectKind::Capture, std::move(Closure), Value);
  Effect.Value = std::move(*P);
  Effect.How = Kind;
  Effect.Label = Label.str();
}

/// Every function an expression names may be called, now or through a pointer.
void FunctionReader::mention(const Expr *E) {
  const FunctionDecl *F = functionIn(E);
  if (!F || !C.Names.isUserCode(F))
    return;
  Fact.Calls.push_back(C.Names.idOf(F));
  if (Loops > 0)
    Fact.RepeatedCalls.push_back(Fact.Calls.back());
}

void FunctionReader::effectOf(const Expr *E) {
  mention(E);
  switch (E->getStmtClass()) {
  case Stmt::BinaryOperatorClass:
    if (const auto *Binary = cast<BinaryOperator>(E);
        Binary->getOpcode() == BO_Assign)
      assign(Binary->getLHS(), Binary->getRHS(), E);
    return;
  case Stmt::CXXOperatorCallExprClass: {
    const auto *Operator = cast<CXXOperatorCallExpr>(E);
    const FunctionDecl *Callee = Operator->getDirectCallee();
    bool Plain =
        C.Types.roleOf(Operator->getArg(0)->getType()) == TypeRole::Plain;
    if (Operator->getOperator() == OO_Equal && Operator->getNumArgs() == 2 &&
        !Plain)
      return assign(Operator->getArg(0), Operator->getArg(1), E);
    if (!Callee || !Plain)
      return;
    llvm::ArrayRef<const Expr *> Arguments(Operator->getArgs(),
                                           Operator->getNumArgs());
    if (isa<CXXMethodDecl>(Callee))
      return call(Callee, Arguments[0], Arguments.drop_front(), E);
    return call(Callee, nullptr, Arguments, E);
  }
  case Stmt::CXXMemberCallExprClass:
    return memberCall(cast<CXXMemberCallExpr>(E));
  case Stmt::CallExprClass:
    return freeCall(cast<CallExpr>(E));
  case Stmt::CXXConstructExprClass:
  case Stmt::CXXTemporaryObjectExprClass: {
    const auto *Construct = cast<CXXConstructExpr>(E);
    if (C.Types.roleOf(E->getType()) == TypeRole::Plain &&
        !Construct->getConstructor()->isCopyOrMoveConstructor())
      construct(Construct->getConstructor(), made(E, ObjectKind::Fresh),
                llvm::ArrayRef<const Expr *>(Construct->getArgs(),
                                             Construct->getNumArgs()),
                E);
    return;
  }
  case Stmt::InitListExprClass:
    return aggregate(cast<InitListExpr>(E));
  default:
    return;
  }
}

void FunctionReader::assign(const Expr *Target, const Expr *Value,
                            const Expr *Whole) {
  QualType T = Target->getType();
  if (!T->isPointerType() && !C.Types.isRelevant(T))
    return;
  // A pointer itself is a name, whatever it led to so far.
  const auto *Name = dyn_cast<DeclRefExpr>(stripped(Target));
  bool IsPointer = Name && Name->getDecl()->getType()->isPointerType();
  MaybePlace Slot = IsPointer ? placeOf(Target) : slotOf(Target);
  bool Erased = C.Types.roleOf(T) == TypeRole::Erased;
  bool Empties =
      isEmptyValue(Value) || (Erased && !C.Types.keepsAlive(Value->getType()));
  MaybePlace Content =
      Slot && !isField(*Slot) ? contentOf(Target, *Slot) : std::nullopt;
  if (Slot && Empties)
    breakHold(Target, Whole);
  else if (Content)
    storeContent(std::move(*Content), T, Value, Whole);
  else if (Slot && isField(*Slot) && C.Types.isRelevant(T))
    storeAll(*Slot, Value, Whole,
             /*Replaces=*/Slot->Path.back() == ElementStep);
  // A local handle, pointer or reference now names something else.
  MaybePlace P = placeOf(Target);
  if (!P || !P->Path.empty())
    return;
  if (Name)
    if (MaybePlace V = isEmptyValue(Value) ? std::nullopt : placeOf(Value);
        V && isa<VarDecl>(Name->getDecl()) && V->Object != P->Object)
      bind(P->Object, *V, Whole);
}

void FunctionReader::aggregate(const InitListExpr *E) {
  const CXXRecordDecl *Record = E->getType()->getAsCXXRecordDecl();
  if (!Record || !E->isSemanticForm() ||
      C.Types.roleOf(Record) != TypeRole::Plain || Record->isUnion())
    return;
  // Bases come first in the list; they have no field to store into.
  unsigned Index = Record->getNumBases();
  for (const FieldDecl *Field : Record->fields()) {
    if (Index >= E->getNumInits())
      return;
    const Expr *Value = E->getInit(Index++);
    if (C.Types.isRelevant(Field->getType()) && !isEmptyValue(Value))
      storeAll({made(E, ObjectKind::Fresh).Object, {C.Names.idOf(Field)}},
               Value, Value);
  }
}

} // namespace ouro::extract
