//===- CallGraph.h - Who calls whom, in what is known -----------*- C++ -*-===//
#ifndef OURO_CHECKS_FACTS_CALLGRAPH_H
#define OURO_CHECKS_FACTS_CALLGRAPH_H

#include "checks/Facts/FlowFacts.h"
#include "llvm/ADT/BitVector.h"

namespace ouro::facts {

/// Adds to \p Functions, of \p Facts, all that call one of them, directly or
/// not. Cost: linear in the calls.
void addCallers(const FlowFacts &Facts, llvm::BitVector &Functions);

} // namespace ouro::facts

#endif // OURO_CHECKS_FACTS_CALLGRAPH_H
