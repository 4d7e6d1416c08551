//===- PathParts.cpp - Parts of places, and of what arguments point to ----===//
#include "checks/Reasoning/PathMemory.h"
#include "llvm/ADT/STLExtras.h"

using namespace ouro::facts;

namespace ouro::reasoning {

/// Resources that stand in arguments' objects keep states apart; of more, the
/// rest is not followed.
static constexpr unsigned MaxHeldByArguments = 6;
/// Deeper parts of arguments' objects are foreign.
static constexpr unsigned MaxOutDepth = 2;

static unsigned slotOf(const FlowVariable &Variable) {
  return Variable.Role == VariableRole::Receiver ? ReceiverSlot
                                                 : Variable.Index;
}

/// The step into the field that \p Step names; the graph may not.
FlowStep PathMemory::fieldStep(const PartStep &Step) {
  if (FieldIndex.empty())
    for (auto [Index, Field] : llvm::enumerate(Graph.Fields))
      FieldIndex.try_emplace(Field.Id, static_cast<unsigned>(Index));
  auto [Found, New] = FieldIndex.try_emplace(Step.Field, Graph.Fields.size() +
                                                             MoreFields.size());
  if (New)
    MoreFields.push_back({Step.Field, Step.Name});
  return {FlowStep::Kind::Field, Found->second};
}

/// The steps from its root to \p Place; nothing if not all are fields.
std::optional<PartPath> PathMemory::pathTo(unsigned Place) const {
  PartPath Path;
  for (; !Places.isRoot(Place); Place = Places.parent(Place)) {
    FlowStep Step = Places.lastStep(Place);
    if (Step.How != FlowStep::Kind::Field)
      return std::nullopt;
    const FlowField &Field = Step.Field < Graph.Fields.size()
                                 ? Graph.Fields[Step.Field]
                                 : MoreFields[Step.Field - Graph.Fields.size()];
    Path.push_back({Field.Id, Field.Name});
  }
  std::reverse(Path.begin(), Path.end());
  return Path;
}

/// \p Place is in one of the places \p Of, as far as they are known now. Asked
/// for every store: only places are looked for that begin where \p Place does,
/// or at a pointer to there.
bool PathMemory::isWithinAny(unsigned Place, const PlaceSet &Of,
                             const PathState &State) {
  if (Of.isEmpty())
    return false;
  auto IsPartOf = [&](const FlowPlace &Whole) {
    unsigned At = resolve(Whole, State);
    return At != NoIndex && Places.isWithin(Place, At);
  };
  auto IsPartFrom = [&](unsigned Root) {
    return llvm::any_of(
        Of.from(Places.rootKind(Root) == PathPlaces::Root::Variable
                    ? FlowPlace::Base::Variable
                    : FlowPlace::Base::Result,
                Places.rootIndex(Root)),
        IsPartOf);
  };
  unsigned Index = Places.rootIndex(Place);
  bool Pointee = Places.rootKind(Place) == PathPlaces::Root::Symbol;
  if (Pointee) {
    // A result that nobody stored is still in its place.
    std::optional<unsigned> Result = Places.resultNumber(Index);
    if (Result && IsPartFrom(Places.ofResult(*Result)))
      return true;
  } else if (IsPartFrom(Places.rootKind(Place) == PathPlaces::Root::Variable
                            ? Places.ofVariable(Index)
                            : Places.ofResult(Index))) {
    return true;
  }
  for (const auto &[At, Value] : State.Places) {
    if (!Places.isRoot(At) || Places.rootKind(At) == PathPlaces::Root::Symbol)
      continue;
    bool Leads = Value.isAddress() ? Places.sameRoot(Value.index(), Place)
                                   : Pointee && Value.isSymbol(Index);
    if (Leads && IsPartFrom(At))
      return true;
  }
  return llvm::any_of(Of.deep(), IsPartOf);
}

/// A field of what an argument points to. Who gives us a handle there is told
/// by the caller's view of the object.
bool PathMemory::isArgumentField(unsigned Place) const {
  if (Places.rootKind(Place) != PathPlaces::Root::Symbol ||
      !Places.isFirstValue(Places.rootIndex(Place)) || Places.isRoot(Place) ||
      Places.depth(Place) > MaxOutDepth)
    return false;
  for (; !Places.isRoot(Place); Place = Places.parent(Place))
    if (Places.lastStep(Place).How != FlowStep::Kind::Field)
      return false;
  return true;
}

bool PathMemory::mayHoldMore(const PathState &State) const {
  return llvm::count_if(State.Places, [&](const auto &P) {
           return P.second.isSymbol() && isArgumentField(P.first) &&
                  State.objectOf(P.second.index());
         }) < MaxHeldByArguments;
}

/// Gives the parts of arguments that the scan fears for a name of their own, so
/// that what becomes of them can be told.
void PathMemory::enterParts(PathState &State) {
  const FunctionEffects &Own = Effects.all()[Function];
  for (auto [Index, Variable] : llvm::enumerate(Graph.Variables)) {
    if ((Variable.Role != VariableRole::Parameter &&
         Variable.Role != VariableRole::Receiver) ||
        isOpaque(Index))
      continue;
    const SlotEffects *Slot = Own.slot(slotOf(Variable));
    if (!Slot || llvm::none_of(Slot->Parts, [](const PartEffects &P) {
          return P.MayRelease;
        }))
      continue;
    unsigned First = Places.firstValueOf(Index);
    auto Lend = [&](unsigned Symbol) {
      PathObject Argument;
      Argument.Handle = Symbol;
      Argument.State = PathObject::Status::Lent;
      if (!State.objectOf(Symbol))
        State.add(Argument);
    };
    // Two names of the object must not be joined away.
    Lend(First);
    unsigned Count = 0;
    for (const PartEffects &Part : Slot->Parts) {
      unsigned At = Places.ofPointee(First);
      auto Value = [&] {
        if (State.valueAt(At).isUnknown())
          State.set(At, PathValue::symbol(Places.handleOf(
                            0x80000000u | unsigned(Index), Count++)));
        return State.valueAt(At).index();
      };
      for (const PartStep &Step : Part.Path) {
        At = Step.Field ? Places.step(At, fieldStep(Step))
                        : Places.ofPointee(Value());
        if (At == NoIndex)
          break;
      }
      if (At == NoIndex)
        continue;
      unsigned Symbol = Value();
      Lend(Symbol);
      Parts.push_back({Symbol, At, unsigned(Index), &Part});
    }
  }
}

const ArgumentPart *PathMemory::partOf(unsigned Symbol) const {
  auto At = llvm::find_if(
      Parts, [&](const ArgumentPart &P) { return P.Symbol == Symbol; });
  return At == Parts.end() ? nullptr : &*At;
}

/// Where the callee finds what \p Operand points to; NoIndex if we cannot tell.
unsigned PathMemory::targetOf(const FlowOperand &Operand,
                              const PathState &State) {
  if (Operand.How == FlowOperand::Kind::Address)
    return resolve(Operand.Place, State);
  PathValue Value = evaluate(Operand, State);
  if (Value.isAddress())
    return Value.index();
  return Value.isSymbol() ? Places.ofPointee(Value.index()) : NoIndex;
}

/// \p Path from \p Place on; NoIndex if a pointer on the way is not known.
unsigned PathMemory::walk(unsigned Place, const PartPath &Path,
                          const PathState &State) {
  for (const PartStep &Step : Path) {
    if (Place == NoIndex)
      return NoIndex;
    if (Step.Field) {
      Place = Places.step(Place, fieldStep(Step));
      continue;
    }
    PathValue Value = load(Place, State);
    if (Value.isAddress())
      Place = Value.index();
    else
      Place = Value.isSymbol() ? Places.ofPointee(Value.index()) : NoIndex;
  }
  return Place;
}

/// Everything in the arguments' objects has its owner there, as has what is
/// returned as a structure.
void PathMemory::handOver(PathState &State) {
  llvm::SmallVector<PathValue, 4> Values;
  llvm::erase_if(State.Places, [&](const auto &P) {
    unsigned Root = Places.rootIndex(P.first);
    bool Theirs =
        Places.rootKind(P.first) == PathPlaces::Root::Symbol
            ? Places.isFirstValue(Root)
            : Places.rootKind(P.first) == PathPlaces::Root::Variable &&
                  Graph.Variables[Root].Role == VariableRole::Returned;
    if (Theirs)
      Values.push_back(P.second);
    return Theirs;
  });
  for (PathValue Value : Values)
    escape(State, Value);
}

/// Somebody runs whom we do not see: other names of the arguments' objects may
/// be used.
void PathMemory::letOthersRun(PathState &State) {
  for (PathObject &Object : State.Objects)
    if (Object.State == PathObject::Status::Owned && !Object.Watched)
      Object.Watched = llvm::any_of(State.Places, [&](const auto &P) {
        return P.second.isSymbol(Object.Handle) && isArgumentField(P.first);
      });
  for (const ArgumentPart &Part : Parts) {
    const PathObject *Object = State.objectOf(Part.Symbol);
    if (Object && Object->State == PathObject::Status::Released &&
        State.valueAt(Part.Home).isSymbol(Part.Symbol))
      State.set(Part.Home, {});
  }
}

/// What came in and is now where a caller, or an object of ours, keeps it.
void PathMemory::settle(PathState &State) {
  for (PathObject &Object : State.Objects) {
    if (Object.State != PathObject::Status::Lent)
      continue;
    const ArgumentPart *Part = partOf(Object.Handle);
    bool Elsewhere = false, Home = !Part;
    for (const auto &[Place, Value] : State.Places) {
      if (!Value.isSymbol(Object.Handle))
        continue;
      unsigned Root = Places.rootIndex(Place);
      if (Part && Place == Part->Home)
        Home = true;
      else if (Places.rootKind(Place) == PathPlaces::Root::Variable)
        Elsewhere |= Graph.Variables[Root].Role == VariableRole::Returned;
      else
        Elsewhere |= Places.rootKind(Place) == PathPlaces::Root::Symbol;
    }
    if (Elsewhere || !Home)
      Object.State = PathObject::Status::Kept;
  }
}

} // namespace ouro::reasoning
