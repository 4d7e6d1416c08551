//===- FlowTidy.cpp - Small flow graphs -----------------------------------===//
#include "checks/Facts/FlowTidy.h"
#include "llvm/ADT/STLExtras.h"
#include <iterator>

namespace ouro::facts {

namespace {
class Tidier {
public:
  explicit Tidier(FlowGraph &Graph) : Graph(Graph) {}

  void run() {
    for (FlowBlock &Block : Graph.Blocks)
      for (unsigned &Next : Block.Successors)
        Next = target(Next);
    join();
    std::vector<unsigned> Order = postOrder();
    std::vector<unsigned> Number(Graph.Blocks.size(), NoIndex);
    std::vector<FlowBlock> Blocks;
    for (unsigned Old : llvm::reverse(Order)) {
      Number[Old] = Blocks.size();
      Blocks.push_back(std::move(Graph.Blocks[Old]));
    }
    for (FlowBlock &Block : Blocks)
      for (unsigned &Next : Block.Successors)
        if (Next != NoIndex)
          Next = Number[Next];
    Graph.Blocks = std::move(Blocks);
  }

private:
  /// Where control gets from \p Block before anything happens. The entry stays.
  unsigned target(unsigned Block) const {
    // An empty loop has no end.
    for (size_t Steps = 0; Steps < Graph.Blocks.size() && Block != NoIndex;
         ++Steps) {
      const FlowBlock &B = Graph.Blocks[Block];
      if (Block == 0 || !B.Effects.empty() || B.Exit != FlowExit::Goto ||
          B.Successors.size() != 1)
        return Block;
      Block = B.Successors.front();
    }
    return Block;
  }

  /// Blocks that follow each other without a choice become one.
  void join() {
    std::vector<unsigned> Entries(Graph.Blocks.size(), 0);
    std::vector<unsigned> Order = postOrder();
    for (unsigned Block : Order)
      for (unsigned Next : Graph.Blocks[Block].Successors)
        if (Next != NoIndex)
          ++Entries[Next];
    // In post-order what follows has been joined already.
    for (unsigned Block : Order) {
      FlowBlock &B = Graph.Blocks[Block];
      if (B.Exit != FlowExit::Goto || B.Successors.size() != 1)
        continue;
      unsigned Next = B.Successors.front();
      if (Next == NoIndex || Next == 0 || Next == Block || Entries[Next] != 1)
        continue;
      std::vector<FlowEffect> Effects = std::move(B.Effects);
      FlowBlock Tail = std::move(Graph.Blocks[Next]);
      Effects.insert(Effects.end(),
                     std::make_move_iterator(Tail.Effects.begin()),
                     std::make_move_iterator(Tail.Effects.end()));
      B = std::move(Tail);
      B.Effects = std::move(Effects);
      Graph.Blocks[Next] = {};
    }
  }

  std::vector<unsigned> postOrder() const {
    struct Frame {
      unsigned Block;
      size_t Next = 0;
    };
    std::vector<unsigned> Order;
    std::vector<bool> Seen(Graph.Blocks.size(), false);
    std::vector<Frame> Stack;
    if (!Graph.Blocks.empty()) {
      Stack.push_back({0});
      Seen[0] = true;
    }
    while (!Stack.empty()) {
      Frame &Top = Stack.back();
      const FlowBlock &B = Graph.Blocks[Top.Block];
      if (Top.Next == B.Successors.size()) {
        Order.push_back(Top.Block);
        Stack.pop_back();
        continue;
      }
      unsigned Next = B.Successors[Top.Next++];
      if (Next != NoIndex && !Seen[Next]) {
        Seen[Next] = true;
        Stack.push_back({Next});
      }
    }
    return Order;
  }

  FlowGraph &Graph;
};
} // namespace

void tidy(FlowGraph &Graph) { Tidier(Graph).run(); }

} // namespace ouro::facts
