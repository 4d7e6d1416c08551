//===- PathCalls.cpp - What calls do with what they get -------------------===//
#include "checks/Reasoning/PathMachine.h"
#include "llvm/ADT/STLExtras.h"

using namespace ouro::facts;

namespace ouro::reasoning {

/// A library writes through addresses that it gets, but not over handles: what
/// it acquires is spelled out by effects of its own.
void PathMachine::borrow(PathState &State, const FlowOperand &Operand) {
  PathValue Value = evaluate(Operand, State);
  unsigned Whole = NoIndex;
  if (Operand.How == FlowOperand::Kind::Address)
    Whole = resolve(Operand.Place, State);
  else if (Value.isAddress())
    Whole = Value.index();
  else if (Value.isSymbol())
    Whole = Places.ofPointee(Value.index());
  if (Whole == NoIndex)
    return;
  llvm::erase_if(State.Places, [&](const auto &P) {
    return Places.isWithin(P.first, Whole) &&
           !(P.second.isSymbol() && State.objectOf(P.second.index()));
  });
}

/// \p Operand points to where call \p Call puts a failure, if it has one.
bool PathMachine::tellsFailure(const FlowOperand &Operand,
                               unsigned Call) const {
  for (const FlowEffect *Effect : llvm::drop_begin(Numbered, Call + 1)) {
    if (Effect->Kind == FlowEffectKind::Call ||
        Effect->Kind == FlowEffectKind::Assign ||
        Effect->Kind == FlowEffectKind::End)
      return false; // no longer what a model says of the call
    if (Effect->Kind != FlowEffectKind::Acquire || !isFailure(Effect->Resource))
      continue;
    FlowPlace Target = Operand.Place;
    if (Operand.How == FlowOperand::Kind::Load)
      Target.Steps.push_back({FlowStep::Kind::Deref});
    if (Effect->Target == Target)
      return true;
  }
  return false;
}

/// The result of call \p Effect, as far as it has one.
static std::optional<unsigned> resultOf(const FlowEffect &Effect,
                                        const PathPlaces &Places) {
  if (Effect.Result == NoIndex)
    return std::nullopt;
  return Places.resultOf(Effect.Result);
}

/// What the called body does; null if there is none that we see.
const FunctionEffects *PathMachine::effectsOf(const FlowEffect &Call,
                                              const PathState &State) {
  if (Call.Callee)
    return Call.Virtual ? nullptr : Effects.find(Call.Callee);
  if (!Call.Pointer)
    return nullptr;
  PathValue Pointer = evaluate(*Call.Pointer, State);
  if (!Pointer.isAddress() || !Places.isRoot(Pointer.index()) ||
      Places.rootKind(Pointer.index()) != PathPlaces::Root::Variable)
    return nullptr;
  SymbolId Function =
      Graph.Variables[Places.rootIndex(Pointer.index())].Function;
  return Function ? Effects.find(Function) : nullptr;
}

bool PathMachine::call(const FlowEffect &Effect, unsigned Number,
                       PathState &State, States &More) {
  if (auto Result = resultOf(Effect, Places)) {
    retire(State, *Result);
    State.set(Places.ofResult(Effect.Result), {});
    State.setSigns(*Result, Effect.Signs);
  }
  llvm::SmallVector<const FlowOperand *, 6> Operands;
  for (const FlowOperand &Argument : Effect.Arguments)
    Operands.push_back(&Argument);
  if (Effect.Receiver)
    Operands.push_back(&*Effect.Receiver);

  for (const FlowOperand *Operand : Operands)
    if (Operand->How != FlowOperand::Kind::Constant &&
        Operand->How != FlowOperand::Kind::Unknown &&
        Operand->Place.From == FlowPlace::Base::Variable) {
      bool Address = Operand->How == FlowOperand::Kind::Address;
      if (Address || !(Effect.Borrows || Effect.Pure))
        forgetConditionsOn(State, Operand->Place.Index, !Address);
    }
  if (Effect.Borrows) {
    for (const FlowOperand *Operand : Operands)
      if (!tellsFailure(*Operand, Number))
        borrow(State, *Operand);
    return true;
  }
  if (!Effect.Pure)
    State.forget([&](unsigned Condition) {
      return Graph.Conditions[Condition].Memory &&
             Graph.Conditions[Condition].Variables.empty();
    });
  const FunctionEffects *Known = effectsOf(Effect, State);
  if (!Effect.Pure)
    letOthersRun(State);
  if (!Known && Effect.Destroys && Effect.Receiver) {
    if (unsigned Object = targetOf(*Effect.Receiver, State);
        Object != NoIndex) {
      PathValue First = State.valueAt(Object);
      escapeParts(State, Object);
      escape(State, First);
    }
    return true;
  }
  if (!Known) {
    for (const FlowOperand *Operand : Operands)
      escapeOperand(State, *Operand);
    return true;
  }
  if (Known->NeverReturns)
    return false;
  applyKnown(Effect, *Known, Number, State, More);
  return true;
}

/// What the call gives, if anybody asks: an argument, or something of its own.
PathValue PathMachine::takeResult(const FlowEffect &Effect,
                                  const FunctionEffects &Known,
                                  PathState &State) {
  std::optional<unsigned> Symbol = resultOf(Effect, Places);
  if (!Symbol)
    return {};
  PathValue Result = PathValue::symbol(*Symbol);
  if (Known.SameAs != NoIndex && Known.SameAs < Effect.Arguments.size()) {
    PathValue Same = evaluate(Effect.Arguments[Known.SameAs], State);
    if (!Same.isUnknown())
      Result = Same;
  }
  State.setSigns(*Symbol, Known.Result & Effect.Signs);
  if (!Result.isSymbol(*Symbol))
    State.set(Places.ofResult(Effect.Result), Result);
  return Result;
}

/// A part of an argument's object is given back: what is returned may be what
/// was in it, or nothing if it was empty.
static bool releasesParts(const FunctionEffects &Known) {
  auto Releases = [](const SlotEffects &Slot) {
    return llvm::any_of(Slot.Parts, [](const PartEffects &Part) {
      return !Part.Freed.isEmpty();
    });
  };
  return Releases(Known.Receiver) || llvm::any_of(Known.Slots, Releases);
}

/// What the result can be goes with the signs of the arguments. A handle of
/// ours is looked at both ways if that makes a difference.
void PathMachine::takeTold(const FlowEffect &Effect,
                           const FunctionEffects &Known, PathState &State,
                           States &More) {
  std::optional<unsigned> Result = resultOf(Effect, Places);
  if (!Result)
    return;
  for (auto [Index, Argument] : llvm::enumerate(Effect.Arguments)) {
    const SlotEffects *Slot = Known.slot(Index);
    if (!Slot ||
        (Slot->Told[0] == Slot->Told[2] && Slot->Told[1] == Slot->Told[2]))
      continue;
    SignSet Alike = SignSet::none();
    for (auto [Sign, Told] : llvm::zip(EachSign, Slot->Told))
      if (Told == Slot->Told.back())
        Alike = Alike | Sign;
    PathValue Value = evaluate(Argument, State);
    size_t First = More.size();
    if (Value.isSymbol() && State.objectOf(Value.index()))
      splitOn(State, Value, Alike, More);
    auto Take = [&](PathState &Each) {
      SignSet Possible = SignSet::none();
      for (auto [Sign, Told] : llvm::zip(EachSign, Slot->Told))
        if (Each.signsOf(Value, Places).meets(Sign))
          Possible = Possible | Told;
      if (SignSet Now = Each.signsOf(*Result) & Possible; !Now.isEmpty())
        Each.setSigns(*Result, Now);
    };
    Take(State);
    std::for_each(More.begin() + First, More.end(), Take);
  }
}

void PathMachine::applyKnown(const FlowEffect &Effect,
                             const FunctionEffects &Known, unsigned Number,
                             PathState &State, States &More) {
  PathValue Result = takeResult(Effect, Known, State);
  size_t First = More.size();
  // What one step splits off is left to the next step.
  auto EachState = [&](llvm::function_ref<void(PathState &, States &)> Do) {
    llvm::SmallVector<PathState, 2> Split;
    Do(State, Split);
    for (size_t I = First, End = More.size(); I < End; ++I)
      Do(More[I], Split);
    for (PathState &Half : Split)
      More.push_back(std::move(Half));
  };
  EachState([&](PathState &Each, States &Split) {
    takeTold(Effect, Known, Each, Split);
  });
  auto Slot = [&](const FlowOperand &Operand, unsigned Index) {
    const SlotEffects *What = Known.slot(Index);
    bool Failure = llvm::any_of(Known.Outs, [&](const OutEffect &Out) {
      return Out.Slot == Index && Out.Path.empty() && isFailure(Out.Resource);
    });
    EachState([&](PathState &Each, States &Split) {
      if (What)
        applySlot(Operand, *What, Failure, Result, Number, Each, Split);
      else
        escapeOperand(Each, Operand);
    });
  };
  // Parts first: with the whole they would be lost.
  auto PartsOf = [&](const FlowOperand &Operand, const SlotEffects *What) {
    if (!What || What->MayKeep || What->MayTouch)
      return; // all of it has a new owner
    for (const PartEffects &Part : What->Parts)
      EachState([&](PathState &Each, States &Split) {
        applyPart(Operand, Part, Result, Number, Each, Split);
      });
  };
  for (auto [Index, Argument] : llvm::enumerate(Effect.Arguments))
    PartsOf(Argument, Known.slot(Index));
  if (Effect.Receiver)
    PartsOf(*Effect.Receiver, &Known.Receiver);
  for (auto [Index, Argument] : llvm::enumerate(Effect.Arguments))
    Slot(Argument, Index);
  if (Effect.Receiver)
    Slot(*Effect.Receiver, ReceiverSlot);
  if (Known.Returns == ReturnOwnership::Owned && Result.isSymbol() &&
      !(releasesParts(Known) && !isTaken(Effect.Result)))
    EachState([&](PathState &Each, States &) {
      addObject(Each, Result.index(), std::nullopt, Known.Resource, Number);
    });
  for (auto [Position, Out] : llvm::enumerate(Known.Outs))
    EachState(
        [&, Position = Position, &Out = Out](PathState &Each, States &Split) {
          applyOut(Effect, Out, Position, Result, Number, Each, Split);
        });
}

/// \p Failure: a failure is put into what \p Operand points to, nothing else.
void PathMachine::applySlot(const FlowOperand &Operand, const SlotEffects &Slot,
                            bool Failure, PathValue Result, unsigned Number,
                            PathState &State, States &More) {
  PathValue Value = evaluate(Operand, State);
  if (Slot.MayKeep || (Value.isAddress() && !Slot.Gone.isEmpty()))
    return escapeOperand(State, Operand);
  if (Operand.How == FlowOperand::Kind::Load) {
    unsigned Place = resolve(Operand.Place, State);
    if (Place != NoIndex)
      escapeParts(State, Place);
  }
  if (Slot.MayTouch)
    escapeContents(State, Value);
  else if (!Failure)
    borrow(State, Operand);
  applyFate(Value, Slot, Result, Number, State, More);
}

/// What the call does to one part of what \p Operand points to.
void PathMachine::applyPart(const FlowOperand &Operand, const PartEffects &Part,
                            PathValue Result, unsigned Number, PathState &State,
                            States &More) {
  if (!Part.MayKeep && Part.Gone.isEmpty())
    return;
  unsigned Base = targetOf(Operand, State);
  if (Base == NoIndex)
    return escapeSome(State, Operand.Place);
  unsigned Place = walk(Base, Part.Path, State);
  PathValue Value = Place == NoIndex ? PathValue() : load(Place, State);
  if (!Value.isSymbol()) {
    // The pointer may have been an interior one.
    bool Field = !Part.Path.empty() && Part.Path.back().Field;
    llvm::SmallVector<PathValue, 4> Values;
    for (const auto &[At, Held] : State.Places)
      if (Places.sameRoot(At, Base) &&
          (Place == NoIndex || !Field || Places.isWithin(At, Place) ||
           (!Places.isRoot(At) &&
            Places.lastStep(At) == fieldStep(Part.Path.back()))))
        Values.push_back(Held);
    for (PathValue Held : Values)
      escape(State, Held);
    return;
  }
  escapeParts(State, Place);
  applyFate(Value, Part, Result, Number, State, More);
  // Whoever takes it away may leave something else there.
  if (!Part.Stands && State.valueAt(Place) == Value &&
      !(State.objectOf(Value.index()) &&
        State.objectOf(Value.index())->State == PathObject::Status::Owned))
    State.set(Place, {});
}

/// \p Value, an argument or a part of one, goes or stays.
void PathMachine::applyFate(PathValue Value, const SlotEffects &Slot,
                            PathValue Result, unsigned Number, PathState &State,
                            States &More) {
  if (Slot.MayKeep)
    return escape(State, Value);
  if (Slot.Gone.isEmpty() || !Value.isSymbol())
    return;
  if (!Slot.Stays.isEmpty()) {
    if (Result.isUnknown())
      return escape(State, Value);
    if (!splitOn(State, Result, Slot.Gone, More))
      return;
  }
  SignSet Now = State.signsOf(Result, Places) & Slot.Gone;
  if (Slot.Stays.meets(Now))
    return escape(State, Value);
  // Released if it failed, kept if not.
  if (!Slot.Freed.contains(Now) && Result.isSymbol()) {
    size_t First = More.size();
    if (splitOn(State, Result, Slot.Freed, More)) {
      for (size_t I = First; I < More.size(); ++I)
        escape(More[I], Value);
      Now = State.signsOf(Result, Places) & Slot.Gone;
    }
  }
  if (Slot.Freed.contains(Now))
    release(State, Value, Slot.Releases, Number);
  else
    escape(State, Value);
}

unsigned PathMachine::targetOfOut(const FlowEffect &Effect,
                                  const OutEffect &Out,
                                  const PathState &State) {
  unsigned Base = NoIndex;
  if (Out.Slot < Effect.Arguments.size())
    Base = targetOf(Effect.Arguments[Out.Slot], State);
  else if (Out.Slot == ReceiverSlot && Effect.Receiver)
    Base = targetOf(*Effect.Receiver, State);
  else if (Out.Slot == ResultSlot && Effect.Result != NoIndex)
    Base = Places.ofResult(Effect.Result);
  return walk(Base, Out.Path, State);
}

void PathMachine::applyOut(const FlowEffect &Effect, const OutEffect &Out,
                           unsigned Position, PathValue Result, unsigned Number,
                           PathState &State, States &More) {
  unsigned Handle = Places.handleOf(Number, Position);
  retire(State, Handle);
  unsigned Place = targetOfOut(Effect, Out, State);
  if (Place == NoIndex || !isOurs(Place, State) ||
      (isArgumentField(Place) && !mayHoldMore(State)))
    return;
  if (isFailure(Out.Resource) && !splitOn(State, Result, Out.When, More))
    return;
  if (Out.Maybe) {
    escape(State, State.valueAt(Place));
    return State.set(Place, {});
  }
  // Whether it was overwritten depends on the result; behind a pointer it may
  // be the next element.
  if (!Out.When.isAny() || Places.rootKind(Place) == PathPlaces::Root::Symbol)
    escape(State, State.valueAt(Place));
  write(State, Place, PathValue::symbol(Handle), Number);
  State.setSigns(Handle, Out.Handle);
  std::optional<FlowGuard> Guard;
  if (Effect.Result != NoIndex && !Out.When.isAny()) {
    FlowPlace At{FlowPlace::Base::Result, Effect.Result, {}};
    Guard = FlowGuard{{FlowOperand::Kind::Load, 0, At}, Out.When};
  }
  addObject(State, Handle, Guard, Out.Resource, Number);
  PathObject *Object = State.objectOf(Handle);
  if (!Object)
    return;
  Object->Slot = Out.Slot;
  Object->Out = Position;
  // Where there is no memory nothing was put into it: `new (nothrow)`.
  unsigned Root = Places.rootIndex(Place);
  if (Object->Witness == NoIndex &&
      Places.rootKind(Place) == PathPlaces::Root::Symbol &&
      State.signsOf(Root).meets(SignSet::zero())) {
    Object->Witness = Root;
    Object->When = SignSet::positive();
  }
  if (Places.isRoot(Place) &&
      Places.rootKind(Place) == PathPlaces::Root::Variable)
    Carriers.set(Root);
}

} // namespace ouro::reasoning
