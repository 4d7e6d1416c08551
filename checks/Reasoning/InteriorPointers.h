//===- InteriorPointers.h - Pointers into objects ---------------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_INTERIORPOINTERS_H
#define OURO_CHECKS_REASONING_INTERIORPOINTERS_H

#include "checks/Facts/FlowGraph.h"
#include "llvm/ADT/BitVector.h"

namespace ouro::reasoning {

/// A place counts `p + n` as p, so two pointers with one value may differ:
/// `p < end`. Knows the variables and fields of a function that, somewhere, get
/// a pointer into what they point to. Without regard to order.
class InteriorPointers {
public:
  explicit InteriorPointers(const facts::FlowGraph &Graph);

  bool mayBe(const facts::FlowOperand &Pointer) const;

private:
  std::optional<unsigned> slotOf(const facts::FlowPlace &Place) const;

  const facts::FlowGraph &Graph;
  llvm::BitVector Slots; ///< by variable, then by field
};

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_INTERIORPOINTERS_H
