//===- CalleesFirst.h - The order in which functions are read ---*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_CALLEESFIRST_H
#define OURO_CHECKS_REASONING_CALLEESFIRST_H

#include "checks/Reasoning/FunctionEffects.h"
#include "llvm/ADT/SmallVector.h"

namespace ouro::reasoning {

/// Functions that call each other, in some fixed order; mostly one.
using FunctionComponent = llvm::SmallVector<unsigned, 1>;

/// The functions of \p Facts, callees first: Tarjan's strongly connected
/// components, without recursion of our own.
std::vector<FunctionComponent> calleesFirst(const facts::FlowFacts &Facts,
                                            const EffectsIndex &Index);

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_CALLEESFIRST_H
