//===- CallEffects.cpp - What calls do to holds ---------------------------===//
#include "checks/Extract/FunctionReader.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

/// What the class that \p E calls a member of says about that member.
std::optional<MemberEffect>
FunctionReader::memberEffectOf(const CXXMemberCallExpr *E) {
  const CXXMethodDecl *Method = E->getMethodDecl();
  const HandleModel *Model =
      Method ? C.Types.modelOf(receiverClass(E)) : nullptr;
  if (!Model || !Method->getDeclName().isIdentifier())
    return std::nullopt;
  auto It = Model->Members.find(Method->getName());
  return It == Model->Members.end() ? std::nullopt : std::optional(It->second);
}

bool FunctionReader::isPeek(const Expr *E) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(stripped(E));
  return Call && memberEffectOf(Call) == MemberEffect::Peek;
}

void FunctionReader::memberCall(const CXXMemberCallExpr *E) {
  const CXXMethodDecl *Method = E->getMethodDecl();
  const Expr *Receiver = E->getImplicitObjectArgument();
  if (!Method || !Receiver)
    return;
  const CXXRecordDecl *Class = receiverClass(E);
  if (C.Types.modelOf(Class)) {
    if (std::optional<MemberEffect> Effect = memberEffectOf(E))
      modelledMember(*Effect, E);
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
  if (const CallModel *Model = modelOf(Method);
      Model && Model->Effect == CallEffect::Adopt)
    return adopt(*Model, argument(Receiver), Arguments, E);
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
  case MemberEffect::Peek:
    return;
  case MemberEffect::Break:
  case MemberEffect::Take:
    return breakHold(Receiver, E);
  case MemberEffect::Pop:
    return breakHold(Receiver, E, /*Positional=*/true);
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
  MaybePlace Content =
      P && !isField(*P) ? contentOf(Receiver, *P) : std::nullopt;
  QualType As = Receiver->getType();
  if (As->isPointerType()) // handle->push_back(...)
    As = As->getPointeeType();
  if (!P || (!isField(*P) && !Content))
    return;
  for (const Expr *Argument : E->arguments()) {
    if (!C.Types.isRelevant(Argument->getType()) &&
        !isa<LambdaExpr>(stripped(Argument)))
      continue;
    if (Content)
      storeContent(*Content, As, Argument, E);
    else
      storeAll(*P, Argument, E);
  }
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

/// What takes the value out does so after this expression is evaluated.
void FunctionReader::moveFrom(const Expr *Source, const Stmt *Where) {
  size_t Before = Fact.Effects.size();
  breakHold(Source, Where);
  if (Fact.Effects.size() > Before) {
    Moved.push_back(std::move(Fact.Effects.back()));
    Fact.Effects.pop_back();
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
  // atomic_store(&field, value): what the pointer leads to.
  if (const auto *Address = dyn_cast_or_null<UnaryOperator>(
          Argument ? Argument->IgnoreParenImpCasts() : nullptr);
      Address && Address->getOpcode() == UO_AddrOf)
    Argument = Address->getSubExpr();
  switch (Model.Effect) {
  case CallEffect::Same:
    // std::move(x->field): whoever takes it leaves the field empty.
    if (Argument && E->isXValue() && Argument->isLValue() &&
        !Argument->getType().isConstQualified())
      moveFrom(Argument, E);
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
  case CallEffect::Attach:
  case CallEffect::Detach:
    return attach(Model, E);
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

/// What an object keeps without a field is some element of it.
void FunctionReader::attach(const CallModel &Model, const CallExpr *E) {
  MaybePlace Owner = placeOf(E->getArg(Model.Argument));
  if (!Owner)
    return;
  Owner->Path.push_back(ElementStep);
  if (Model.Effect == CallEffect::Detach) {
    append(EffectKind::Break, std::move(*Owner), E);
    return;
  }
  for (const Expr *Kept : E->arguments())
    if (Kept != E->getArg(Model.Argument) &&
        C.Types.isRelevant(Kept->getType()))
      storeContent(*Owner, Kept->getType(), Kept, E);
}

void FunctionReader::adopt(const CallModel &Model, Place Child,
                           llvm::ArrayRef<const Expr *> Arguments,
                           const Expr *E) {
  if (Model.Argument >= Arguments.size() ||
      isEmptyValue(Arguments[Model.Argument]))
    return;
  // The base class that keeps children may hold nothing that we see.
  const Expr *Parent = stripped(Arguments[Model.Argument]);
  const auto *Name = dyn_cast<DeclRefExpr>(Parent);
  const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
  if (MaybePlace Owner =
          Variable ? placeOfVariable(Variable) : placeOf(Parent)) {
    Owner->Path.push_back(ElementStep);
    EffectFact &Effect = append(EffectKind::Store, std::move(*Owner), E);
    Effect.Value = std::move(Child);
    Effect.How = HoldKind::Unique;
  }
}

void FunctionReader::bindCall(const CallExpr *E) {
  Place Closure = made(E, ObjectKind::Closure);
  for (const Expr *Argument : E->arguments())
    if (C.Types.isRelevant(Argument->getType()))
      capture(Closure, Argument, Argument->getType(), "");
}

/// make_shared<T>(args) constructs T inside the library; the constructor is
/// the one with that many parameters.
void FunctionReader::make(const CallExpr *E) {
  // make_shared<std::function<...>>(closure)
  if (E->getNumArgs() == 1 && !recordOf(E->getType(), C.Types) &&
      C.Types.isRelevant(E->getArg(0)->getType()))
    storeContent({made(E, ObjectKind::Fresh).Object, {ElementStep}},
                 E->getType(), E->getArg(0), E);
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
  if (Ctor->isDefaulted())
    return;
  bool TakesPointer =
      llvm::any_of(Ctor->parameters(), [](const ParmVarDecl *P) {
        return P->getType()->isPointerType();
      });
  const CallModel *Model =
      TakesPointer ? C.Models.findFunction(C.Names.modelName(Ctor)) : nullptr;
  if (Model && Model->Effect == CallEffect::Adopt)
    return adopt(*Model, std::move(Target), Arguments, E);
  if (!C.Names.isUserCode(Ctor) || !C.Types.ownsSomething(Ctor->getParent()))
    return giveAway(Arguments, E);
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

/// Somebody gets hold of what \p Given lead to, and the types no longer tell
/// what becomes of it: the callee is unknown.
void FunctionReader::giveAway(llvm::ArrayRef<const Expr *> Given,
                              const Expr *Whole) {
  std::vector<Place> Places;
  for (const Expr *E : Given)
    if (MaybePlace P = placeOf(E);
        P && C.Types.isRelevant(stripped(E)->getType()))
      Places.push_back(std::move(*P));
  if (!Places.empty())
    append(EffectKind::Call, {}, Whole).Arguments = std::move(Places);
}

/// The pointers among \p Arguments that are passed as something that holds
/// nothing: void *, an interface.
void FunctionReader::giveAwayDisguised(llvm::ArrayRef<const Expr *> Arguments,
                                       const Expr *Whole) {
  llvm::SmallVector<const Expr *> Disguised;
  for (const Expr *Argument : Arguments)
    if (!C.Types.isRelevant(Argument->getType()))
      Disguised.push_back(Argument);
  giveAway(Disguised, Whole);
}

void FunctionReader::call(const FunctionDecl *Callee, const Expr *Receiver,
                          llvm::ArrayRef<const Expr *> Arguments,
                          const Expr *E) {
  lendFields(Callee, Arguments);
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  // What a closure does is told where it is made.
  if (Method && Method->getParent()->isLambda())
    return;
  if (!C.Names.isUserCode(Callee)) {
    if (!Callee->isOverloadedOperator())
      giveAway(Arguments, E);
    return;
  }
  giveAwayDisguised(Arguments, E);
  if (Receiver && !Method->isConst())
    giveAwayDisguised(Receiver, E);
  auto IsRelevant = [&](const Expr *X) {
    return C.Types.isRelevant(X->getType()) || isa<LambdaExpr>(stripped(X));
  };
  // That a closure calls the function that makes it matters in any case.
  bool Again = Body && C.Names.idOf(Callee) == Fact.Id;
  if (!Again && !(Receiver && IsRelevant(Receiver)) &&
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

} // namespace ouro::extract
