//===- FlowLiveness.h - Which variables still matter ------------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_FLOWLIVENESS_H
#define OURO_CHECKS_REASONING_FLOWLIVENESS_H

#include "checks/Facts/FlowGraph.h"
#include "llvm/ADT/BitVector.h"
#include <vector>

namespace ouro::reasoning {

/// Which variables and results a block, or what comes after it, may read. What
/// is dead must not keep states apart. Cost: a few passes over the graph.
class FlowLiveness {
public:
  explicit FlowLiveness(const facts::FlowGraph &Graph);

  bool isVariableLive(unsigned Block, unsigned Variable) const {
    return AddressTaken.test(Variable) || LiveIn[Block].test(Variable);
  }
  bool isResultLive(unsigned Block, unsigned Result) const {
    return LiveIn[Block].test(Variables + Result);
  }
  /// The value of \p Variable may decide a branch, a guard or a result.
  bool isTested(unsigned Variable) const { return Tested.test(Variable); }

  /// Reachable blocks in reverse post-order.
  const std::vector<unsigned> &order() const { return Order; }
  /// Position in order(), NoIndex for blocks that are not reachable.
  unsigned rank(unsigned Block) const { return Rank[Block]; }

private:
  void findOrder(const facts::FlowGraph &Graph);
  void findTested(const facts::FlowGraph &Graph);
  void readBlock(const facts::FlowBlock &Block, llvm::BitVector &Use,
                 llvm::BitVector &Kill);
  void findLive(const facts::FlowGraph &Graph);

  unsigned Variables;
  unsigned Results = 0;
  std::vector<unsigned> Order, Rank;
  std::vector<llvm::BitVector> LiveIn; ///< variables, then results
  llvm::BitVector AddressTaken, Tested;
};

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_FLOWLIVENESS_H
