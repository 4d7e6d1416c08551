//===- CallGraph.h - Who calls whom, in what is known -----------*- C++ -*-===//
#ifndef OURO_CHECKS_FACTS_CALLGRAPH_H
#define OURO_CHECKS_FACTS_CALLGRAPH_H

#include "checks/Facts/FlowFacts.h"
#include "llvm/ADT/BitVector.h"

namespace ouro::facts {

/// Adds to \p Functions, of \p Facts, all that call one of them, directly or
/// not. Cost: linear in the calls.
void addCallers(const FlowFacts &Facts, llvm::BitVector &Functions);

/// The functions that \p Is says something of, and all that call one, directly
/// or not.
llvm::BitVector withCallers(const FlowFacts &Facts,
                            llvm::function_ref<bool(const FlowFunction &)> Is);

} // namespace ouro::facts

#endif // OURO_CHECKS_FACTS_CALLGRAPH_H
