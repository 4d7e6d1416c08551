//===- FlowCallEffects.cpp - What calls do --------------------------------===//
#include "checks/Extract/Deleters.h"
#include "checks/Extract/FlowLowering.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

/// The name people know a function by.
static std::string nameOf(const FunctionDecl *F) {
  const auto *Method = dyn_cast<CXXMethodDecl>(F);
  std::string Own = F->getNameAsString();
  return Method && !Method->getParent()->isLambda()
             ? Method->getParent()->getNameAsString() + "::" + Own
             : Own;
}

FlowValues::MaybePlace FlowLowering::slotPlace(const LoweredCall &Call,
                                               const CallSlot &Slot) {
  switch (Slot.Where) {
  case CallSlot::Kind::Result:
    return FlowValues::resultPlace(Values.resultOf(Call.Whole));
  case CallSlot::Kind::Receiver:
    return Call.Receiver ? FlowValues::pointeeOf(*Call.Receiver) : std::nullopt;
  case CallSlot::Kind::Object:
    return Call.Object;
  case CallSlot::Kind::Argument:
  case CallSlot::Kind::Pointee:
    break;
  }
  if (Slot.Index >= Call.Arguments.size())
    return std::nullopt;
  const Expr *Argument = Call.Arguments[Slot.Index];
  if (Slot.Where == CallSlot::Kind::Argument)
    return Values.placeOf(Argument);
  FlowValues::MaybePlace Place = Values.pointeeOf(Argument);
  if (!Place)
    return std::nullopt;
  if (Slot.Element)
    Place = FlowValues::elementOf(std::move(*Place), *Slot.Element);
  if (Slot.Field.empty())
    return Place;
  QualType Type = plain(Argument)->getType();
  QualType Pointee = Type->getPointeeType();
  const RecordDecl *Record =
      (Pointee.isNull() ? Type : Pointee)->getAsRecordDecl();
  if (Record && Record->getDefinition())
    for (const FieldDecl *Field : Record->getDefinition()->fields())
      if (Field->getName() == Slot.Field)
        return Values.memberOf(std::move(*Place), Field);
  return std::nullopt;
}

FlowOperand FlowLowering::slotValue(const LoweredCall &Call,
                                    const CallSlot &Slot) {
  if (Slot.Where == CallSlot::Kind::Receiver)
    return Call.Receiver.value_or(FlowValues::unknown());
  if (Slot.Where == CallSlot::Kind::Argument)
    return Slot.Index < Call.Arguments.size()
               ? Values.valueOf(Call.Arguments[Slot.Index])
               : FlowValues::unknown();
  FlowValues::MaybePlace Place = slotPlace(Call, Slot);
  return Place ? FlowValues::load(std::move(*Place)) : FlowValues::unknown();
}

/// The signs that \p Value has for sure.
static SignSet signsOf(const FlowOperand &Value) {
  switch (Value.How) {
  case FlowOperand::Kind::Constant:
    return SignSet::of(Value.Constant);
  case FlowOperand::Kind::Address:
    return SignSet::positive();
  case FlowOperand::Kind::Unknown:
    return Value.Signs;
  case FlowOperand::Kind::Load:
  case FlowOperand::Kind::Sum:
  case FlowOperand::Kind::Negated:
    break;
  }
  return SignSet::any();
}

/// Whether the text of the call allows the effect; see ArgumentCondition.
bool FlowLowering::mayHappen(const LoweredCall &Call,
                             const ResourceEffect &Effect) {
  auto SignsOf = [&](unsigned Index) {
    return Index < Call.Arguments.size()
               ? signsOf(Values.valueOf(Call.Arguments[Index]))
               : SignSet::any();
  };
  if (Effect.Unless &&
      Effect.Unless->Signs.contains(SignsOf(Effect.Unless->Index)))
    return false;
  if (!Effect.Given)
    return true;
  SignSet Signs = SignsOf(Effect.Given->Index);
  bool Surely = Effect.What == ResourceEffect::Kind::Acquire ||
                Effect.What == ResourceEffect::Kind::Release;
  return Surely ? Effect.Given->Signs.contains(Signs)
                : Effect.Given->Signs.meets(Signs);
}

std::optional<FlowGuard> FlowLowering::guardOf(const LoweredCall &Call,
                                               const ResourceEffect &Effect) {
  // Who does not ask whether something was taken relies on it.
  bool Takes = Effect.What == ResourceEffect::Kind::Consume ||
               Effect.What == ResourceEffect::Kind::Release;
  if (Effect.Success.isAny() ||
      (Takes && Effect.Witness.Where == CallSlot::Kind::Result &&
       isDiscarded(Call.Whole)))
    return std::nullopt;
  return FlowGuard{slotValue(Call, Effect.Witness), Effect.Success};
}

/// The kind of what \p Meant acquires; none if nothing tells.
std::optional<unsigned> FlowLowering::acquiredBy(const LoweredCall &Call,
                                                 const MeantEffect &Meant) {
  if (!Meant.Effect.Deleter)
    return Meant.Resource;
  // Whoever drops the result may have told a new owner before.
  if (isDiscarded(Call.Whole) && !isAllThereIs(F.getBody(), Call.Whole))
    return std::nullopt;
  return resourceOfDeleter(classArgument(Call.Callee, *Meant.Effect.Deleter),
                           Calls);
}

void FlowLowering::apply(const LoweredCall &Call, const MeantEffect &Meant) {
  const ResourceEffect &Effect = Meant.Effect;
  if (!mayHappen(Call, Effect))
    return;
  bool Held = Effect.Slot.Where == CallSlot::Kind::Argument ||
              Effect.Slot.Where == CallSlot::Kind::Receiver;
  switch (Effect.What) {
  case ResourceEffect::Kind::Acquire: {
    std::optional<unsigned> Resource = acquiredBy(Call, Meant);
    FlowValues::MaybePlace Target = slotPlace(Call, Effect.Slot);
    FlowOperand Gains =
        Held ? slotValue(Call, Effect.Slot) : FlowValues::unknown();
    if (!Resource || (Held ? Gains.How == FlowOperand::Kind::Unknown : !Target))
      return;
    std::optional<FlowGuard> Guard = guardOf(Call, Effect);
    FlowEffect &New = append(FlowEffectKind::Acquire, Call.At);
    if (Target && !Held)
      New.Target = std::move(*Target);
    New.Value = std::move(Gains);
    New.Resource = *Resource;
    New.Guard = std::move(Guard);
    return;
  }
  case ResourceEffect::Kind::Release:
  case ResourceEffect::Kind::Consume: {
    FlowOperand Value = slotValue(Call, Effect.Slot);
    if (Value.How == FlowOperand::Kind::Unknown)
      return;
    std::optional<FlowGuard> Guard = guardOf(Call, Effect);
    bool Releases = Effect.What == ResourceEffect::Kind::Release;
    if (Releases && Value.How == FlowOperand::Kind::Constant &&
        Effect.Slot.Where == CallSlot::Kind::Argument &&
        Call.Arguments[Effect.Slot.Index]->getType()->isIntegerType())
      Placing.push_back({Current, static_cast<unsigned>(
                                      Graph.Blocks[Current].Effects.size())});
    FlowEffect &New = append(
        Releases ? FlowEffectKind::Release : FlowEffectKind::Transfer, Call.At);
    New.Value = std::move(Value);
    New.Resource = Meant.Resource;
    New.Guard = std::move(Guard);
    return;
  }
  case ResourceEffect::Kind::Keep:
    if (Effect.Slot.Where != CallSlot::Kind::Pointee)
      return escape(slotValue(Call, Effect.Slot), Call.At);
    if (FlowValues::MaybePlace Place = slotPlace(Call, Effect.Slot)) {
      QualType Type = plain(Call.Arguments[Effect.Slot.Index])->getType();
      QualType Pointee = Type->getPointeeType();
      escapeParts(*Place, definitionOf(Pointee.isNull() ? Type : Pointee),
                  Call.At);
    }
    return;
  case ResourceEffect::Kind::Clear:
    if (FlowValues::MaybePlace Target = slotPlace(Call, Effect.Slot))
      assign(std::move(*Target), FlowValues::constant(0), Call.At);
    return;
  }
}

/// \p Value, which \p Argument gives, gets to who may keep \p What of it.
void FlowLowering::keep(Keeps What, const FlowOperand &Value,
                        const Expr *Argument) {
  SourceRange At = Argument->getSourceRange();
  if (What == Keeps::Anything)
    return escape(Value, At);
  if (What == Keeps::Nothing)
    return;
  QualType Type = plain(Argument)->getType();
  if (QualType Pointee = Type->getPointeeType();
      Value.How != FlowOperand::Kind::Address && !Pointee.isNull())
    Type = Pointee;
  if (FlowValues::MaybePlace Place = FlowValues::pointeeOf(Value))
    escapeParts(*Place, definitionOf(Type), At);
}

/// Some try block of the function is around \p Call.
bool FlowLowering::isTried(const Expr *Call) {
  if (!Tried) {
    Tried.emplace();
    llvm::SmallVector<std::pair<const Stmt *, bool>, 16> Todo{
        {F.getBody(), false}};
    while (!Todo.empty()) {
      auto [S, Inside] = Todo.pop_back_val();
      if (!S)
        continue;
      if (Inside && isa<CallExpr, CXXConstructExpr>(S))
        Tried->insert(S);
      const auto *Try = dyn_cast<CXXTryStmt>(S);
      for (const Stmt *Child : S->children())
        Todo.push_back({Child, Inside || (Try && Child == Try->getTryBlock())});
    }
  }
  return Tried->contains(Call);
}

/// \p SpokenOf: models or annotations say what happens to the arguments.
void FlowLowering::appendCall(const LoweredCall &Call, bool SpokenOf) {
  const CallMeaning &Meaning = *Call.Meaning;
  // Arguments that only some annotation speaks of: the others may be kept.
  bool Partly = !Meaning.Borrows && !Meaning.HasBody &&
                (SpokenOf || llvm::any_of(Meaning.Parameters, [](Keeps K) {
                   return K != Keeps::Anything;
                 }));
  std::vector<FlowOperand> Arguments = lowerArguments(Call, Partly, SpokenOf);
  FlowEffect &Effect = append(FlowEffectKind::Call, Call.At);
  Effect.Result = Values.resultOf(Call.Whole);
  Effect.Arguments = std::move(Arguments);
  Effect.Receiver = Call.Receiver;
  Effect.Signs = Meaning.Result;
  Effect.Borrows = Meaning.Borrows || SpokenOf || Partly;
  Effect.Pure = Meaning.Pure;
  Effect.MayThrow =
      !Meaning.Borrows && Calls.mayThrow(Call.Callee) && !isTried(Call.Whole);
  if (!Call.Callee) {
    if (const auto *E = dyn_cast<CallExpr>(Call.Whole)) {
      FlowOperand Pointer = Values.functionOf(E->getCallee());
      if (Pointer.How != FlowOperand::Kind::Unknown)
        Graph.Blocks[Current].Effects.back().Pointer = std::move(Pointer);
    }
    return;
  }
  Effect.Callee = Calls.Names.idOf(Call.Callee);
  Effect.Guessed = Partly && !SpokenOf;
  Effect.Name = nameOf(Call.Callee);
  const auto *Method = dyn_cast<CXXMethodDecl>(Call.Callee);
  Effect.Virtual = Method && !Call.Exact && Method->isVirtual() &&
                   !Method->hasAttr<FinalAttr>() &&
                   !Method->getParent()->hasAttr<FinalAttr>() &&
                   !isa<CXXConstructorDecl>(Method);
  // Members of a library's class do not give their own object away.
  bool Stays = Method && Call.Receiver && !Effect.Borrows &&
               (!Calls.Names.isUserCode(Method) ||
                ((Effect.Virtual || !Meaning.HasBody) &&
                 isQuestion(Method, Call.Whole)));
  if (Stays)
    Effect.Receiver.reset();
}

void FlowLowering::emit(const LoweredCall &Call) {
  const CallMeaning &Meaning = *Call.Meaning;
  if (Meaning.Content && *Meaning.Content < Call.Arguments.size()) {
    CallSlot Slot;
    Slot.Where = CallSlot::Kind::Pointee;
    Slot.Index = *Meaning.Content;
    assign(FlowValues::variablePlace(Values.temporaryOf(Call.Whole)),
           slotValue(Call, Slot), Call.At);
  }
  appendCall(Call, !Meaning.Effects.empty());
  for (const MeantEffect &Meant : Meaning.Effects)
    apply(Call, Meant);
  if (Meaning.NoReturn) {
    Graph.Blocks[Current].Exit = FlowExit::Stop;
    Graph.Blocks[Current].Where = Calls.Map.spanOf(Call.At);
    Ended = true;
  }
}

void FlowLowering::lowerConstruct(const CXXConstructExpr *E) {
  const CXXConstructorDecl *Callee = E->getConstructor();
  auto It = Constructed.find(E);
  if (Callee->isTrivial())
    return; // copies are values, the rest does nothing
  LoweredCall Call;
  Call.Callee = Callee;
  Call.Meaning = &Calls.meaningOf(Callee);
  Call.Whole = E;
  Call.At = E->getSourceRange();
  Call.Arguments.assign(E->arg_begin(), E->arg_end());
  Call.Receiver = It != Constructed.end()
                      ? It->second
                      : FlowValues::address(FlowValues::variablePlace(
                            Values.temporaryOf(E, /*Managed=*/true)));
  if (!Call.Meaning->HasBody && !Call.Meaning->Modelled && !mayRegister(E))
    Call.Receiver.reset();
  emit(Call);
}

void FlowLowering::lowerNew(const CXXNewExpr *E) {
  std::optional<unsigned> Resource = Calls.resourceOf(E);
  FlowPlace Target = FlowValues::resultPlace(Values.resultOf(E));
  bool MayFail = E->shouldNullCheckAllocation();
  FlowEffect &Call = append(FlowEffectKind::Call, E->getSourceRange());
  Call.Result = Target.Index;
  Call.Name = E->isArray() ? "new[]" : "new";
  Call.Borrows = true;
  Call.Signs = MayFail ? SignSet::notNegative() : SignSet::positive();
  if (!Resource)
    return;
  FlowEffect &New = append(FlowEffectKind::Acquire, E->getSourceRange());
  New.Target = Target;
  New.Resource = *Resource;
  if (MayFail)
    New.Guard = FlowGuard{FlowValues::load(Target), SignSet::positive()};
}

/// What `new T{...}` stores in the object, once it is evaluated.
void FlowLowering::initialiseNew(const CXXNewExpr *E) {
  const Expr *Init = E->getInitializer();
  if (!Init || E->isArray() || isa<CXXConstructExpr>(plain(Init)))
    return;
  if (const auto *List = dyn_cast<ParenListExpr>(plain(Init))) {
    if (List->getNumExprs() != 1)
      return;
    Init = List->getExpr(0);
  }
  if (FlowValues::MaybePlace Place = FlowValues::pointeeOf(Values.valueOf(E)))
    initialise(*Place, E->getAllocatedType(), Init);
}

void FlowLowering::lowerInitialiser(const CXXCtorInitializer *Init) {
  const FieldDecl *Field = Init->getAnyMember();
  if (!Field || !Init->getInit())
    return; // a base: its constructor's call is lowered
  FlowPlace This = FlowValues::variablePlace(Values.receiver());
  This.Steps.push_back({FlowStep::Kind::Deref});
  initialise(Values.memberOf(std::move(This), Field), Field->getType(),
             Init->getInit());
}

} // namespace ouro::extract
