//===- PathConditions.cpp - What a branch says about values ---------------===//
#include "checks/Reasoning/PathMachine.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace ouro::facts;

namespace ouro::reasoning {

using Compare = FlowCondition::Compare;

namespace {
/// How a value compares to a constant.
enum class Relation : uint8_t {
  Equal,
  NotEqual,
  Less,
  LessEqual,
  More,
  MoreEqual
};
} // namespace

static Relation relationOf(Compare How, bool Truth) {
  switch (How) {
  case Compare::Equal:
    return Truth ? Relation::Equal : Relation::NotEqual;
  case Compare::NotEqual:
    return Truth ? Relation::NotEqual : Relation::Equal;
  case Compare::Less:
    return Truth ? Relation::Less : Relation::MoreEqual;
  case Compare::LessEqual:
    return Truth ? Relation::LessEqual : Relation::More;
  }
  return Relation::Equal;
}

/// The relation seen from the other side.
static Relation mirrored(Relation How) {
  switch (How) {
  case Relation::Less:
    return Relation::More;
  case Relation::LessEqual:
    return Relation::MoreEqual;
  case Relation::More:
    return Relation::Less;
  case Relation::MoreEqual:
    return Relation::LessEqual;
  default:
    return How;
  }
}

static bool holds(Relation How, int64_t Left, int64_t Right) {
  switch (How) {
  case Relation::Equal:
    return Left == Right;
  case Relation::NotEqual:
    return Left != Right;
  case Relation::Less:
    return Left < Right;
  case Relation::LessEqual:
    return Left <= Right;
  case Relation::More:
    return Left > Right;
  case Relation::MoreEqual:
    return Left >= Right;
  }
  return true;
}

/// Signs of the values that relate so to \p Constant. By convention -1 is the
/// only failure value: what differs from it is not negative.
static SignSet signsRelated(Relation How, int64_t Constant) {
  SignSet Negative = SignSet::negative(), Zero = SignSet::zero(),
          Positive = SignSet::positive();
  switch (How) {
  case Relation::Equal:
    return SignSet::of(Constant);
  case Relation::NotEqual:
    return Constant == 0    ? SignSet::nonZero()
           : Constant == -1 ? SignSet::notNegative()
                            : SignSet::any();
  case Relation::Less:
    return Constant <= 0   ? Negative
           : Constant == 1 ? Negative | Zero
                           : SignSet::any();
  case Relation::LessEqual:
    return Constant < 0    ? Negative
           : Constant == 0 ? Negative | Zero
                           : SignSet::any();
  case Relation::More:
    return Constant >= 0    ? Positive
           : Constant == -1 ? Zero | Positive
                            : SignSet::any();
  case Relation::MoreEqual:
    return Constant > 0    ? Positive
           : Constant == 0 ? Zero | Positive
                           : SignSet::any();
  }
  return SignSet::any();
}

/// Signs of the values that relate so to some value with one of \p Signs.
static SignSet signsRelated(Relation How, SignSet Signs) {
  // Each stands for all of its sign: between it and 0 there is room.
  static constexpr int64_t Examples[] = {-2, 0, 2};
  SignSet Out;
  for (int64_t Example : Examples)
    if (Signs.meets(SignSet::of(Example)))
      Out = Out | signsRelated(How, Example);
  return Out;
}

/// \p Symbol has one of the signs \p Allowed from here on; false if that cannot
/// be. Resources whose acquisition is now known to have failed vanish.
bool PathMachine::narrowSymbol(PathState &State, unsigned Symbol,
                               SignSet Allowed) {
  SignSet Signs = State.signsOf(Symbol) & Allowed;
  if (Signs.isEmpty())
    return false;
  State.setSigns(Symbol, Signs);
  State.eraseObjects([&](const PathObject &O) {
    if (O.Handle != Symbol && O.Witness != Symbol)
      return false;
    if (O.State == PathObject::Status::Lent)
      return !Signs.meets(SignSet::positive());
    return O.State == PathObject::Status::Owned && !mayExist(O, State);
  });
  for (PathObject &Object : State.Objects)
    if (Object.Witness == Symbol && Object.When.contains(Signs)) {
      Object.Witness = NoIndex;
      Object.When = SignSet::any();
    }
  // What is known to be zero is zero, by whatever name: a failed acquisition
  // and one that was not tried are the same from here on. Not so an argument:
  // `if (error && *error)` is no reason to forget where it points to.
  bool Argument =
      Places.isFirstValue(Symbol) && Graph.Variables[Symbol].Address;
  if (Signs == SignSet::zero() && !Argument && !State.objectOf(Symbol) &&
      llvm::none_of(State.Objects,
                    [&](const PathObject &O) { return O.Witness == Symbol; }))
    State.replace(Symbol, Places.constant(0));
  return true;
}

bool PathMachine::narrow(PathState &State, const FlowOperand &Operand,
                         PathValue Value, SignSet Allowed) {
  if (Allowed.isAny())
    return true;
  if (Value.isSymbol())
    return narrowSymbol(State, Value.index(), Allowed);
  SignSet Signs = State.signsOf(Value, Places) & Allowed;
  if (Signs.isEmpty())
    return false;
  if (Value.kind() != PathValue::Kind::Unknown &&
      Value.kind() != PathValue::Kind::Signs)
    return true;
  if (Operand.How != FlowOperand::Kind::Load)
    return true;
  unsigned Place = resolve(Operand.Place, State);
  if (Place != NoIndex && isOurs(Place, State) &&
      Places.rootKind(Place) != PathPlaces::Root::Result)
    State.set(Place, Signs == SignSet::zero() ? Places.constant(0)
                                              : PathValue::signs(Signs));
  return true;
}

/// A second test of the same value agrees with the first.
bool PathMachine::assumeEqual(PathState &State, const FlowOperand &Operand,
                              PathValue Value, int64_t Constant) {
  if (!narrow(State, Operand, Value, SignSet::of(Constant)))
    return false;
  if (Value.isSymbol()) {
    unsigned Symbol = Value.index();
    bool Matters = llvm::any_of(State.Objects, [&](const PathObject &O) {
      return O.Witness == Symbol ||
             (O.Handle == Symbol && O.State != PathObject::Status::Lent);
    });
    if (!Matters && Constant != 0) {
      State.eraseObjects(
          [&](const PathObject &O) { return O.Handle == Symbol; });
      State.replace(Symbol, Places.constant(Constant));
    }
    return true;
  }
  if (Operand.How != FlowOperand::Kind::Load || Value.isAddress() ||
      Value.kind() == PathValue::Kind::Constant)
    return true;
  unsigned Place = resolve(Operand.Place, State);
  if (Place != NoIndex && isOurs(Place, State) &&
      Places.rootKind(Place) != PathPlaces::Root::Result)
    State.set(Place, Places.constant(Constant));
  return true;
}

/// What was just acquired has no other name than those that we know: it equals
/// \p Other only if it does not exist.
bool PathMachine::assumeFresh(PathState &State, PathValue Handle,
                              PathValue Other) {
  const PathObject *Object =
      Handle.isSymbol() ? State.objectOf(Handle.index()) : nullptr;
  if (!Object || Object->State != PathObject::Status::Owned)
    return true;
  const ResourceFact *Kind = resource(Object->Resource);
  SignSet Valid = Kind ? Kind->Valid : SignSet::positive();
  SignSet Allowed = State.signsOf(Other, Places) & ~Valid;
  return narrowSymbol(State, Handle.index(), Allowed);
}

/// The largest number that relates so to \p Constant; none if there is none.
static std::optional<int64_t> boundOf(Relation How, int64_t Constant) {
  switch (How) {
  case Relation::Equal:
  case Relation::LessEqual:
    return Constant;
  case Relation::Less:
    return Constant - (Constant > INT64_MIN);
  default:
    return std::nullopt;
  }
}

/// `if (fd > 2) close(fd)`: a descriptor that became a standard stream stays
/// open.
void PathMachine::dismissStandard(PathState &State, unsigned Handle,
                                  std::optional<int64_t> Bound) {
  if (!Bound)
    return;
  State.eraseObjects([&](const PathObject &O) {
    const ResourceFact *Kind = resource(O.Resource);
    return O.Handle == Handle && O.State == PathObject::Status::Owned && Kind &&
           *Bound < Kind->Standard;
  });
}

bool PathMachine::assumeRelation(PathState &State, Compare Operator,
                                 const FlowOperand &LeftOperand,
                                 const FlowOperand &RightOperand, bool Truth) {
  const FlowOperand *Left = &LeftOperand, *Right = &RightOperand;
  Relation How = relationOf(Operator, Truth);
  PathValue L = evaluate(*Left, State), R = evaluate(*Right, State);
  constexpr auto Constant = PathValue::Kind::Constant;
  if (L.kind() == Constant && R.kind() == Constant)
    return holds(How, Places.constantOf(L), Places.constantOf(R));
  if (L.kind() == Constant) {
    std::swap(L, R);
    std::swap(Left, Right);
    How = mirrored(How);
  }
  if (R.kind() == Constant) {
    int64_t Value = Places.constantOf(R);
    if (L.isSymbol())
      dismissStandard(State, L.index(), boundOf(How, Value));
    if (How == Relation::Equal)
      return assumeEqual(State, *Left, L, Value);
    return narrow(State, *Left, L, signsRelated(How, Value));
  }
  if (!L.isUnknown() && L == R && L.kind() != PathValue::Kind::Signs &&
      !(L.isSymbol() && Places.isOlder(L.index())) && !Interiors.mayBe(*Left) &&
      !Interiors.mayBe(*Right))
    return How == Relation::Equal || How == Relation::LessEqual ||
           How == Relation::MoreEqual;
  if (How == Relation::NotEqual)
    return true;
  if (How == Relation::Equal && L.isAddress() && R.isAddress())
    return Places.sameRoot(L.index(), R.index());
  SignSet OfL = State.signsOf(L, Places), OfR = State.signsOf(R, Places);
  bool Possible =
      narrow(State, *Left, L, OfL & signsRelated(How, OfR)) &&
      narrow(State, *Right, R, OfR & signsRelated(mirrored(How), OfL));
  return Possible && (How != Relation::Equal ||
                      (assumeFresh(State, L, R) && assumeFresh(State, R, L)));
}

bool PathMachine::assume(PathState &State, unsigned Block, bool Truth) {
  const FlowCondition &Condition = *Graph.Blocks[Block].Condition;
  if (Condition.Same != NoIndex) {
    SignSet Known = State.remembered(Condition.Same);
    SignSet Now = Known & (Truth ? Condition.Holds : ~Condition.Holds);
    if (Now.isEmpty())
      return false;
    if (Known.isAny() && Graph.Conditions[Condition.Same].Setting)
      for (PathObject &Object : State.Objects)
        Object.Settings =
            Places.withSetting(Object.Settings, {Condition.Same, Block});
    State.remember(Condition.Same, Now);
  }
  return assumeRelation(State, Condition.How, Condition.Left, Condition.Right,
                        Truth);
}

bool PathMachine::assumeCase(PathState &State, const FlowBlock &Block,
                             unsigned Arm) {
  if (Arm < Block.Cases.size()) {
    const FlowCase &Case = Block.Cases[Arm];
    PathValue Value = evaluate(Block.Value, State);
    if (Value.kind() == PathValue::Kind::Constant) {
      int64_t Known = Places.constantOf(Value);
      return Case.Low <= Known && Known <= Case.High;
    }
    if (Case.Low == Case.High)
      return assumeEqual(State, Block.Value, Value, Case.Low);
    return narrow(State, Block.Value, Value,
                  signsRelated(Relation::MoreEqual, Case.Low)) &&
           narrow(State, Block.Value, evaluate(Block.Value, State),
                  signsRelated(Relation::LessEqual, Case.High));
  }
  for (const FlowCase &Case : Block.Cases) {
    PathValue Value = evaluate(Block.Value, State);
    if (Value.kind() == PathValue::Kind::Constant) {
      int64_t Known = Places.constantOf(Value);
      if (Case.Low <= Known && Known <= Case.High)
        return false;
    } else if (Case.Low <= 0 && Case.High >= 0 &&
               !narrow(State, Block.Value, Value, SignSet::nonZero())) {
      return false;
    }
  }
  return true;
}

/// Loops count; what matters is whether they run at all, and where they stand
/// afterwards.
PathValue PathMemory::sum(PathValue Value, int64_t Constant,
                          const PathState &State) {
  if (Value.kind() == PathValue::Kind::Constant) {
    int64_t Result;
    if (llvm::AddOverflow(Places.constantOf(Value), Constant, Result))
      return {};
    return Places.constant(Result);
  }
  SignSet Signs = State.signsOf(Value, Places);
  if (Constant > 0 && SignSet::notNegative().contains(Signs))
    return PathValue::signs(SignSet::positive());
  if (Constant < 0 && SignSet::notPositive().contains(Signs))
    return PathValue::signs(SignSet::negative());
  return {};
}

PathValue PathMemory::negated(PathValue Value, const PathState &State) {
  if (Value.kind() == PathValue::Kind::Constant) {
    int64_t Result;
    if (llvm::SubOverflow(int64_t(0), Places.constantOf(Value), Result))
      return {};
    return Places.constant(Result);
  }
  return PathValue::signs(State.signsOf(Value, Places).negated());
}

/// Remembered conditions that read what \p Target names are void.
void PathMemory::forgetWritten(PathState &State, const FlowPlace &Target) {
  if (State.Conditions.empty())
    return;
  std::optional<unsigned> Field;
  bool Memory = false;
  for (const FlowStep &Step : Target.Steps) {
    if (Step.How == FlowStep::Kind::Field)
      Field = Step.Field;
    else
      Memory = true;
  }
  bool Variable =
      Target.Steps.empty() && Target.From == FlowPlace::Base::Variable;
  unsigned Place = resolve(Target, State);
  if (!Variable && !Field && Place != NoIndex &&
      Places.rootKind(Place) == PathPlaces::Root::Variable)
    forgetConditionsOn(State, Places.rootIndex(Place), false);
  State.forget([&](unsigned Number) {
    const ConditionReads &Reads = Graph.Conditions[Number];
    if (Variable)
      return llvm::is_contained(Reads.Variables, Target.Index);
    if (Field)
      return llvm::is_contained(Reads.Fields, *Field);
    return Memory && Reads.Memory && Reads.Fields.empty();
  });
}

/// Somebody may have written \p Variable or, if \p Memory, what it points to.
void PathMemory::forgetConditionsOn(PathState &State, unsigned Variable,
                                    bool Memory) {
  State.forget([&](unsigned Number) {
    const ConditionReads &Reads = Graph.Conditions[Number];
    return llvm::is_contained(Reads.Variables, Variable) &&
           (!Memory || Reads.Memory);
  });
}

} // namespace ouro::reasoning
