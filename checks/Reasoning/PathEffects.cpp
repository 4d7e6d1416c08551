//===- PathEffects.cpp - Acquire, release, escape, end --------------------===//
#include "checks/Reasoning/PathMachine.h"
#include "llvm/ADT/STLExtras.h"

using namespace ouro::facts;

namespace ouro::reasoning {

bool PathMachine::apply(const FlowEffect &Effect, unsigned Number,
                        PathState &State, States &More) {
  switch (Effect.Kind) {
  case FlowEffectKind::Assign: {
    if (Effect.Value.How == FlowOperand::Kind::Load) {
      // A structure that is copied has its handles in two places.
      unsigned From = resolve(Effect.Value.Place, State);
      if (From != NoIndex)
        escapeParts(State, From);
      else
        escapeSome(State, Effect.Value.Place);
    }
    // `handle += 0`, `handle ^ mask`: whoever computes with it may come back.
    if (Effect.Value.How == FlowOperand::Kind::Unknown)
      if (unsigned Target = resolve(Effect.Target, State); Target != NoIndex)
        escape(State, State.valueAt(Target));
    PathValue Value = evaluate(Effect.Value, State);
    State.Writer = NoIndex;
    store(State, Effect.Target, Value, Number);
    return true;
  }
  case FlowEffectKind::Call:
    State.Writer = NoIndex;
    return call(Effect, Number, State, More);
  case FlowEffectKind::Acquire:
    acquire(Effect, Number, State, More);
    return true;
  case FlowEffectKind::Release:
  case FlowEffectKind::Transfer:
  case FlowEffectKind::Escape:
    applyGuarded(Effect, Number, State, More);
    return true;
  case FlowEffectKind::End:
    end(Effect, Number, State);
    return true;
  }
  return true;
}

/// Splits \p State at whether \p Witness has one of the signs \p When. True if
/// \p State is now where it has; the other half, if there is one, is in \p
/// More. False if it never has, and \p State is unchanged.
bool PathMachine::splitOn(PathState &State, PathValue Witness, SignSet When,
                          States &More) {
  SignSet Signs = State.signsOf(Witness, Places);
  if (!Signs.meets(When))
    return false;
  if (When.contains(Signs))
    return true;
  if (Witness.isSymbol()) {
    PathState Other = State;
    if (narrowSymbol(Other, Witness.index(), ~When))
      More.push_back(std::move(Other));
    return narrowSymbol(State, Witness.index(), When);
  }
  More.push_back(State);
  return true;
}

void PathMachine::applyGuarded(const FlowEffect &Effect, unsigned Number,
                               PathState &State, States &More) {
  if (Effect.Guard) {
    PathValue Witness = evaluate(Effect.Guard->Witness, State);
    if (Witness.isUnknown() && !Effect.Guard->When.isAny())
      return escapeOperand(State, Effect.Value);
    if (!splitOn(State, Witness, Effect.Guard->When, More))
      return;
  }
  if (Effect.Kind == FlowEffectKind::Release) {
    if (Effect.Value.How == FlowOperand::Kind::Load)
      escapeSome(State, Effect.Value.Place);
    // Released if something else succeeds: what it held goes on in a new block.
    if (Effect.Guard)
      escapeContents(State, evaluate(Effect.Value, State));
    PathValue Value = evaluate(Effect.Value, State);
    if (!Effect.Guard)
      noteRelease(State, Value, Number);
    release(State, Value, Effect.Resource, Number);
  } else {
    escapeOperand(State, Effect.Value);
  }
}

/// A resource that exists while the guard's witness may say so.
void PathMachine::addObject(PathState &State, unsigned Handle,
                            const std::optional<FlowGuard> &Guard,
                            unsigned Resource, unsigned Number) {
  PathObject Object;
  Object.Handle = Handle;
  Object.Resource = Resource;
  Object.Site = Number;
  if (Guard) {
    PathValue Witness = evaluate(Guard->Witness, State);
    SignSet Signs = State.signsOf(Witness, Places);
    if (!Signs.meets(Guard->When))
      return;
    Object.When = Guard->When;
    if (Witness.isSymbol() && !Guard->When.contains(Signs))
      Object.Witness = Witness.index();
  }
  if (Object.Witness == NoIndex)
    Object.When = SignSet::any();
  if (mayExist(Object, State))
    State.add(Object);
}

/// The site of \p Symbol is executed again: what it stood for is from now on
/// the symbol of the round before. Two rounds are told apart, not three.
void PathMachine::retire(PathState &State, unsigned Symbol) {
  unsigned Older = Places.olderThan(Symbol);
  if (State.objectOf(Older))
    escape(State, PathValue::symbol(Older));
  State.replace(Older, PathValue::signs(State.signsOf(Older)));
  State.eraseObjects([&](const PathObject &O) { return O.Witness == Older; });
  State.setSigns(Older, SignSet::any());

  bool Named = false;
  for (const PathObject &Object : State.Objects)
    if (Object.Handle == Symbol && !State.isHeld(Symbol) &&
        Object.State == PathObject::Status::Owned)
      reportLost(Object, State, NoIndex, LossKind::NextRound);
  if (!State.isHeld(Symbol))
    State.eraseObjects([&](const PathObject &O) { return O.Handle == Symbol; });
  escapeContents(State, PathValue::symbol(Symbol));
  for (PathObject &Object : State.Objects) {
    Named |= Object.Handle == Symbol || Object.Witness == Symbol;
    if (Object.Handle == Symbol)
      Object.Handle = Older;
    if (Object.Witness == Symbol)
      Object.Witness = Older;
  }
  if (Named) {
    // A symbol and its older self are neighbours: the order stays.
    State.replace(Symbol, PathValue::symbol(Older));
    State.setSigns(Older, State.signsOf(Symbol));
  } else {
    State.replace(Symbol, PathValue::signs(State.signsOf(Symbol)));
  }
  State.setSigns(Symbol, SignSet::any());
}

/// Somebody looks at what a call returned.
bool PathMachine::isTaken(unsigned Result) const {
  auto Is = [&](const FlowOperand &Operand) {
    return Operand.How != FlowOperand::Kind::Unknown &&
           Operand.How != FlowOperand::Kind::Constant &&
           Operand.Place.From == FlowPlace::Base::Result &&
           Operand.Place.Index == Result;
  };
  auto Takes = [&](const FlowEffect &Effect) {
    return Is(Effect.Value) || llvm::any_of(Effect.Arguments, Is) ||
           (Effect.Receiver && Is(*Effect.Receiver));
  };
  return llvm::any_of(Graph.Blocks, [&](const FlowBlock &Block) {
    return llvm::any_of(Block.Effects, Takes) || Is(Block.Value) ||
           (Block.Condition &&
            (Is(Block.Condition->Left) || Is(Block.Condition->Right)));
  });
}

/// The same call has given something else back just before, whatever the
/// result: what \p Effect acquires was in it.
static bool isMadeOfAnother(const FlowEffect &Effect,
                            const FlowEffect &Before) {
  return Before.Kind == FlowEffectKind::Release && !Before.Guard &&
         Before.Resource != Effect.Resource;
}

void PathMachine::acquire(const FlowEffect &Effect, unsigned Number,
                          PathState &State, States &More) {
  if (Effect.Value.How != FlowOperand::Kind::Unknown) {
    PathValue Value = evaluate(Effect.Value, State);
    if (Value.isSymbol())
      addObject(State, Value.index(), Effect.Guard, Effect.Resource, Number);
    return;
  }
  const ResourceFact *Kind = resource(Effect.Resource);
  SignSet Valid = Kind ? Kind->Valid : SignSet::positive();
  if (Effect.Target.From == FlowPlace::Base::Result &&
      Effect.Target.Steps.empty()) {
    unsigned Handle = Places.resultOf(Effect.Target.Index);
    // `text_of(string, KEEP)`: whoever drops the text has another name for
    // it.
    if (Number > 0 && isMadeOfAnother(Effect, *Numbered[Number - 1]) &&
        !isTaken(Effect.Target.Index))
      return;
    if (!Effect.Guard)
      State.setSigns(Handle, State.signsOf(Handle) & Valid);
    return addObject(State, Handle, Effect.Guard, Effect.Resource, Number);
  }
  unsigned Handle = Places.handleOf(Number);
  retire(State, Handle);
  forgetWritten(State, Effect.Target);
  unsigned Place = resolve(Effect.Target, State);
  if (Place == NoIndex || !isOurs(Place, State))
    return;
  if (isFailure(Effect.Resource) && Effect.Guard &&
      !splitOn(State, evaluate(Effect.Guard->Witness, State),
               Effect.Guard->When, More))
    return;
  // What stood there: the call may have used or replaced it.
  escape(State, State.valueAt(Place));
  write(State, Place, PathValue::symbol(Handle), Number);
  if (!Effect.Guard)
    State.setSigns(Handle, Valid);
  addObject(State, Handle, Effect.Guard, Effect.Resource, Number);
  if (State.objectOf(Handle) && Places.isRoot(Place) &&
      Places.rootKind(Place) == PathPlaces::Root::Variable)
    Carriers.set(Places.rootIndex(Place));
}

void PathMachine::noteRelease(const PathState &State, PathValue Value,
                              unsigned Number) {
  PathOutcome::ReleaseNote Note{};
  Note.At = Number;
  SignSet Signs = State.signsOf(Value, Places);
  Note.Unknown = Value.isUnknown();
  Note.None = SignSet::zero().contains(Signs);
  const PathObject *Object =
      Value.isSymbol() ? State.objectOf(Value.index()) : nullptr;
  if (Object && Object->State == PathObject::Status::Owned) {
    Note.Site = Object->Site;
    // A callee may have returned null instead.
    const ResourceFact *Kind = resource(Object->Resource);
    Note.Surely = Kind && Kind->Valid.contains(Signs) &&
                  (Object->Witness == NoIndex ||
                   Object->When.contains(State.signsOf(Object->Witness)));
  }
  if (!llvm::is_contained(Outcome.Releases, Note))
    Outcome.Releases.push_back(Note);
}

void PathMachine::release(PathState &State, PathValue Value, unsigned Resource,
                          unsigned Number) {
  if (Value.isSymbol())
    releaseSymbol(State, Value.index(), Resource, Number);
  else if (Value.isAddress())
    escape(State, Value);
}

void PathMachine::reportRelease(PathDefect::Kind What, const PathObject &Object,
                                const PathState &State, unsigned Resource,
                                unsigned Number) {
  PathDefect Defect;
  Defect.What = What;
  Defect.Site = Object.Site;
  Defect.Handle = Object.Handle;
  Defect.Resource = Object.Resource;
  Defect.Released = Resource;
  Defect.Event = Object.Event;
  nameDefect(Defect, Object, State);
  Defect.At = Number;
  Defect.Trail = State.Trail;
  Outcome.Defects.push_back(Defect);
}

void PathMachine::releaseSymbol(PathState &State, unsigned Symbol,
                                unsigned Resource, unsigned Number) {
  const ResourceFact *Kind = resource(Resource);
  auto IsOf = [&](PathObject::Status Status) {
    return [=](const PathObject &O) {
      return O.Handle == Symbol && O.State == Status;
    };
  };
  // Of several references the newest goes first.
  auto Found = State.Objects.end();
  for (auto At = State.Objects.begin(); At != State.Objects.end(); ++At)
    if (IsOf(PathObject::Status::Owned)(*At))
      Found = At;
  if (Found == State.Objects.end())
    Found = llvm::find_if(State.Objects, IsOf(PathObject::Status::Lent));
  if (Found == State.Objects.end()) {
    auto Gone =
        llvm::find_if(State.Objects, IsOf(PathObject::Status::Released));
    if (Gone != State.Objects.end() && !(Kind && Kind->Counted) &&
        mayExist(*Gone, State)) {
      reportRelease(PathDefect::Kind::ReleasedTwice, *Gone, State, Resource,
                    Number);
    } else if (Gone == State.Objects.end() && Kind && !Kind->Counted &&
               !State.objectOf(Symbol)) {
      // Whoever owned it, it is gone now.
      PathObject Foreign;
      Foreign.Handle = Symbol;
      Foreign.State = PathObject::Status::Released;
      Foreign.Resource = Resource;
      Foreign.Site = Foreign.Event = Number;
      State.add(Foreign);
    }
    return escapeContents(State, PathValue::symbol(Symbol));
  }
  if (Found->State == PathObject::Status::Owned &&
      !isReleasedBy(Facts, Found->Resource, Resource))
    reportRelease(PathDefect::Kind::Mismatched, *Found, State, Resource,
                  Number);
  bool Counted = Kind && Kind->Counted;
  // What a counted object holds, its own end looks after.
  bool Block = Kind && Kind->Contains && !Counted;
  if (Found->isArgument())
    Found->Resource = Resource;
  Found->Event = Number;
  if (Counted && !Found->isArgument()) {
    State.Objects.erase(Found);
  } else {
    Found->State = PathObject::Status::Released;
    Found->Witness = NoIndex;
    Found->When = SignSet::any();
  }
  if (Block)
    loseContents(State, Places.ofPointee(Symbol), Number, LossKind::Container);
  else
    escapeContents(State, PathValue::symbol(Symbol));
}

/// What \p Root names is gone, and with it what stood there.
void PathMachine::loseContents(PathState &State, unsigned Root, unsigned Number,
                               LossKind How) {
  for (PathValue Inner : takeContents(State, Root))
    if (Inner.isSymbol())
      lose(State, Inner.index(), Number, How);
}

void PathMachine::end(const FlowEffect &Effect, unsigned Number,
                      PathState &State) {
  unsigned Variable = Effect.Target.Index;
  forgetConditionsOn(State, Variable, false);
  loseContents(State, Places.ofVariable(Variable), Number, LossKind::ScopeEnd);
}

} // namespace ouro::reasoning
