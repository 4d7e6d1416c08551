//===- FlowLiveness.cpp ---------------------------------------------------===//
#include "checks/Reasoning/FlowLiveness.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

using namespace ouro::facts;

namespace ouro::reasoning {

FlowLiveness::FlowLiveness(const FlowGraph &Graph)
    : Variables(static_cast<unsigned>(Graph.Variables.size())) {
  for (const FlowBlock &Block : Graph.Blocks)
    for (const FlowEffect &Effect : Block.Effects)
      if (Effect.Result != NoIndex)
        Results = std::max(Results, Effect.Result + 1);
  AddressTaken.resize(Variables);
  Tested.resize(Variables);
  findOrder(Graph);
  findTested(Graph);
  findLive(Graph);
}

void FlowLiveness::findOrder(const FlowGraph &Graph) {
  Rank.assign(Graph.Blocks.size(), NoIndex);
  if (Graph.Blocks.empty())
    return;
  llvm::BitVector Seen(Graph.Blocks.size());
  llvm::SmallVector<std::pair<unsigned, size_t>, 32> Stack{{0, 0}};
  Seen.set(0);
  while (!Stack.empty()) {
    auto &[Block, Next] = Stack.back();
    const auto &Successors = Graph.Blocks[Block].Successors;
    if (Next == Successors.size()) {
      Order.push_back(Block);
      Stack.pop_back();
      continue;
    }
    unsigned Successor = Successors[Next++];
    if (Successor != NoIndex && !Seen.test(Successor)) {
      Seen.set(Successor);
      Stack.push_back({Successor, 0});
    }
  }
  std::reverse(Order.begin(), Order.end());
  for (auto [Position, Block] : llvm::enumerate(Order))
    Rank[Block] = Position;
}

static void forEachOperand(const FlowEffect &Effect,
                           llvm::function_ref<void(const FlowOperand &)> Do) {
  Do(Effect.Value);
  if (Effect.Guard)
    Do(Effect.Guard->Witness);
  for (const FlowOperand &Argument : Effect.Arguments)
    Do(Argument);
  if (Effect.Receiver)
    Do(*Effect.Receiver);
  if (Effect.Pointer)
    Do(*Effect.Pointer);
}

static void forEachOperand(const FlowBlock &Block,
                           llvm::function_ref<void(const FlowOperand &)> Do) {
  if (Block.Condition) {
    Do(Block.Condition->Left);
    Do(Block.Condition->Right);
  }
  Do(Block.Value);
}

static bool reads(const FlowOperand &Operand) {
  return Operand.How == FlowOperand::Kind::Load ||
         Operand.How == FlowOperand::Kind::Sum ||
         Operand.How == FlowOperand::Kind::Negated ||
         Operand.How == FlowOperand::Kind::Address;
}

void FlowLiveness::findTested(const FlowGraph &Graph) {
  auto Mark = [&](const FlowOperand &Operand) {
    if (reads(Operand) && Operand.Place.From == FlowPlace::Base::Variable)
      Tested.set(Operand.Place.Index);
  };
  for (unsigned Block : Order) {
    forEachOperand(Graph.Blocks[Block], Mark);
    for (const FlowEffect &Effect : Graph.Blocks[Block].Effects)
      if (Effect.Guard)
        Mark(Effect.Guard->Witness);
  }
  // What is assigned to a tested variable is tested.
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (unsigned Block : Order)
      for (const FlowEffect &Effect : Graph.Blocks[Block].Effects)
        if (Effect.Kind == FlowEffectKind::Assign &&
            Effect.Target.From == FlowPlace::Base::Variable &&
            Tested.test(Effect.Target.Index) && reads(Effect.Value) &&
            Effect.Value.Place.From == FlowPlace::Base::Variable &&
            !Tested.test(Effect.Value.Place.Index)) {
          Tested.set(Effect.Value.Place.Index);
          Changed = true;
        }
  }
}

/// What \p Block reads before it writes it, and what it writes.
void FlowLiveness::readBlock(const FlowBlock &Block, llvm::BitVector &Use,
                             llvm::BitVector &Kill) {
  Use.resize(Variables + Results);
  Kill.resize(Variables + Results);
  auto Read = [&](const FlowPlace &Place) {
    unsigned Bit = Place.From == FlowPlace::Base::Variable
                       ? Place.Index
                       : Variables + Place.Index;
    Use.set(Bit);
    Kill.reset(Bit);
  };
  auto ReadOperand = [&](const FlowOperand &Operand) {
    if (!reads(Operand))
      return;
    Read(Operand.Place);
    if (Operand.How == FlowOperand::Kind::Address &&
        Operand.Place.From == FlowPlace::Base::Variable)
      AddressTaken.set(Operand.Place.Index);
  };
  auto Write = [&](unsigned Bit) {
    Kill.set(Bit);
    Use.reset(Bit);
  };
  forEachOperand(Block, ReadOperand);
  for (const FlowEffect &Effect : llvm::reverse(Block.Effects)) {
    bool Targets = Effect.Kind == FlowEffectKind::Assign ||
                   Effect.Kind == FlowEffectKind::Acquire ||
                   Effect.Kind == FlowEffectKind::End;
    bool Variable = Effect.Target.From == FlowPlace::Base::Variable &&
                    Effect.Target.Index < Variables;
    if (Targets && Variable && Effect.Target.Steps.empty() &&
        Effect.Kind != FlowEffectKind::Acquire)
      Write(Effect.Target.Index);
    if (Effect.Kind == FlowEffectKind::Call && Effect.Result != NoIndex)
      Write(Variables + Effect.Result);
    if (Targets && Variable && !Effect.Target.Steps.empty())
      Read(Effect.Target);
    forEachOperand(Effect, ReadOperand);
  }
}

void FlowLiveness::findLive(const FlowGraph &Graph) {
  unsigned Bits = Variables + Results;
  std::vector<llvm::BitVector> Uses(Graph.Blocks.size()),
      Kills(Graph.Blocks.size());
  for (unsigned Block : Order)
    readBlock(Graph.Blocks[Block], Uses[Block], Kills[Block]);
  LiveIn.assign(Graph.Blocks.size(), llvm::BitVector(Bits));
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (unsigned Block : llvm::reverse(Order)) {
      llvm::BitVector Live(Bits);
      for (unsigned Successor : Graph.Blocks[Block].Successors)
        if (Successor != NoIndex)
          Live |= LiveIn[Successor];
      Live.reset(Kills[Block]);
      Live |= Uses[Block];
      if (Live != LiveIn[Block]) {
        LiveIn[Block] = std::move(Live);
        Changed = true;
      }
    }
  }
}

} // namespace ouro::reasoning
