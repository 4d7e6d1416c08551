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
  return Block != NoIndex && llvm::any_of(Object.Settings, [&](auto Decided) {
           auto [Condition, At] = Decided;
           return State.remembered(Condition) != 0 &&
                  llvm::all_of(Graph.Blocks[At].Successors, [&](unsigned Arm) {
                    return canReach(Arm, Block);
                  });
         });
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
  Defect.Slot = Object.Slot;
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
  if (isUpToASetting(Object, State, Block))
    Defect.Sureness = Confidence::Possible;
  if (const ResourceFact *Kind = resource(Object.Resource))
    if (Kind->Minor)
      Defect.Sureness = Confidence::Possible;
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
  if (Object && Object->State == PathObject::Status::Owned) {
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
    unsigned Slot = slotOf(Graph.Variables[Object.Handle]);
    if (Value.isSymbol(Object.Handle))
      Returned = Slot;
    bool Gone = Object.State != PathObject::Status::Lent;
    unsigned Releases = Object.State == PathObject::Status::Released
                            ? Object.Resource
                            : NoIndex;
    ArgumentFate Fate{Slot, Gone, Releases, Result};
    if (!llvm::is_contained(Outcome.Fates, Fate))
      Outcome.Fates.push_back(Fate);
  }
  if (!Outcome.Returns)
    Outcome.SameAs = Returned;
  else if (Outcome.SameAs != Returned)
    Outcome.AlwaysSame = false;
  if (Returned != NoIndex && !llvm::is_contained(Outcome.Returned, Returned))
    Outcome.Returned.push_back(Returned);
}

/// New resources that `*argument` holds.
void PathMachine::noteOuts(PathState &State, PathValue Value, SignSet Result) {
  for (auto [Index, Variable] : llvm::enumerate(Graph.Variables)) {
    unsigned Symbol = Places.firstValueOf(Index);
    if (Variable.Role != VariableRole::Parameter || !Variable.Address ||
        !State.signsOf(Symbol).meets(SignSet::positive()))
      continue;
    PathValue Held = State.valueAt(Places.ofPointee(Symbol));
    const PathObject *Object =
        Held.isSymbol() ? State.objectOf(Held.index()) : nullptr;
    auto Note = [&](unsigned Resource, SignSet When) {
      PathOutcome::Out Out{Variable.Index, Resource, When};
      if (!When.isEmpty() && !llvm::is_contained(Outcome.Outs, Out))
        Outcome.Outs.push_back(Out);
    };
    if (!Object || Object->State != PathObject::Status::Owned) {
      Note(NoIndex, Result);
      continue;
    }
    // `return open_x(out)`: the result itself tells.
    bool Tells = Object->Witness != NoIndex && Value.isSymbol(Object->Witness);
    Note(Object->Resource, Tells ? Result & Object->When : Result);
    if (Tells)
      Note(NoIndex, Result & ~Object->When);
    else if (Object->Witness != NoIndex)
      Note(NoIndex, Result);
    escape(State, Held);
  }
}

void PathMachine::leave(PathState &State, unsigned Block) {
  const FlowBlock &Last = Graph.Blocks[Block];
  PathValue Value = Last.Returns ? evaluate(Last.Value, State) : PathValue();
  SignSet Result = Last.Returns ? State.signsOf(Value, Places) : SignSet::any();
  noteReturned(State, Value, Result);
  noteArguments(State, Value, Result);
  noteOuts(State, Value, Result);
  Outcome.Returns = true;
  Outcome.Result = Outcome.Result | Result;
  if (Last.Returns)
    escapeOperand(State, Last.Value);
  reportLeft(State, Block, LossKind::Return);
}

void PathMachine::unwind(PathState &State, unsigned Block) {
  reportLeft(State, Block, LossKind::Throw);
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
