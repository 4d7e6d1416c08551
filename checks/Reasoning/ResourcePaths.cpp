//===- ResourcePaths.cpp --------------------------------------------------===//
#include "checks/Reasoning/ResourcePaths.h"
#include "checks/Reasoning/PairedResources.h"
#include "llvm/ADT/STLExtras.h"

using namespace ouro::facts;

namespace ouro::reasoning {

static bool isWorthAGraph(const FlowFacts &Facts, const EffectsIndex &Effects,
                          unsigned Index) {
  const FlowFunction &Function = Facts.Functions[Index];
  if (Function.Acquires || Function.Releases || Function.Stops ||
      Function.TouchesFields || Effects.mayReleaseAny(Index))
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
  for (unsigned Index : calleesFirst(Facts, Effects)) {
    if (!isWorthAGraph(Facts, Effects, Index))
      continue;
    FlowGraph Graph = Source(Index);
    Pairs.isolate(Graph);
    PathOutcome Outcome = simulatePaths(Facts, Index, Graph, Effects, Limits);
    if (!Graph.Blocks.empty())
      conclude(Effects[Index], Facts, Outcome);
    if (!Outcome.Defects.empty())
      confirmDefects(Facts, Index, Graph, Effects, Outcome,
                     Limits.CallsMayThrow);
    llvm::erase_if(Outcome.Defects, [&](const PathDefect &Defect) {
      return Defect.Resource < Facts.Resources.size() &&
             Facts.Resources[Defect.Resource].Paired &&
             !isLeftHeld(Graph, Outcome, Defect);
    });
    Observe(Index, Effects, Graph, Outcome);
  }
  return Effects;
}

} // namespace ouro::reasoning
