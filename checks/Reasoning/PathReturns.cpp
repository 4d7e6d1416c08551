//===- PathReturns.cpp - What a path that returns leaves behind -----------===//
#include "checks/Reasoning/PathMachine.h"
#include "llvm/ADT/STLExtras.h"

using namespace ouro::facts;

namespace ouro::reasoning {

/// The acquisition may have succeeded, and the handle may be worth releasing.
bool PathMachine::mayExist(const PathObject &Object,
                           const PathState &State) const {
  const ResourceFact *Kind = resource(Object.Resource);
  SignSet Valid = Kind ? Kind->Valid : SignSet::positive();
  if (!State.signsOf(Object.Handle).meets(Valid))
    return false;
  return Object.Witness == NoIndex ||
         State.signsOf(Object.Witness).meets(Object.When);
}

/// The only handle stands in a block that is lost itself.
bool PathMachine::isInLostBlock(const PathObject &Object,
                                const PathState &State) const {
  return llvm::any_of(State.Places, [&](const auto &P) {
    return P.second.isSymbol(Object.Handle) &&
           Places.rootKind(P.first) == PathPlaces::Root::Symbol;
  });
}

bool PathMachine::canReach(unsigned From, unsigned To) const {
  if (From == NoIndex)
    return false;
  llvm::BitVector Seen(Graph.Blocks.size());
  llvm::SmallVector<unsigned, 16> Todo{From};
  Seen.set(From);
  while (!Todo.empty()) {
    unsigned Block = Todo.pop_back_val();
    if (Block == To)
      return true;
    for (unsigned Next : Graph.Blocks[Block].Successors)
      if (Next != NoIndex && !Seen.test(Next)) {
        Seen.set(Next);
        Todo.push_back(Next);
      }
  }
  return false;
}

/// Only one value of a setting that we do not see leads here, though the ways
/// of both meet before \p Block: whoever knows the value knows the owner.
bool PathMachine::isUpToASetting(const PathObject &Object,
                                 const PathState &State, unsigned Block) const {
  return Block != NoIndex &&
         Places.anySetting(Object.Settings, [&](DecidedSetting Decided) {
           return !State.remembered(Decided.Condition).isAny() &&
                  llvm::all_of(
                      Graph.Blocks[Decided.Block].Successors,
                      [&](unsigned Arm) { return canReach(Arm, Block); });
         });
}

/// Where people find the handle.
void PathMachine::nameDefect(PathDefect &Defect, const PathObject &Object,
                             const PathState &State) {
  Defect.Slot = Object.Slot;
  if (const ArgumentPart *Part = partOf(Object.Handle)) {
    Defect.Variable = Part->Variable;
    Defect.Part = Part->Effects->Path;
  } else if (Object.isArgument()) {
    Defect.Variable = Object.Handle;
  } else if (Object.Out != NoIndex) {
    if (const FunctionEffects *Known = effectsOf(*Numbered[Object.Site], State))
      if (Object.Out < Known->Outs.size())
        Defect.Part = Known->Outs[Object.Out].Path;
  }
}

void PathMachine::reportLost(const PathObject &Object, const PathState &State,
                             unsigned Block, LossKind How) {
  if (!mayExist(Object, State))
    return;
  PathDefect Defect;
  Defect.What = PathDefect::Kind::Lost;
  Defect.Site = Object.Site;
  Defect.Handle = Object.Handle;
  Defect.Resource = Object.Resource;
  Defect.Event = Object.Event;
  nameDefect(Defect, Object, State);
  Defect.Block = Block;
  Defect.Trail = State.Trail;
  Defect.How = Object.Event != NoIndex ? Object.How : How;
  if (isInLostBlock(Object, State))
    Defect.Sureness = Confidence::Possible;
  else if (Object.How == LossKind::Container)
    Defect.Sureness = Confidence::Likely;
  // A loop that comes back, or a test that the path has not made: the author
  // may know more than we do.
  if (How == LossKind::NextRound || How == LossKind::Throw ||
      Places.isOlder(Object.Handle))
    Defect.Sureness = std::min(Defect.Sureness, Confidence::Likely);
  if ((Object.Watched && Object.Event != NoIndex) ||
      isUpToASetting(Object, State, Block))
    Defect.Sureness = Confidence::Possible;
  if (const ResourceFact *Kind = resource(Object.Resource)) {
    if (Kind->Minor)
      Defect.Sureness = Confidence::Possible;
    else if (Kind->Paired) // a caller may be the one who gives it back
      Defect.Sureness = std::min(Defect.Sureness, Confidence::Likely);
  }
  Outcome.Defects.push_back(Defect);
}

/// What the function returns: an owned resource, the argument itself, or
/// something that is not the caller's to release.
void PathMachine::noteReturned(PathState &State, PathValue Value,
                               SignSet Result) {
  const PathObject *Object =
      Value.isSymbol() ? State.objectOf(Value.index()) : nullptr;
  ReturnOwnership Own = ReturnOwnership::Borrowed;
  unsigned Resource = NoIndex;
  // What an argument's object holds is that object's; this is a second name.
  bool Theirs = llvm::any_of(State.Places, [&](const auto &P) {
    return P.second == Value &&
           Places.rootKind(P.first) == PathPlaces::Root::Symbol &&
           Places.isFirstValue(Places.rootIndex(P.first));
  });
  if (Object && Object->State == PathObject::Status::Owned && !Theirs) {
    Own = ReturnOwnership::Owned;
    Resource = Object->Resource;
  } else if (!Result.meets(SignSet::positive())) {
    return; // null or an error code
  }
  if (Outcome.Ownership == ReturnOwnership::Bottom) {
    Outcome.Ownership = Own;
    Outcome.Resource = Resource;
  } else if (Outcome.Ownership != Own || Outcome.Resource != Resource) {
    Outcome.Ownership = ReturnOwnership::Mixed;
  }
}

/// Parameter that variable \p Index is, or ReceiverSlot.
static unsigned slotOf(const FlowVariable &Variable) {
  return Variable.Role == VariableRole::Receiver ? ReceiverSlot
                                                 : Variable.Index;
}

void PathMachine::noteArguments(PathState &State, PathValue Value,
                                SignSet Result) {
  unsigned Returned = NoIndex;
  for (const PathObject &Object : State.Objects) {
    if (!Object.isArgument())
      continue;
    const ArgumentPart *Part = partOf(Object.Handle);
    unsigned Variable = Part ? Part->Variable : Object.Handle;
    // Null has no parts: nothing stays.
    if (Part && Graph.Variables[Variable].Address &&
        !State.signsOf(Places.firstValueOf(Variable))
             .meets(SignSet::positive()))
      continue;
    ArgumentFate Fate;
    Fate.Slot = slotOf(Graph.Variables[Variable]);
    Fate.Gone = Object.State != PathObject::Status::Lent;
    if (Part) {
      // A second name for it: whoever gets it may take it away.
      Fate.Gone |= Value.isSymbol(Object.Handle);
      Fate.Part = Part->Effects->Path;
    } else if (Value.isSymbol(Object.Handle)) {
      Returned = Fate.Slot;
    }
    Fate.Releases = Object.State == PathObject::Status::Released
                        ? Object.Resource
                        : NoIndex;
    Fate.Result = Result;
    Fate.Own = State.signsOf(Object.Handle);
    Fate.Stands = !Part || State.valueAt(Part->Home).isSymbol(Object.Handle);
    if (!llvm::is_contained(Outcome.Fates, Fate))
      Outcome.Fates.push_back(Fate);
  }
  if (Outcome.Returns.empty())
    Outcome.SameAs = Returned;
  else if (Outcome.SameAs != Returned)
    Outcome.AlwaysSame = false;
  if (Returned != NoIndex && !llvm::is_contained(Outcome.Returned, Returned))
    Outcome.Returned.push_back(Returned);
}

/// Notes what \p Place, which holds \p Held, means to callers of slot \p Slot.
void PathMachine::notePart(ReturnNote &Note, unsigned Slot, PartPath Path,
                           PathValue Held, PathValue Value,
                           const PathState &State) {
  if (Path.size() > MaxPartSteps)
    return;
  const PathObject *Object =
      Held.isSymbol() ? State.objectOf(Held.index()) : nullptr;
  SignSet Signs = State.signsOf(Held, Places);
  // What is returned, too, callers may release by either name.
  if (!Object || Object->State != PathObject::Status::Owned || Held == Value) {
    Note.Parts.push_back({Slot, std::move(Path), NoIndex, Note.Result, Signs});
    return;
  }
  SignSet With = Note.Result, Without = SignSet::none();
  if (Object->Witness != NoIndex && Object->Witness != Object->Handle) {
    // `return open_x(out)`: the result itself tells.
    bool Tells = Value.isSymbol(Object->Witness);
    Without = Tells ? Note.Result & ~Object->When : Note.Result;
    if (Tells)
      With = With & Object->When;
  }
  if (!Without.isEmpty())
    Note.Parts.push_back({Slot, Path, NoIndex, Without, SignSet::any()});
  if (!With.isEmpty())
    Note.Parts.push_back(
        {Slot, std::move(Path), Object->Resource, With, Signs});
}

/// New resources in arguments' objects, and in what is returned.
void PathMachine::noteOuts(PathState &State, PathValue Value, SignSet Result) {
  ReturnNote Note{Result, {}, {}};
  for (auto [Index, Variable] : llvm::enumerate(Graph.Variables))
    if (Variable.Role == VariableRole::Parameter && Variable.Address &&
        !State.signsOf(Places.firstValueOf(Index)).meets(SignSet::positive()))
      Note.Null.push_back(Variable.Index);
  for (const auto &[Place, Held] : State.Places) {
    unsigned Root = Places.rootIndex(Place);
    std::optional<PartPath> Path = pathTo(Place);
    if (!Path)
      continue;
    if (Places.rootKind(Place) == PathPlaces::Root::Variable) {
      if (Graph.Variables[Root].Role == VariableRole::Returned)
        notePart(Note, ResultSlot, std::move(*Path), Held, Value, State);
    } else if (Places.rootKind(Place) == PathPlaces::Root::Symbol) {
      if (Places.isFirstValue(Root)) {
        notePart(Note, slotOf(Graph.Variables[Root]), std::move(*Path), Held,
                 Value, State);
      } else if (Value.isSymbol(Root) && Held != Value) { // not a list's head
        Path->insert(Path->begin(), PartStep());
        notePart(Note, ResultSlot, std::move(*Path), Held, Value, State);
      }
    }
  }
  if (llvm::is_contained(Outcome.Returns, Note))
    return;
  // Too many to be told apart: whatever is there may be missing.
  static constexpr size_t MaxNotes = 64;
  if (Outcome.Returns.size() >= MaxNotes)
    Note = {SignSet::any(), {}, {}};
  Outcome.Returns.push_back(std::move(Note));
}

void PathMachine::noteEnd(const PathState &State, SignSet Result,
                          unsigned Block) {
  if (!HasPairs)
    return;
  PathOutcome::EndNote Note{Block, Result, {}};
  for (const PathObject &Object : State.Objects)
    if (const ResourceFact *Kind = resource(Object.Resource);
        Kind && Kind->Paired && Object.State == PathObject::Status::Owned)
      Note.Held.push_back(Object.Site);
  if (!llvm::is_contained(Outcome.Ends, Note))
    Outcome.Ends.push_back(std::move(Note));
}

/// What the result says of the arguments.
void PathMachine::noteTold(const PathState &State, SignSet Result) {
  if (!Facts.Functions[Function].Tells)
    return;
  for (auto [Index, Variable] : llvm::enumerate(Graph.Variables)) {
    if (Variable.Role != VariableRole::Parameter)
      continue;
    SignSet Own = State.signsOf(Places.firstValueOf(Index));
    for (auto [Sign, Told] : llvm::zip(EachSign, Outcome.Told[Variable.Index]))
      if (Own.meets(Sign))
        Told = Told | Result;
  }
}

void PathMachine::leave(PathState &State, unsigned Block) {
  const FlowBlock &Last = Graph.Blocks[Block];
  PathValue Value = Last.Returns ? evaluate(Last.Value, State) : PathValue();
  SignSet Result = Last.Returns ? State.signsOf(Value, Places) : SignSet::any();
  settle(State);
  noteEnd(State, Result, Block);
  noteReturned(State, Value, Result);
  noteArguments(State, Value, Result);
  noteOuts(State, Value, Result);
  noteTold(State, Result);
  handOver(State);
  Outcome.Result = Outcome.Result | Result;
  if (Last.Returns)
    escapeOperand(State, Last.Value);
  reportLeft(State, Block, LossKind::Return);
}

/// The destructor of an object that was not completed does not run: what stands
/// in its plain fields is lost with it. Returns the handles.
llvm::SmallVector<unsigned, 2> PathMachine::abandonObject(PathState &State) {
  llvm::SmallVector<unsigned, 2> Lost;
  if (!Facts.Functions[Function].IsConstructor)
    return Lost;
  llvm::erase_if(State.Places, [&](const auto &P) {
    auto [Place, Held] = P;
    unsigned Root = Places.rootIndex(Place);
    if (!Held.isSymbol() ||
        Places.rootKind(Place) != PathPlaces::Root::Symbol ||
        !Places.isFirstValue(Root) || Places.depth(Place) != 1 ||
        Graph.Variables[Root].Role != VariableRole::Receiver)
      return false;
    Lost.push_back(Held.index());
    return true;
  });
  return Lost;
}

bool PathMachine::mayThrow(const FlowEffect &Effect) const {
  if (!Effect.MayThrow)
    return false;
  unsigned Callee = Effect.Callee ? Effects.indexOf(Effect.Callee) : NoIndex;
  return Callee == NoIndex || Effect.Virtual || Effects.mayThrow(Callee);
}

void PathMachine::unwind(PathState &State, unsigned Block, unsigned Call) {
  llvm::SmallVector<unsigned, 2> Fields = abandonObject(State);
  handOver(State);
  size_t First = Outcome.Defects.size();
  reportLeft(State, Block, LossKind::Throw);
  for (PathDefect &Defect : llvm::drop_begin(Outcome.Defects, First))
    if (Defect.What == PathDefect::Kind::Lost &&
        Defect.How == LossKind::Throw) {
      Defect.InOwnField = llvm::is_contained(Fields, Defect.Handle);
      Defect.At = Call;
    }
}

/// A reference that is counted for an argument, and given back on no path, is
/// the caller's: that is what functions that count up are for.
bool PathMachine::isTheCallers(const PathObject &Object) const {
  if (!Places.isFirstValue(Object.Handle) ||
      Graph.Variables[Object.Handle].Role != VariableRole::Parameter)
    return false;
  auto GivesBack = [&](const FlowEffect &E) {
    return (E.Kind == FlowEffectKind::Release ||
            E.Kind == FlowEffectKind::Transfer) &&
           E.Value.How == FlowOperand::Kind::Load &&
           E.Value.Place.Steps.empty() &&
           E.Value.Place.From == FlowPlace::Base::Variable &&
           E.Value.Place.Index == Object.Handle;
  };
  return llvm::none_of(Graph.Blocks, [&](const FlowBlock &Block) {
    return llvm::any_of(Block.Effects, GivesBack);
  });
}

void PathMachine::reportLeft(const PathState &State, unsigned Block,
                             LossKind How) {
  for (const PathObject &Object : State.Objects)
    if (Object.State == PathObject::Status::Owned && !isTheCallers(Object))
      reportLost(Object, State, Block, How);
}

} // namespace ouro::reasoning
