//===- ResourcePaths.cpp --------------------------------------------------===//
#include "checks/Reasoning/ResourcePaths.h"
#include "checks/Reasoning/CalleesFirst.h"
#include "checks/Reasoning/PairedResources.h"
#include "llvm/ADT/STLExtras.h"

using namespace ouro::facts;

namespace ouro::reasoning {

static bool isWorthAGraph(const FlowFacts &Facts, const EffectsIndex &Effects,
                          unsigned Index) {
  const FlowFunction &Function = Facts.Functions[Index];
  if (Function.Acquires || Function.Releases || Function.Stops ||
      Function.TouchesFields || Function.Tells || Effects.mayReleaseAny(Index))
    return true;
  return llvm::any_of(Function.Calls, [&](SymbolId Callee) {
    const FunctionEffects *Known = Effects.find(Callee);
    return Known && (Known->Returns == ReturnOwnership::Owned ||
                     !Known->Outs.empty() || Known->NeverReturns);
  });
}

EffectsIndex followResources(const FlowFacts &Facts, FlowSource Source,
                             const PathLimits &Limits,
                             OutcomeObserver Observe) {
  EffectsIndex Effects(Facts);
  PairedResources Pairs(Facts, Effects);
  auto Follow = [&](unsigned Index) {
    FlowGraph Graph = Source(Index);
    Pairs.isolate(Graph);
    PathOutcome Outcome = simulatePaths(Facts, Index, Graph, Effects, Limits);
    bool Concluded = !Graph.Blocks.empty() && !Outcome.Capped;
    if (Concluded)
      conclude(Effects[Index], Facts, Outcome);
    if (!Outcome.Defects.empty())
      confirmDefects(Facts, Index, Graph, Effects, Outcome,
                     Limits.CallsMayThrow);
    llvm::erase_if(Outcome.Defects, [&](const PathDefect &Defect) {
      return Defect.Resource < Facts.Resources.size() &&
             Facts.Resources[Defect.Resource].Paired &&
             !isLeftHeld(Graph, Outcome, Defect);
    });
    if (Concluded)
      Effects.settle(Index);
    Observe(Index, Effects, Graph, Outcome);
  };
  for (const FunctionComponent &Component : calleesFirst(Facts, Effects)) {
    Effects.refine(Facts, Component);
    for (unsigned Index : Component)
      if (isWorthAGraph(Facts, Effects, Index))
        Follow(Index);
  }
  return Effects;
}

} // namespace ouro::reasoning
