//===- ResourcePaths.h - Which functions are followed -----------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_RESOURCEPATHS_H
#define OURO_CHECKS_REASONING_RESOURCEPATHS_H

#include "checks/Reasoning/PathSimulation.h"

namespace ouro::reasoning {

/// Hears of every function that was followed, callees first, with what is known
/// of functions by then. Everything lives only during the call. The graph is
/// empty if the body could not be lowered.
using OutcomeObserver = llvm::function_ref<void(
    unsigned Function, const EffectsIndex &Known, const facts::FlowGraph &Graph,
    const PathOutcome &Outcome)>;

/// Follows the paths of every function that deals with resources, bottom-up, so
/// that what a call does is known before its callers are followed. Inside a
/// recursion what the scan says has to do.
///
/// \p Source is asked only for functions that acquire or release, may never
/// return, or call one that does so, as far as its paths have shown it.
EffectsIndex followResources(const facts::FlowFacts &Facts,
                             facts::FlowSource Source, const PathLimits &Limits,
                             OutcomeObserver Observe);

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_RESOURCEPATHS_H
