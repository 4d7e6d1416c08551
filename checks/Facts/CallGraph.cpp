//===- CallGraph.cpp ------------------------------------------------------===//
#include "checks/Facts/CallGraph.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace ouro::facts {

void addCallers(const FlowFacts &Facts, llvm::BitVector &Functions) {
  if (Functions.none())
    return;
  llvm::DenseMap<SymbolId, unsigned> Bodies;
  for (auto [Index, Function] : llvm::enumerate(Facts.Functions))
    Bodies.try_emplace(Function.Id, static_cast<unsigned>(Index));
  std::vector<llvm::SmallVector<unsigned, 2>> Callers(Facts.Functions.size());
  for (auto [Index, Function] : llvm::enumerate(Facts.Functions))
    for (SymbolId Callee : Function.Calls)
      if (auto Body = Bodies.find(Callee); Body != Bodies.end())
        Callers[Body->second].push_back(static_cast<unsigned>(Index));
  llvm::SmallVector<unsigned, 16> Todo(Functions.set_bits());
  while (!Todo.empty())
    for (unsigned Caller : Callers[Todo.pop_back_val()])
      if (!Functions.test(Caller)) {
        Functions.set(Caller);
        Todo.push_back(Caller);
      }
}

llvm::BitVector withCallers(const FlowFacts &Facts,
                            llvm::function_ref<bool(const FlowFunction &)> Is) {
  llvm::BitVector Found(static_cast<unsigned>(Facts.Functions.size()));
  for (auto [Index, Function] : llvm::enumerate(Facts.Functions))
    if (Is(Function))
      Found.set(static_cast<unsigned>(Index));
  addCallers(Facts, Found);
  return Found;
}

} // namespace ouro::facts
