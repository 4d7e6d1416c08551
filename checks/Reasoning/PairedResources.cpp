//===- PairedResources.cpp ------------------------------------------------===//
#include "checks/Reasoning/PairedResources.h"
#include "checks/Facts/CallGraph.h"
#include "checks/Facts/FlowTidy.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"

using namespace ouro::facts;

namespace ouro::reasoning {

/// One place, and where it is acquired and given back.
struct PairedResources::Place {
  FlowPlace Where;
  bool Acquired = false, Released = false;
  unsigned Variable = NoIndex; ///< that stands for it
};

PairedResources::PairedResources(const FlowFacts &Facts,
                                 const EffectsIndex &Effects)
    : Facts(Facts), Effects(Effects) {
  Any = llvm::any_of(Facts.Resources,
                     [](const ResourceFact &R) { return R.Paired; });
  if (Any)
    Releasing =
        withCallers(Facts, [](const FlowFunction &F) { return F.Unpairs; });
}

bool PairedResources::isPaired(const FlowEffect &Effect) const {
  return (Effect.Kind == FlowEffectKind::Acquire ||
          Effect.Kind == FlowEffectKind::Release) &&
         Effect.Resource < Facts.Resources.size() &&
         Facts.Resources[Effect.Resource].Paired;
}

/// The place that a paired effect is about; null if it says none.
static const FlowPlace *subjectOf(const FlowEffect &Effect) {
  if (Effect.Kind == FlowEffectKind::Acquire)
    return Effect.Value.How == FlowOperand::Kind::Unknown ? &Effect.Target
                                                          : nullptr;
  return Effect.Value.How == FlowOperand::Kind::Load ? &Effect.Value.Place
                                                     : nullptr;
}

/// Nothing in \p Graph moves \p Place: written the same way, it is the same.
static bool isStable(const FlowPlace &Place, const FlowGraph &Graph) {
  if (Place.From != FlowPlace::Base::Variable ||
      llvm::is_contained(Place.Steps,
                         FlowStep{FlowStep::Kind::Element, NoIndex}))
    return false;
  bool Fresh = Graph.Variables[Place.Index].Role == VariableRole::Local;
  unsigned Starts = 0;
  for (const FlowBlock &Block : Graph.Blocks)
    for (const FlowEffect &Effect : Block.Effects) {
      if (Effect.Kind != FlowEffectKind::Assign)
        continue;
      const FlowPlace &Target = Effect.Target;
      if (Target.From == Place.From && Target.Index == Place.Index &&
          Target.Steps.empty() && ++Starts > (Fresh ? 1 : 0))
        return false;
      // A pointer on the way, under whatever name.
      for (size_t I = 0; I + 1 < Place.Steps.size(); ++I)
        if (Place.Steps[I].How == FlowStep::Kind::Field &&
            Place.Steps[I + 1].How == FlowStep::Kind::Deref &&
            !Target.Steps.empty() && Target.Steps.back() == Place.Steps[I])
          return false;
    }
  return true;
}

static FlowPlace placeOf(unsigned Variable) {
  return {FlowPlace::Base::Variable, Variable, {}};
}

static bool isReleaseOf(const FlowEffect &Effect, unsigned Variable) {
  return Effect.Kind == FlowEffectKind::Release &&
         Effect.Value.Place == placeOf(Variable);
}

/// The blocks from whose entry a release of variable \p Variable is reached.
static llvm::BitVector blocksBefore(unsigned Variable, const FlowGraph &Graph) {
  llvm::BitVector Before(Graph.Blocks.size());
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (unsigned I = Graph.Blocks.size(); I-- > 0;) {
      const FlowBlock &Block = Graph.Blocks[I];
      bool Reaches = llvm::any_of(Block.Effects,
                                  [&](const FlowEffect &E) {
                                    return isReleaseOf(E, Variable);
                                  }) ||
                     llvm::any_of(Block.Successors, [&](unsigned Next) {
                       return Next != NoIndex && Before.test(Next);
                     });
      if (Reaches && !Before.test(I)) {
        Before.set(I);
        Changed = true;
      }
    }
  }
  return Before;
}

/// \p Call may give back what is held in \p Of. Who has no body here does if it
/// gets at the place and nothing \p Later gives it back; so does an object that
/// remembers the place until its end.
bool PairedResources::mayGiveBack(const FlowEffect &Call, const Place &Of,
                                  const FlowGraph &Graph, bool Later) const {
  unsigned Callee = Effects.indexOf(Call.Callee);
  if (Callee != NoIndex && Releasing.test(Callee))
    return true;
  auto Leads = [&](const FlowOperand &Given) {
    return (Given.How == FlowOperand::Kind::Load ||
            Given.How == FlowOperand::Kind::Address) &&
           Given.Place.From == Of.Where.From &&
           Given.Place.Index == Of.Where.Index;
  };
  bool Gets = llvm::any_of(Call.Arguments, Leads);
  if (Call.Receiver && Call.Receiver->How == FlowOperand::Kind::Address &&
      Call.Receiver->Place.From == FlowPlace::Base::Variable &&
      Graph.Variables[Call.Receiver->Place.Index].Managed)
    return Gets;
  Gets |= Call.Receiver && Leads(*Call.Receiver);
  return Gets && Callee == NoIndex && !Call.Borrows && !Later;
}

/// The places of \p Graph that can be judged, each with a variable of its own.
PairedResources::Places PairedResources::findPlaces(FlowGraph &Graph) const {
  Places Found;
  for (FlowBlock &Block : Graph.Blocks)
    for (const FlowEffect &Effect : Block.Effects)
      if (const FlowPlace *Subject =
              isPaired(Effect) ? subjectOf(Effect) : nullptr) {
        Place &Known = Found[{Effect.Resource, *Subject}];
        Known.Where = *Subject;
        (Effect.Kind == FlowEffectKind::Acquire ? Known.Acquired
                                                : Known.Released) = true;
      }
  for (auto &[Key, Each] : Found) {
    if (!Each.Acquired || !Each.Released || !isStable(Each.Where, Graph))
      continue;
    FlowPlace Named = Each.Where; // lock(m) is about m, not *m
    if (!Named.Steps.empty() && Named.Steps.back().How == FlowStep::Kind::Deref)
      Named.Steps.pop_back();
    FlowVariable Stands;
    Stands.Name = nameOf(Named, Graph);
    Each.Variable = Graph.Variables.size();
    Graph.Variables.push_back(std::move(Stands));
  }
  return Found;
}

/// Escapes where calls may give back what is held in \p Of.
void PairedResources::addEscapes(const Place &Of, FlowGraph &Graph) const {
  llvm::BitVector Before = blocksBefore(Of.Variable, Graph);
  for (FlowBlock &Block : Graph.Blocks) {
    bool Later = llvm::any_of(Block.Successors, [&](unsigned Next) {
      return Next != NoIndex && Before.test(Next);
    });
    for (size_t I = Block.Effects.size(); I-- > 0;) {
      const FlowEffect &Effect = Block.Effects[I];
      Later |= isReleaseOf(Effect, Of.Variable);
      if (Effect.Kind != FlowEffectKind::Call ||
          !mayGiveBack(Effect, Of, Graph, Later))
        continue;
      FlowEffect Gone{};
      Gone.Kind = FlowEffectKind::Escape;
      Gone.Value = {FlowOperand::Kind::Load, 0, placeOf(Of.Variable)};
      Gone.Where = Effect.Where;
      Block.Effects.insert(Block.Effects.begin() + I + 1, std::move(Gone));
    }
  }
}

void PairedResources::isolate(FlowGraph &Graph) const {
  if (!Any || Graph.Blocks.empty())
    return;
  Places Found = findPlaces(Graph);
  for (FlowBlock &Block : Graph.Blocks)
    llvm::erase_if(Block.Effects, [&](FlowEffect &Effect) {
      if (!isPaired(Effect))
        return false;
      const FlowPlace *Subject = subjectOf(Effect);
      auto At = Subject ? Found.find({Effect.Resource, *Subject}) : Found.end();
      if (At == Found.end() || At->second.Variable == NoIndex)
        return true;
      (Effect.Kind == FlowEffectKind::Acquire ? Effect.Target
                                              : Effect.Value.Place) =
          placeOf(At->second.Variable);
      return false;
    });
  for (auto &[Key, Each] : Found) {
    if (Each.Variable == NoIndex)
      continue;
    addEscapes(Each, Graph);
    FlowEffect Free{};
    Free.Kind = FlowEffectKind::Assign;
    Free.Target = placeOf(Each.Variable);
    Free.Value = {FlowOperand::Kind::Constant, 0, {}};
    std::vector<FlowEffect> &Entry = Graph.Blocks.front().Effects;
    Entry.insert(Entry.begin(), std::move(Free));
  }
}

/// The blocks that a release of \p Variable is in, or leads to.
static llvm::BitVector blocksAfter(unsigned Variable, const FlowGraph &Graph) {
  llvm::BitVector After(Graph.Blocks.size());
  std::vector<unsigned> Todo;
  for (auto [Index, Block] : llvm::enumerate(Graph.Blocks))
    if (llvm::any_of(Block.Effects, [&](const FlowEffect &E) {
          return isReleaseOf(E, Variable);
        }))
      Todo.push_back(Index);
  while (!Todo.empty()) {
    unsigned Block = Todo.back();
    Todo.pop_back();
    if (Block == NoIndex || After.test(Block))
      continue;
    After.set(Block);
    llvm::append_range(Todo, Graph.Blocks[Block].Successors);
  }
  return After;
}

bool isLeftHeld(const FlowGraph &Graph, const PathOutcome &Outcome,
                const PathDefect &Defect) {
  if (Defect.What != PathDefect::Kind::Lost || Defect.Event != NoIndex ||
      (Defect.How != LossKind::Return && Defect.How != LossKind::Throw))
    return false;
  std::vector<const FlowEffect *> Numbered;
  for (const FlowBlock &Block : Graph.Blocks)
    for (const FlowEffect &Effect : Block.Effects)
      Numbered.push_back(&Effect);
  unsigned Variable = Numbered[Defect.Site]->Target.Index;
  for (const PathOutcome::ReleaseNote &Note : Outcome.Releases)
    if ((Note.None || Note.Unknown) &&
        isReleaseOf(*Numbered[Note.At], Variable))
      return false;
  auto Holds = [&](const PathOutcome::EndNote &End) {
    return llvm::any_of(End.Held, [&](unsigned Site) {
      return Numbered[Site]->Target.Index == Variable;
    });
  };
  llvm::BitVector After = blocksAfter(Variable, Graph);
  SignSet Held = SignSet::none(), Free = SignSet::none();
  bool GivenBack = false, Early = false;
  const FlowBlock &Last = Graph.Blocks[Defect.Block];
  for (const PathOutcome::EndNote &End : Outcome.Ends) {
    if (End.Block == Defect.Block && Holds(End))
      Held = Held | End.Result;
    if (!After.test(End.Block) || Holds(End))
      continue;
    Free = Free | End.Result;
    GivenBack = true;
    Early |= Last.Where.Begin < Graph.Blocks[End.Block].Where.Begin;
  }
  if (!GivenBack || Defect.How == LossKind::Throw || !Last.Returns)
    return GivenBack;
  // The same result as without it, a failure, or an error code before the end.
  if (Free.contains(Held) || SignSet::negative().contains(Held))
    return true;
  return Graph.FailsWithZero ? SignSet::zero().contains(Held)
                             : Early && SignSet::positive().contains(Held) &&
                                   SignSet::zero().contains(Free);
}

} // namespace ouro::reasoning
