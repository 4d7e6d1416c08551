//===- Effects.cpp - What expressions do to holds -------------------------===//
#include "checks/Extract/FunctionReader.h"
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
  Fact.Effects.push_back(std::move(Effect));
  return Fact.Effects.back();
}

void FunctionReader::bind(unsigned Object, Place Value, const Stmt *Where) {
  append(EffectKind::Bind, {Object, {}}, Where).Value = std::move(Value);
}

void FunctionReader::store(Place Target, Place Value, const Stmt *Where) {
  append(EffectKind::Store, std::move(Target), Where).Value = std::move(Value);
}

void FunctionReader::storeAll(Place Target, const Expr *Value,
                              const Stmt *Where) {
  std::vector<Place> Values;
  valuesOf(Value, Values);
  for (Place &V : Values)
    store(Target, std::move(V), Where);
}

/// True if \p P ends in a field, maybe in an element of one.
static bool isField(const Place &P) {
  return llvm::any_of(P.Path,
                      [](SymbolId Step) { return Step != ElementStep; });
}

/// True if \p T, or what it points to, holds something.
bool FunctionReader::isHolding(QualType T) {
  return C.Types.isRelevant(T) ||
         (T->isPointerType() && C.Types.isRelevant(T->getPointeeType()));
}

void FunctionReader::breakHold(const Expr *Target, const Stmt *Where) {
  if (!isHolding(Target->getType()) && !C.Counted.isHeldIn(Target))
    return;
  if (MaybePlace P = slotOf(Target); P && isField(*P))
    append(EffectKind::Break, *P, Where);
}

void FunctionReader::capture(Place Closure, const Expr *Value, QualType As) {
  MaybePlace P = placeOf(Value);
  if (!P)
    return;
  HoldKind Kind = HoldKind::Raw;
  for (const TypeHold &Hold : C.Types.holdsOf(As))
    if (strengthOf(Hold.Kind) > strengthOf(Kind) || Kind == HoldKind::Raw)
      Kind = Hold.Kind;
  EffectFact &Effect = append(EffectKind::Capture, std::move(Closure), Value);
  Effect.Value = std::move(*P);
  Effect.How = Kind;
}

/// Every function an expression names may be called, now or through a pointer.
void FunctionReader::mention(const Expr *E) {
  const FunctionDecl *F = nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    F = dyn_cast<FunctionDecl>(Ref->getDecl());
  else if (const auto *Member = dyn_cast<MemberExpr>(E))
    F = dyn_cast<FunctionDecl>(Member->getMemberDecl());
  else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    F = Construct->getConstructor();
  if (F && C.Names.isUserCode(F))
    Fact.Calls.push_back(C.Names.idOf(F));
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
  if (Slot && isField(*Slot)) {
    if (isEmptyValue(Value))
      breakHold(Target, Whole);
    else if (C.Types.isRelevant(T) || C.Counted.storeOf(Whole))
      storeAll(*Slot, Value, Whole);
  }
  // A local handle, pointer or reference now names something else.
  MaybePlace P = placeOf(Target);
  if (!P || !P->Path.empty())
    return;
  if (Name)
    if (MaybePlace V = isEmptyValue(Value) ? std::nullopt : placeOf(Value);
        V && isa<VarDecl>(Name->getDecl()) && V->Object != P->Object)
      bind(P->Object, *V, Whole);
}

void FunctionReader::memberCall(const CXXMemberCallExpr *E) {
  const CXXMethodDecl *Method = E->getMethodDecl();
  const Expr *Receiver = E->getImplicitObjectArgument();
  if (!Method || !Receiver)
    return;
  const CXXRecordDecl *Class = receiverClass(E);
  if (const HandleModel *Model = C.Types.modelOf(Class)) {
    auto It = Method->getDeclName().isIdentifier()
                  ? Model->Members.find(Method->getName())
                  : Model->Members.end();
    if (It != Model->Members.end())
      modelledMember(It->second, E);
    return;
  }
  if (C.Types.roleOf(Class) == TypeRole::Handle) {
    // A smart pointer of the user's: a member that can change it empties it,
    // or with an argument re-targets it.
    if (!Method->isConst() && !Method->getOverloadedOperator())
      modelledMember(MemberEffect::Replace, E);
    return;
  }
  llvm::ArrayRef<const Expr *> Arguments(E->getArgs(), E->getNumArgs());
  call(Method, Receiver, Arguments, E);
}

void FunctionReader::modelledMember(MemberEffect Effect,
                                    const CXXMemberCallExpr *E) {
  // Without the cast to the library's base class that declares the member.
  const Expr *Receiver = E->getImplicitObjectArgument()->IgnoreParenImpCasts();
  if (!isHolding(Receiver->getType()))
    return;
  switch (Effect) {
  case MemberEffect::View:
    return;
  case MemberEffect::Break:
  case MemberEffect::Take:
    return breakHold(Receiver, E);
  case MemberEffect::Swap:
    if (E->getNumArgs() == 1)
      swapHolds(Receiver, E->getArg(0), E);
    return;
  case MemberEffect::Replace:
    if (E->getNumArgs() == 0 || isEmptyValue(E->getArg(0)))
      return breakHold(Receiver, E);
    return assign(Receiver, E->getArg(0), E);
  case MemberEffect::Store:
    break;
  }
  MaybePlace P = slotOf(Receiver);
  if (!P || !isField(*P))
    return;
  for (const Expr *Argument : E->arguments())
    if (C.Types.isRelevant(Argument->getType()) ||
        isa<LambdaExpr>(stripped(Argument)))
      storeAll(*P, Argument, E);
}

/// A field swapped with a parameter holds what the caller gave, as in a setter;
/// swapped with anything else it may be empty afterwards.
void FunctionReader::swapHolds(const Expr *Left, const Expr *Right,
                               const Expr *Whole) {
  for (auto [Field, Other] : {std::pair(Left, Right), std::pair(Right, Left)}) {
    const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Other));
    MaybePlace P =
        Ref && isa<ParmVarDecl>(Ref->getDecl()) ? slotOf(Field) : std::nullopt;
    if (P && isField(*P) && C.Types.isRelevant(Field->getType()))
      storeAll(*P, Other, Whole);
    else
      breakHold(Field, Whole);
  }
}

void FunctionReader::freeCall(const CallExpr *E) {
  const FunctionDecl *Callee = E->getDirectCallee();
  if (!Callee)
    return;
  const CallModel *Model = modelOf(Callee);
  if (countedCall(E, Model))
    return;
  if (Model)
    return modelledCall(*Model, E);
  call(Callee, nullptr,
       llvm::ArrayRef<const Expr *>(E->getArgs(), E->getNumArgs()), E);
}

void FunctionReader::modelledCall(const CallModel &Model, const CallExpr *E) {
  const Expr *Argument =
      Model.Argument < E->getNumArgs() ? E->getArg(Model.Argument) : nullptr;
  switch (Model.Effect) {
  case CallEffect::Same:
    // std::move(x->field): whoever takes it leaves the field empty.
    if (Argument && E->isXValue() && Argument->isLValue() &&
        !Argument->getType().isConstQualified())
      breakHold(Argument, E);
    return;
  case CallEffect::Make:
    return make(E);
  case CallEffect::Take:
    // exchange(field, value) fills the field again unless the value is empty.
    if (Argument && E->getNumArgs() == 2 && Model.Argument == 0)
      return assign(Argument, E->getArg(1), E);
    [[fallthrough]];
  case CallEffect::Break:
    if (Argument)
      breakHold(Argument, E);
    return;
  case CallEffect::Swap:
    if (E->getNumArgs() == 2)
      swapHolds(E->getArg(0), E->getArg(1), E);
    return;
  case CallEffect::Bind:
    return bindCall(E);
  default:
    return; // nothing stays, or countedCall() has seen to it
  }
}

void FunctionReader::bindCall(const CallExpr *E) {
  Place Closure = made(E, ObjectKind::Closure);
  for (const Expr *Argument : E->arguments())
    if (C.Types.isRelevant(Argument->getType()))
      capture(Closure, Argument, Argument->getType());
}

/// make_shared<T>(args) constructs T inside the library; the constructor is
/// the one with that many parameters.
void FunctionReader::make(const CallExpr *E) {
  const auto *Record =
      dyn_cast_or_null<CXXRecordDecl>(recordOf(E->getType(), C.Types));
  if (!Record || !Record->hasDefinition() || !C.Names.isUserCode(Record))
    return;
  unsigned Count = E->getNumArgs();
  for (const CXXConstructorDecl *Ctor : Record->getDefinition()->ctors()) {
    if (Ctor->isCopyOrMoveConstructor() || Ctor->getNumParams() < Count ||
        Ctor->getMinRequiredArguments() > Count)
      continue;
    Fact.Calls.push_back(C.Names.idOf(Ctor));
    return construct(Ctor, made(E, ObjectKind::Fresh),
                     llvm::ArrayRef<const Expr *>(E->getArgs(), Count), E);
  }
}

/// What a call passes: positions count, so what is no place is an object too.
Place FunctionReader::argument(const Expr *E) {
  if (MaybePlace P = placeOf(E))
    return *P;
  ObjectKind Kind = isEmptyValue(E) ? ObjectKind::Empty : ObjectKind::Unknown;
  return {objectFor(E, Kind, {}, "", {}), {}};
}

void FunctionReader::construct(const CXXConstructorDecl *Ctor, Place Target,
                               llvm::ArrayRef<const Expr *> Arguments,
                               const Expr *E) {
  if (!C.Names.isUserCode(Ctor) || Ctor->isImplicit() ||
      !C.Types.ownsSomething(Ctor->getParent()))
    return;
  EffectFact &Effect = append(EffectKind::Call, Target, E);
  Effect.Value = std::move(Target);
  Effect.Callee = C.Names.idOf(Ctor);
  Effect.HasTarget = true;
  size_t Index = Fact.Effects.size() - 1;
  for (const Expr *Argument : Arguments) {
    // Naming an argument may add objects, never effects: Index stays valid.
    Place P = argument(Argument);
    Fact.Effects[Index].Arguments.push_back(std::move(P));
  }
}

/// Fields handed out by non-const reference may come back empty.
void FunctionReader::lendFields(const FunctionDecl *Callee,
                                llvm::ArrayRef<const Expr *> Arguments) {
  for (auto [Index, Argument] : llvm::enumerate(Arguments)) {
    if (Index >= Callee->getNumParams())
      return;
    QualType T = Callee->getParamDecl(Index)->getType();
    bool Writable = (T->isReferenceType() || T->isPointerType()) &&
                    !T->getPointeeType().isConstQualified();
    TypeRole Role =
        Writable ? C.Types.roleOf(T->getPointeeType()) : TypeRole::Plain;
    bool IsRawPointer =
        Writable && T->isPointerType() && !T->getPointeeType()->isRecordType();
    if (Writable && !IsRawPointer && Role != TypeRole::Plain)
      breakHold(Argument, Argument);
  }
}

void FunctionReader::call(const FunctionDecl *Callee, const Expr *Receiver,
                          llvm::ArrayRef<const Expr *> Arguments,
                          const Expr *E) {
  lendFields(Callee, Arguments);
  if (!C.Names.isUserCode(Callee))
    return;
  auto IsRelevant = [&](const Expr *X) {
    return C.Types.isRelevant(X->getType()) || isa<LambdaExpr>(stripped(X));
  };
  if (!(Receiver && IsRelevant(Receiver)) &&
      llvm::none_of(Arguments, IsRelevant) && !C.Types.isRelevant(E->getType()))
    return;
  std::vector<Place> Places;
  for (const Expr *Argument : Arguments)
    Places.push_back(argument(Argument));
  MaybePlace Target = Receiver ? placeOf(Receiver) : std::nullopt;
  Place Result = made(E, ObjectKind::Result);
  EffectFact &Effect = append(EffectKind::Call, Target ? *Target : Place{}, E);
  Effect.HasTarget = Target.has_value();
  Effect.Callee = C.Names.idOf(Callee);
  Effect.Arguments = std::move(Places);
  Effect.Value = Result;
}

void FunctionReader::aggregate(const InitListExpr *E) {
  const CXXRecordDecl *Record = E->getType()->getAsCXXRecordDecl();
  if (!Record || !E->isSemanticForm() ||
      C.Types.roleOf(Record) != TypeRole::Plain ||
      !C.Types.isRelevant(E->getType()) || Record->isUnion())
    return;
  Place Self = made(E, ObjectKind::Fresh);
  // Bases come first in the list; they have no field to store into.
  unsigned Index = Record->getNumBases();
  for (const FieldDecl *Field : Record->fields()) {
    if (Index >= E->getNumInits())
      return;
    const Expr *Value = E->getInit(Index++);
    if (C.Types.isRelevant(Field->getType()) && !isEmptyValue(Value))
      storeAll({Self.Object, {C.Names.idOf(Field)}}, Value, Value);
  }
}

} // namespace ouro::extract
