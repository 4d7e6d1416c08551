//===- MergeFlow.h - Resources and functions of all TUs ---------*- C++ -*-===//
#ifndef OURO_TOOLS_LINK_MERGEFLOW_H
#define OURO_TOOLS_LINK_MERGEFLOW_H

#include "checks/Summary/TuSummary.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseMap.h"

namespace ouro::link {

using Renames = llvm::DenseMap<SymbolId, SymbolId>;

/// The resources and functions of all TUs under one numbering. Of a function
/// that several TUs have, the first in order stands for all.
class ProgramFlow {
public:
  /// \p Units are sorted and outlive this; \p Renamed says, by unit, what is
  /// called otherwise than its summary says. Takes their FlowFacts.
  ProgramFlow(std::vector<summary::TuSummary> &Units,
              const std::vector<Renames> &Renamed);

  const facts::FlowFacts &facts() const { return Facts; }
  /// By function: something that it calls, directly or not, has its body in
  /// another unit.
  const llvm::BitVector &linked() const { return Linked; }
  /// See facts::FlowSource.
  facts::FlowGraph graph(unsigned Function) const;

private:
  void addResources(const facts::FlowFacts &Unit);
  void closeClasses();
  void findLinked();
  void translate(unsigned Unit, facts::FlowFunction &Function) const;

  const std::vector<summary::TuSummary> &Units;
  const std::vector<Renames> &Renamed;
  facts::FlowFacts Facts;
  /// By unit: what its resources are called here.
  std::vector<std::vector<unsigned>> Numbers;
  struct Origin {
    unsigned Unit, Index;
  };
  std::vector<Origin> Origins; ///< by function
  llvm::BitVector Linked;      ///< by function
  /// By identity: an index into Facts.Functions.
  llvm::DenseMap<SymbolId, unsigned> Bodies;
};

} // namespace ouro::link

#endif // OURO_TOOLS_LINK_MERGEFLOW_H
