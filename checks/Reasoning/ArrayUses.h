//===- ArrayUses.h - Arrays whose elements are taken somewhere --*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_ARRAYUSES_H
#define OURO_CHECKS_REASONING_ARRAYUSES_H

#include "checks/Facts/FlowGraph.h"
#include "llvm/ADT/ArrayRef.h"

namespace ouro::reasoning {

/// Places of one graph, found by where they begin.
class PlaceSet {
public:
  void add(facts::FlowPlace Place) { Places.push_back(std::move(Place)); }
  /// Called once, before anything is asked.
  void close();

  bool isEmpty() const { return Places.empty(); }
  /// Those that begin at this variable or result.
  llvm::ArrayRef<facts::FlowPlace> from(facts::FlowPlace::Base Base,
                                        unsigned Index) const;
  /// Those that go through more than one pointer, or through a field's.
  llvm::ArrayRef<facts::FlowPlace> deep() const { return Deep; }

private:
  std::vector<facts::FlowPlace> Places, Deep; ///< sorted, unique
};

/// A loop that releases what an array holds may run zero times on a path on
/// which another loop has filled it, as far as we know: nothing tells that both
/// count the same. So what is done to elements at run-time indices counts for
/// the whole function, wherever it stands.
struct ArrayUses {
  explicit ArrayUses(const facts::FlowGraph &Graph);

  /// Arrays of which some element is released, copied or given away.
  PlaceSet Swept;
  /// Arrays that are given away, or have a second name.
  PlaceSet Given;
};

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_ARRAYUSES_H
