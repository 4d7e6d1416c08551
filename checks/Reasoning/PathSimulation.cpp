//===- PathSimulation.cpp -------------------------------------------------===//
#include "checks/Reasoning/PathSimulation.h"
#include "checks/Reasoning/FlowLiveness.h"
#include "checks/Reasoning/PathMachine.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <memory>
#include <queue>
#include <set>
#include <tuple>

using namespace ouro::facts;

namespace ouro::reasoning {

namespace {

class Simulation {
public:
  Simulation(const FlowFacts &Facts, unsigned Function, const FlowGraph &Graph,
             const EffectsIndex &Effects, const PathLimits &Limits)
      : Graph(Graph), Limits(Limits), Tells(Facts.Functions[Function].Tells),
        Live(Graph), Machine(Facts, Function, Graph, Effects, Outcome),
        Seen(Graph.Blocks.size()) {}

  PathOutcome run();

private:
  using Paths = llvm::SmallVector<PathState, 4>;

  /// A state at the entry of a block.
  struct Entry {
    std::unique_ptr<PathState> State; ///< large: it stays where it is
    uint64_t Digest = 0;              ///< of its knowledge, if none are joined
    bool Dirty = true;                ///< not yet taken through the block
  };

  void visit(unsigned Block, const PathState &State);
  void visitAll();
  void takeEffects(unsigned Block, Paths &States);
  void leaveBlock(unsigned Block, PathState &State);
  void eachArm(unsigned Block, PathState &State,
               llvm::function_ref<bool(PathState &, unsigned Arm)> Assume);
  // States are large: who is given one may use it up.
  void push(unsigned Block, unsigned Arm, PathState &State);
  void merge(unsigned Block, PathState &State);
  void prune(unsigned Block, PathState &State);
  void noteHeld(const PathState &State);
  bool isHeld(unsigned Symbol) const {
    return Symbol < HeldIn.size() && HeldIn[Symbol] == Round;
  }
  bool isNamed(unsigned Symbol, unsigned Block, const PathState &State);

  const FlowGraph &Graph;
  const PathLimits &Limits;
  const bool Tells; ///< FlowFunction::Tells
  FlowLiveness Live;
  PathOutcome Outcome;
  PathMachine Machine;
  std::vector<std::vector<Entry>> Seen; ///< by block
  /// By symbol: the round of noteHeld() that last found it in a place.
  std::vector<unsigned> HeldIn;
  unsigned Round = 0;
  /// Ranks of blocks with dirty states, least first: loops settle before what
  /// comes after them.
  std::priority_queue<unsigned, std::vector<unsigned>, std::greater<unsigned>>
      Queue;
};

} // namespace

/// Afterwards isHeld() tells what \p State holds now.
void Simulation::noteHeld(const PathState &State) {
  ++Round;
  for (const auto &[Place, Value] : State.Places)
    if (Value.isSymbol()) {
      if (Value.index() >= HeldIn.size())
        HeldIn.resize(Value.index() + 1);
      HeldIn[Value.index()] = Round;
    }
}

bool Simulation::isNamed(unsigned Symbol, unsigned Block,
                         const PathState &State) {
  if (isHeld(Symbol))
    return true;
  for (const PathObject &Object : State.Objects)
    if (Object.Handle == Symbol || Object.Witness == Symbol)
      return true;
  const PathPlaces &Names = Machine.places();
  if (Names.isFirstValue(Symbol))
    return Graph.Variables[Symbol].Address; // whether an argument is null
  std::optional<unsigned> Result = Names.resultNumber(Symbol);
  return Result && Live.isResultLive(Block, *Result);
}

/// Drops what nothing after the entry of \p Block can ask for.
void Simulation::prune(unsigned Block, PathState &State) {
  if (Tells)
    return; // callers ask for all that was decided
  const PathPlaces &Names = Machine.places();
  llvm::erase_if(State.Places, [&](const auto &P) {
    unsigned Root = Names.rootIndex(P.first);
    switch (Names.rootKind(P.first)) {
    case PathPlaces::Root::Variable: {
      bool Plain = P.second.kind() == PathValue::Kind::Constant ||
                   P.second.kind() == PathValue::Kind::Signs;
      return !Live.isVariableLive(Block, Root) ||
             (Plain && Names.isRoot(P.first) && !Live.isTested(Root));
    }
    case PathPlaces::Root::Result:
      return !Live.isResultLive(Block, Root);
    case PathPlaces::Root::Symbol:
      return false;
    }
    return false;
  });
  noteHeld(State);
  llvm::erase_if(State.Places, [&](const auto &P) {
    return Names.rootKind(P.first) == PathPlaces::Root::Symbol &&
           !Names.isFirstValue(Names.rootIndex(P.first)) &&
           !isNamed(Names.rootIndex(P.first), Block, State);
  });
  noteHeld(State);
  llvm::erase_if(State.Objects, [&](const PathObject &O) {
    return O.State == PathObject::Status::Released && !O.isArgument() &&
           !isHeld(O.Handle);
  });
  llvm::erase_if(State.Signs, [&](const auto &S) {
    return !isNamed(S.first, Block, State);
  });
}

void Simulation::merge(unsigned Block, PathState &State) {
  std::vector<Entry> &Known = Seen[Block];
  unsigned Rank = Live.rank(Block);
  // What is put into arguments' objects is worth less than the paths.
  if (Limits.Joins && Known.size() >= Limits.StatesPerBlock / 2)
    Machine.handOver(State);
  uint64_t Digest = Limits.Joins ? 0 : State.digest();
  for (Entry &Other : Known) {
    if (!Limits.Joins) {
      if (Other.Digest == Digest && Other.State->knowsTheSame(State))
        return;
      continue;
    }
    if (!Other.State->sameProperty(State, Machine.places(), Machine.carriers()))
      continue;
    if (Other.State->join(State, Machine.places())) {
      Other.Dirty = true;
      Queue.push(Rank);
    }
    return;
  }
  if (Known.size() >= Limits.StatesPerBlock) {
    Outcome.Capped = true;
    return;
  }
  Known.push_back({std::make_unique<PathState>(std::move(State)), Digest});
  Queue.push(Rank);
}

void Simulation::push(unsigned Block, unsigned Arm, PathState &State) {
  unsigned Successor = Graph.Blocks[Block].Successors[Arm];
  if (Successor == NoIndex)
    return;
  Outcome.Steps.push_back({State.Trail, Block, Arm});
  State.Trail = Outcome.Steps.size() - 1;
  State.Writer = NoIndex;
  State.Written = {};
  prune(Successor, State);
  merge(Successor, State);
}

/// Pushes \p State into every arm that \p Assume finds it can take. The last
/// arm gets the state itself.
void Simulation::eachArm(
    unsigned Block, PathState &State,
    llvm::function_ref<bool(PathState &, unsigned)> Assume) {
  const auto &Arms = Graph.Blocks[Block].Successors;
  for (unsigned Arm = 0; Arm + 1 < Arms.size(); ++Arm) {
    PathState Next = State;
    if (Assume(Next, Arm))
      push(Block, Arm, Next);
  }
  if (!Arms.empty() && Assume(State, Arms.size() - 1))
    push(Block, Arms.size() - 1, State);
}

void Simulation::leaveBlock(unsigned Block, PathState &State) {
  const FlowBlock &Here = Graph.Blocks[Block];
  switch (Here.Exit) {
  case FlowExit::Stop:
    return;
  case FlowExit::Return:
    return Machine.leave(State, Block);
  case FlowExit::Throw:
    return Machine.unwind(State, Block);
  case FlowExit::Goto:
    if (!Here.Successors.empty())
      push(Block, 0, State);
    return;
  case FlowExit::Branch:
    eachArm(Block, State, [&](PathState &Next, unsigned Arm) {
      return !Here.Condition || Machine.assume(Next, Block, Arm == 0);
    });
    return;
  case FlowExit::Switch:
    eachArm(Block, State, [&](PathState &Next, unsigned Arm) {
      return Machine.assumeCase(Next, Here, Arm);
    });
    return;
  }
}

/// What Ends just before a return is still alive for its value, and dies with
/// everything else.
static size_t countOfEffects(const FlowBlock &Block) {
  size_t Count = Block.Effects.size();
  if (Block.Exit == FlowExit::Return)
    while (Count && Block.Effects[Count - 1].Kind == FlowEffectKind::End)
      --Count;
  return Count;
}

void Simulation::takeEffects(unsigned Block, Paths &States) {
  const FlowBlock &Here = Graph.Blocks[Block];
  unsigned Number = Machine.firstEffect(Block);
  for (size_t I = 0, Count = countOfEffects(Here); I < Count; ++I, ++Number) {
    Paths More;
    llvm::erase_if(States, [&](PathState &State) {
      return !Machine.apply(Here.Effects[I], Number, State, More);
    });
    for (PathState &Split : More)
      if (States.size() < Limits.StatesPerBlock)
        States.push_back(std::move(Split));
      else
        Outcome.Capped = true;
    if (Limits.CallsMayThrow && Machine.mayThrow(Here.Effects[I]))
      for (const PathState &State : States) {
        PathState Thrown = State;
        Machine.unwind(Thrown, Block, Number);
      }
  }
}

void Simulation::visit(unsigned Block, const PathState &State) {
  ++Outcome.Visits;
  Paths States;
  States.push_back(State);
  takeEffects(Block, States);
  for (PathState &Each : States)
    leaveBlock(Block, Each);
}

PathOutcome Simulation::run() {
  if (Graph.Blocks.empty())
    return std::move(Outcome);
  PathState Entry = Machine.entry();
  merge(0, Entry);
  visitAll();
  Outcome.Reached.resize(Graph.Blocks.size(), Outcome.Capped);
  for (auto [Block, States] : llvm::enumerate(Seen))
    if (!States.empty())
      Outcome.Reached.set(Block);
  return std::move(Outcome);
}

void Simulation::visitAll() {
  while (!Queue.empty()) {
    unsigned Block = Live.order()[Queue.top()];
    Queue.pop();
    for (size_t I = 0; I < Seen[Block].size(); ++I) {
      if (!Seen[Block][I].Dirty)
        continue;
      if (Outcome.Visits >= Limits.Visits) {
        Outcome.Capped = true;
        return;
      }
      Seen[Block][I].Dirty = false;
      visit(Block, *Seen[Block][I].State);
    }
  }
}

PathOutcome simulatePaths(const FlowFacts &Facts, unsigned Function,
                          const FlowGraph &Graph, const EffectsIndex &Effects,
                          const PathLimits &Limits) {
  return Simulation(Facts, Function, Graph, Effects, Limits).run();
}

/// What makes two defects one, whatever their paths.
static auto keyOf(const PathDefect &Defect) {
  return std::tuple(Defect.What, Defect.Site, Defect.At);
}

/// Adds \p Defect, whose path is in \p From, to \p To.
static void adopt(PathDefect Defect, const PathOutcome &From, PathOutcome &To) {
  llvm::SmallVector<TrailStep, 32> Path;
  for (unsigned At = Defect.Trail; At != NoIndex; At = From.Steps[At].Before)
    Path.push_back(From.Steps[At]);
  Defect.Trail = NoIndex;
  for (TrailStep Step : llvm::reverse(Path)) {
    Step.Before = Defect.Trail;
    To.Steps.push_back(Step);
    Defect.Trail = To.Steps.size() - 1;
  }
  To.Defects.push_back(Defect);
}

void confirmDefects(const FlowFacts &Facts, unsigned Function,
                    const FlowGraph &Graph, const EffectsIndex &Effects,
                    PathOutcome &Outcome, bool CallsMayThrow) {
  PathLimits Limits = OneByOne;
  Limits.CallsMayThrow = CallsMayThrow;
  PathOutcome Single = simulatePaths(Facts, Function, Graph, Effects, Limits);
  // How sure a defect is depends on all its paths: where both ways of a choice
  // lead to it, the choice does not matter.
  using Key = decltype(keyOf(std::declval<PathDefect>()));
  std::map<Key, Confidence> Sure;
  for (const PathDefect &Defect : Outcome.Defects) {
    auto [At, New] = Sure.try_emplace(keyOf(Defect), Defect.Sureness);
    At->second = std::max(At->second, Defect.Sureness);
  }
  std::set<Key> Found;
  for (PathDefect &Defect : Single.Defects) {
    Found.insert(keyOf(Defect));
    if (auto At = Sure.find(keyOf(Defect)); At != Sure.end())
      Defect.Sureness = At->second;
  }
  for (PathDefect Defect : Outcome.Defects)
    if (Single.Capped && !Found.count(keyOf(Defect))) {
      Defect.Sureness = std::min(Defect.Sureness, Confidence::Likely);
      adopt(Defect, Outcome, Single);
    }
  Outcome.Defects = std::move(Single.Defects);
  Outcome.Steps = std::move(Single.Steps);
  Outcome.Visits += Single.Visits;
}

} // namespace ouro::reasoning
