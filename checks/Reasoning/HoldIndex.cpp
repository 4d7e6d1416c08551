//===- HoldIndex.cpp ------------------------------------------------------===//
#include "checks/Reasoning/HoldIndex.h"
#include "llvm/ADT/STLExtras.h"

using namespace ouro::facts;

namespace ouro::reasoning {

HoldIndex::HoldIndex(const TuFacts &Facts) : Facts(Facts) {
  for (const RecordFact &Record : Facts.Records) {
    Records[Record.Id] = &Record;
    for (const BaseFact &Base : Record.Bases)
      Derived[Base.Record].push_back(Record.Id);
  }
  for (const FunctionFact &Function : Facts.Functions) {
    Functions[Function.Id] = &Function;
    Overridden.insert(Function.Overrides.begin(), Function.Overrides.end());
  }
  Inert.insert(Facts.Inert.begin(), Facts.Inert.end());
  for (const HoldFact &Hold : Facts.Holds)
    Holds[Hold.Field].push_back(&Hold);
}

const RecordFact *HoldIndex::record(SymbolId Id) const {
  return Records.lookup(Id);
}

const FunctionFact *HoldIndex::function(SymbolId Id) const {
  return Functions.lookup(Id);
}

llvm::ArrayRef<const HoldFact *> HoldIndex::holdsOf(SymbolId Field) const {
  auto It = Holds.find(Field);
  if (It == Holds.end())
    return {};
  return It->second;
}

llvm::SmallVector<SymbolId, 4> HoldIndex::derivedFrom(SymbolId Base) const {
  llvm::SmallVector<SymbolId, 4> All;
  llvm::SmallVector<SymbolId, 4> Open{Base};
  while (!Open.empty()) {
    auto It = Derived.find(Open.pop_back_val());
    if (It == Derived.end())
      continue;
    for (SymbolId Id : It->second)
      if (!llvm::is_contained(All, Id)) {
        All.push_back(Id);
        Open.push_back(Id);
      }
  }
  return All;
}

bool isStrong(const HoldFact &Hold) {
  return !Hold.Silenced && strengthOf(Hold.Kind) == HoldStrength::Strong;
}

bool isCounted(const HoldFact &Hold) {
  return isStrong(Hold) && Hold.Kind == HoldKind::Shared;
}

} // namespace ouro::reasoning
