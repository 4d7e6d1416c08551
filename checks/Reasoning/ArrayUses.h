//===- ArrayUses.h - Arrays whose elements are taken somewhere --*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_ARRAYUSES_H
#define OURO_CHECKS_REASONING_ARRAYUSES_H

#include "checks/Facts/FlowGraph.h"

namespace ouro::reasoning {

/// A loop that releases what an array holds may run zero times on a path on
/// which another loop has filled it, as far as we know: nothing tells that both
/// count the same. So what is done to elements at run-time indices counts for
/// the whole function, wherever it stands.
struct ArrayUses {
  explicit ArrayUses(const facts::FlowGraph &Graph);

  /// Arrays of which some element is released, copied or given away.
  std::vector<facts::FlowPlace> Swept;
  /// Arrays that are given away, or have a second name.
  std::vector<facts::FlowPlace> Given;
};

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_ARRAYUSES_H
