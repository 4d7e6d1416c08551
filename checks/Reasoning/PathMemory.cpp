//===- PathMemory.cpp - Places, values and who can reach them -------------===//
#include "checks/Reasoning/PathMemory.h"
#include "llvm/ADT/STLExtras.h"

using namespace ouro::facts;

namespace ouro::reasoning {

PathMemory::PathMemory(const FlowFacts &Facts, unsigned Function,
                       const FlowGraph &Graph, const EffectsIndex &Effects,
                       PathOutcome &Outcome)
    : Facts(Facts), Function(Function), Graph(Graph), Effects(Effects),
      Outcome(Outcome), Places(Graph), Carriers(Graph.Variables.size()),
      Arrays(Graph), Interiors(Graph) {
  unsigned Next = 0;
  for (const FlowBlock &Block : Graph.Blocks) {
    FirstEffect.push_back(Next);
    Next += Block.Effects.size();
    for (const FlowEffect &Effect : Block.Effects) {
      Numbered.push_back(&Effect);
      HasPairs |= Effect.Kind == FlowEffectKind::Acquire &&
                  resource(Effect.Resource) &&
                  resource(Effect.Resource)->Paired;
    }
  }
  Outcome.Stored.assign(Next, false);
}

/// What becomes of this argument is worth knowing. Numbers that are only tested
/// must not keep states apart.
bool PathMemory::isFollowed(const FlowVariable &Argument) const {
  unsigned Slot =
      Argument.Role == VariableRole::Receiver ? ReceiverSlot : Argument.Index;
  if (Effects.mayRelease(Function, Slot))
    return true;
  const SlotEffects *Known = Effects.all()[Function].slot(Slot);
  return Argument.Address && Known && Known->MayKeep;
}

PathState PathMemory::entry() {
  PathState State;
  // What is decided on the way to the return must not be joined.
  if (Facts.Functions[Function].Tells)
    Carriers.set();
  for (auto [Index, Variable] : llvm::enumerate(Graph.Variables)) {
    if (Variable.Role != VariableRole::Parameter &&
        Variable.Role != VariableRole::Receiver)
      continue;
    unsigned Symbol = Places.firstValueOf(Index);
    if (!isOpaque(Index))
      State.set(Places.ofVariable(Index), PathValue::symbol(Symbol));
    if (Variable.Role == VariableRole::Receiver)
      State.setSigns(Symbol, SignSet::positive());
    if (!isFollowed(Variable))
      continue;
    PathObject Argument;
    Argument.Handle = Symbol;
    // What may be written without us may also be stored without us.
    Argument.State =
        isOpaque(Index) ? PathObject::Status::Kept : PathObject::Status::Lent;
    State.add(Argument);
  }
  enterParts(State);
  return State;
}

/// What is in such a variable may be read and written without us.
bool PathMemory::isOpaque(unsigned Variable) const {
  const FlowVariable &V = Graph.Variables[Variable];
  return V.Role == VariableRole::Outside || V.Exposed || V.Managed;
}

/// Handles stored at \p Place are still ours to judge: a local variable, a
/// resource of this path, or in what an argument points to, which is how
/// out-parameters are made.
bool PathMemory::isOurs(unsigned Place, const PathState &State) {
  unsigned Root = Places.rootIndex(Place);
  bool Ours = true;
  switch (Places.rootKind(Place)) {
  case PathPlaces::Root::Variable:
    Ours = !isOpaque(Root);
    break;
  case PathPlaces::Root::Result:
    break;
  case PathPlaces::Root::Symbol:
    if (Places.isFirstValue(Root)) {
      Ours = Places.isRoot(Place) || isArgumentField(Place);
    } else {
      const PathObject *Object = State.objectOf(Root);
      Ours = Object && Object->State == PathObject::Status::Owned;
    }
    break;
  }
  return Ours && !isWithinAny(Place, Arrays.Swept, State);
}

PathValue PathMemory::load(unsigned Place, const PathState &State) const {
  PathValue Value = State.valueAt(Place);
  if (Value.isUnknown() && Places.isRoot(Place) &&
      Places.rootKind(Place) == PathPlaces::Root::Result)
    return PathValue::symbol(Places.resultOf(Places.rootIndex(Place)));
  return Value;
}

/// NoIndex if we cannot tell which place it is. \p Array: where the steps begin
/// that only the run knows, if they do.
unsigned PathMemory::resolve(const FlowPlace &Place, const PathState &State,
                             unsigned *Array) {
  unsigned At;
  if (Place.From == FlowPlace::Base::Variable) {
    if (Graph.Variables[Place.Index].Role == VariableRole::Outside)
      return NoIndex;
    At = Places.ofVariable(Place.Index);
  } else {
    At = Places.ofResult(Place.Index);
  }
  for (const FlowStep &Step : Place.Steps) {
    if (Step.How != FlowStep::Kind::Deref) {
      if (Step.How == FlowStep::Kind::Element && Step.Field == NoIndex) {
        if (Array)
          *Array = At;
        return NoIndex;
      }
      At = Places.step(At, Step);
    } else {
      PathValue Value = load(At, State);
      if (Value.isSymbol())
        At = Places.ofPointee(Value.index());
      else if (Value.isAddress())
        At = Value.index();
      else
        return NoIndex;
    }
    if (At == NoIndex)
      return NoIndex;
  }
  return At;
}

PathValue PathMemory::evaluate(const FlowOperand &Operand,
                               const PathState &State) {
  switch (Operand.How) {
  case FlowOperand::Kind::Unknown:
    return PathValue::signs(Operand.Signs);
  case FlowOperand::Kind::Constant:
    return Places.constant(Operand.Constant);
  case FlowOperand::Kind::Load: {
    unsigned Place = resolve(Operand.Place, State);
    if (Place != NoIndex)
      return load(Place, State);
    bool Again = State.Writer != NoIndex &&
                 Numbered[State.Writer]->Target == Operand.Place;
    return Again ? State.Written : PathValue();
  }
  case FlowOperand::Kind::Address: {
    // An interior pointer is the pointer itself.
    llvm::ArrayRef<FlowStep> Steps = Operand.Place.Steps;
    while (!Steps.empty() && Steps.back().How != FlowStep::Kind::Deref)
      Steps = Steps.drop_back();
    if (!Steps.empty()) {
      FlowPlace Pointer = Operand.Place;
      Pointer.Steps.assign(Steps.begin(), Steps.end() - 1);
      unsigned Place = resolve(Pointer, State);
      return Place == NoIndex ? PathValue() : load(Place, State);
    }
    if (Operand.Place.Steps.empty() &&
        Operand.Place.From == FlowPlace::Base::Variable)
      return PathValue::address(Places.ofVariable(Operand.Place.Index));
    unsigned Place = resolve(Operand.Place, State);
    return Place == NoIndex ? PathValue::signs(SignSet::positive())
                            : PathValue::address(Place);
  }
  case FlowOperand::Kind::Sum: {
    unsigned Place = resolve(Operand.Place, State);
    return Place == NoIndex ? PathValue()
                            : sum(load(Place, State), Operand.Constant, State);
  }
  case FlowOperand::Kind::Negated: {
    unsigned Place = resolve(Operand.Place, State);
    return Place == NoIndex ? PathValue() : negated(load(Place, State), State);
  }
  }
  return {};
}

/// \p Value, and whatever can be reached from it, may have a new owner.
void PathMemory::escape(PathState &State, PathValue Value) {
  llvm::SmallVector<PathValue, 8> Todo{Value};
  while (!Todo.empty()) {
    PathValue Next = Todo.pop_back_val();
    unsigned Root;
    if (Next.isSymbol()) {
      unsigned Symbol = Next.index();
      for (PathObject &Object : State.Objects)
        if (Object.Handle == Symbol) {
          if (Object.State == PathObject::Status::Lent)
            Object.State = PathObject::Status::Kept;
          else if (!Object.isArgument())
            Outcome.Stored[Object.Site] = true;
        }
      State.eraseObjects([&](const PathObject &O) {
        return O.Handle == Symbol && !O.isArgument();
      });
      Root = Places.ofPointee(Symbol);
    } else if (Next.isAddress()) {
      Root = Next.index();
      // A result that nobody stored is still in its place.
      if (Places.isRoot(Root) &&
          Places.rootKind(Root) == PathPlaces::Root::Result &&
          State.valueAt(Root).isUnknown())
        Todo.push_back(load(Root, State));
    } else {
      continue;
    }
    // Erased before they are followed, so that rings end.
    llvm::erase_if(State.Places, [&](const auto &P) {
      if (!Places.sameRoot(P.first, Root))
        return false;
      Todo.push_back(P.second);
      return true;
    });
  }
}

/// What stands in \p Whole or in a part of it may have a new owner, while the
/// place keeps its value: a structure is passed by value.
void PathMemory::escapeParts(PathState &State, unsigned Whole) {
  if (!Places.hasParts(Whole))
    return;
  llvm::SmallVector<PathValue, 4> Values;
  for (auto &[Place, Value] : State.Places)
    if (Place != Whole && Places.isWithin(Place, Whole))
      Values.push_back(Value);
  for (PathValue Value : Values)
    escape(State, Value);
}

/// `a[i]`: any element of the array may have a new owner.
void PathMemory::escapeSome(PathState &State, const FlowPlace &Place) {
  unsigned Array = NoIndex;
  if (resolve(Place, State, &Array) != NoIndex || Array == NoIndex)
    return;
  PathValue Whole = State.valueAt(Array); // element 0
  escapeParts(State, Array);
  escape(State, Whole);
}

void PathMemory::escapeOperand(PathState &State, const FlowOperand &Operand) {
  if (Operand.How == FlowOperand::Kind::Load) {
    unsigned Place = resolve(Operand.Place, State);
    if (Place != NoIndex)
      escapeParts(State, Place);
  }
  if (Operand.How == FlowOperand::Kind::Load ||
      Operand.How == FlowOperand::Kind::Address)
    escapeSome(State, Operand.Place);
  escape(State, evaluate(Operand, State));
}

/// Forgets the places in what \p Root names; returns what they held.
llvm::SmallVector<PathValue, 4> PathMemory::takeContents(PathState &State,
                                                         unsigned Root) {
  llvm::SmallVector<PathValue, 4> Contents;
  llvm::erase_if(State.Places, [&](const auto &P) {
    if (!Places.sameRoot(P.first, Root))
      return false;
    Contents.push_back(P.second);
    return true;
  });
  return Contents;
}

/// Somebody sees the memory that \p Value points to, and may release or replace
/// what stands there.
void PathMemory::escapeContents(PathState &State, PathValue Value) {
  if (!Value.isSymbol() && !Value.isAddress())
    return;
  unsigned Root = Value.isSymbol() ? Places.ofPointee(Value.index())
                                   : unsigned(Value.index());
  for (PathValue Inner : takeContents(State, Root))
    if (Inner != Value)
      escape(State, Inner);
}

/// Notes that no place holds \p Symbol any more. Whether it matters is told
/// when the path returns: many end in a call that does not.
void PathMemory::lose(PathState &State, unsigned Symbol, unsigned Number,
                      LossKind How) {
  if (State.isHeld(Symbol))
    return;
  for (PathObject &Object : State.Objects)
    if (Object.Handle == Symbol && Object.Event == NoIndex &&
        Object.State == PathObject::Status::Owned) {
      Object.Event = Number;
      Object.How = How;
    }
}

void PathMemory::write(PathState &State, unsigned Place, PathValue Value,
                       unsigned Number) {
  PathValue Old = State.valueAt(Place);
  if (Old == Value && !Value.isUnknown())
    return;
  // Assigning a whole drops its parts; who owned them is not told apart.
  escapeParts(State, Place);
  if (Places.hasParts(Place))
    llvm::erase_if(State.Places, [&](const auto &P) {
      return P.first != Place && Places.isWithin(P.first, Place);
    });
  State.set(Place, Value);
  if (Value.isSymbol() && Places.isRoot(Place) &&
      Places.rootKind(Place) == PathPlaces::Root::Variable) {
    const PathObject *Object = State.objectOf(Value.index());
    if (Object && !Object->isArgument())
      Carriers.set(Places.rootIndex(Place));
  }
  if (Old.isSymbol())
    lose(State, Old.index(), Number, LossKind::Overwritten);
}

/// `this->field = value` hands a resource over to the object.
void PathMemory::noteFieldStore(const PathState &State, const FlowPlace &Target,
                                PathValue Value) {
  const PathObject *Object =
      Value.isSymbol() ? State.objectOf(Value.index()) : nullptr;
  if (!Object || Object->State != PathObject::Status::Owned ||
      Target.From != FlowPlace::Base::Variable || Target.Steps.size() != 2 ||
      Graph.Variables[Target.Index].Role != VariableRole::Receiver ||
      Target.Steps[1].How != FlowStep::Kind::Field)
    return;
  PathOutcome::FieldStore Store{Target.Steps[1].Field, Object->Site};
  if (!llvm::is_contained(Outcome.FieldStores, Store))
    Outcome.FieldStores.push_back(Store);
}

/// `a[i] = value`, `a[i].field = value`. The newest one stands for all: what
/// else is in the array may be anywhere. Where its elements may be taken from,
/// nobody knows which.
void PathMemory::storeSome(PathState &State, const FlowPlace &Target,
                           PathValue Value, unsigned Number) {
  unsigned Array = NoIndex;
  resolve(Target, State, &Array);
  if (Array == NoIndex)
    return escape(State, Value);
  const FlowStep Some{FlowStep::Kind::Element, NoIndex};
  auto Rest = std::next(llvm::find(Target.Steps, Some));
  auto IsField = [](FlowStep S) { return S.How == FlowStep::Kind::Field; };
  if (!std::all_of(Rest, Target.Steps.end(), IsField) ||
      !isOurs(Array, State) ||
      (Places.rootKind(Array) == PathPlaces::Root::Symbol &&
       Places.isFirstValue(Places.rootIndex(Array))) ||
      isWithinAny(Array, Arrays.Given, State))
    return escape(State, Value);
  unsigned Place = Places.step(Array, Some);
  for (; Place != NoIndex && Rest != Target.Steps.end(); ++Rest)
    Place = Places.step(Place, *Rest);
  if (Place == NoIndex)
    return escape(State, Value);
  escape(State, State.valueAt(Place));
  State.set(Place, {});
  write(State, Place, Value, Number);
}

void PathMemory::store(PathState &State, const FlowPlace &Target,
                       PathValue Value, unsigned Number) {
  forgetWritten(State, Target);
  unsigned Place = resolve(Target, State);
  if (Place == NoIndex) {
    storeSome(State, Target, Value, Number);
    State.Writer = Number;
    State.Written = Value;
    return;
  }
  noteFieldStore(State, Target, Value);
  if (!isOurs(Place, State) ||
      (isArgumentField(Place) && Value.isSymbol() && !mayHoldMore(State))) {
    escape(State, Value);
    // The value is still there for the next test of it, unless anybody may
    // write it.
    if (Places.rootKind(Place) != PathPlaces::Root::Variable)
      write(State, Place, Value, Number);
    return;
  }
  write(State, Place, Value, Number);
}

} // namespace ouro::reasoning
