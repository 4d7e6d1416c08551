//===- CalleesFirst.cpp ---------------------------------------------------===//
#include "checks/Reasoning/CalleesFirst.h"

using namespace ouro::facts;

namespace ouro::reasoning {

namespace {

/// Tarjan, SIAM J. Computing 1972, with a stack of our own.
class Components {
public:
  Components(const FlowFacts &Facts, const EffectsIndex &Index)
      : Facts(Facts), Index(Index), Number(Facts.Functions.size(), 0),
        Low(Facts.Functions.size(), 0), OnStack(Facts.Functions.size()) {}

  std::vector<FunctionComponent> run() {
    for (unsigned I = 0; I < Facts.Functions.size(); ++I)
      if (!Number[I])
        visit(I);
    return std::move(Order);
  }

private:
  void enter(unsigned Function) {
    Number[Function] = Low[Function] = ++Count;
    OnStack[Function] = true;
    Stack.push_back(Function);
    Open.push_back({Function, 0});
  }

  void visit(unsigned Root) {
    enter(Root);
    while (!Open.empty()) {
      auto &[Function, Next] = Open.back();
      const auto &Calls = Facts.Functions[Function].Calls;
      if (Next < Calls.size()) {
        unsigned Caller = Function, Callee = Index.indexOf(Calls[Next++]);
        if (Callee == NoIndex)
          continue;
        if (!Number[Callee])
          enter(Callee);
        else if (OnStack[Callee])
          Low[Caller] = std::min(Low[Caller], Number[Callee]);
        continue;
      }
      unsigned Done = Function;
      Open.pop_back();
      if (!Open.empty()) {
        unsigned &Above = Low[Open.back().first];
        Above = std::min(Above, Low[Done]);
      }
      if (Low[Done] == Number[Done])
        close(Done);
    }
  }

  void close(unsigned Root) {
    FunctionComponent &Members = Order.emplace_back();
    do {
      Members.push_back(Stack.pop_back_val());
      OnStack[Members.back()] = false;
    } while (Members.back() != Root);
  }

  const FlowFacts &Facts;
  const EffectsIndex &Index;
  std::vector<unsigned> Number, Low;
  std::vector<FunctionComponent> Order;
  std::vector<bool> OnStack;
  llvm::SmallVector<unsigned, 32> Stack;
  llvm::SmallVector<std::pair<unsigned, size_t>, 32> Open;
  unsigned Count = 0;
};

} // namespace

std::vector<FunctionComponent> calleesFirst(const FlowFacts &Facts,
                                            const EffectsIndex &Index) {
  return Components(Facts, Index).run();
}

} // namespace ouro::reasoning
