//===- ParameterStores.h - Which parameters end up in fields ----*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_PARAMETERSTORES_H
#define OURO_CHECKS_REASONING_PARAMETERSTORES_H

#include "checks/Reasoning/HoldIndex.h"
#include <map>
#include <set>

namespace ouro::reasoning {

/// For each function of the TU and each of its parameters: the fields that
/// what is passed ends up in, directly or through the calls it passes it on to.
/// A least fixpoint; each round is linear in the effects.
class ParameterStores {
public:
  explicit ParameterStores(const HoldIndex &Index);

  const std::set<SymbolId> &fieldsOf(SymbolId Function,
                                     unsigned Parameter) const;

private:
  bool addFrom(const facts::FunctionFact &F);

  std::map<std::pair<SymbolId, unsigned>, std::set<SymbolId>> Fields;
};

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_PARAMETERSTORES_H
