//===- ParameterStores.cpp ------------------------------------------------===//
#include "checks/Reasoning/ParameterStores.h"
#include "llvm/ADT/STLExtras.h"

using namespace ouro::facts;

namespace ouro::reasoning {

ParameterStores::ParameterStores(const HoldIndex &Index) {
  bool Changed = true;
  while (Changed) {
    Changed = false;
    for (const FunctionFact &F : Index.facts().Functions)
      Changed |= addFrom(F);
  }
}

const std::set<SymbolId> &ParameterStores::fieldsOf(SymbolId Function,
                                                    unsigned Parameter) const {
  static const std::set<SymbolId> None;
  auto It = Fields.find({Function, Parameter});
  return It == Fields.end() ? None : It->second;
}

bool ParameterStores::addFrom(const FunctionFact &F) {
  bool Changed = false;
  auto ParameterOf = [&](const Place &P) -> const ObjectFact * {
    const ObjectFact *Object = P.Path.empty() ? &F.Objects[P.Object] : nullptr;
    return Object && Object->Kind == ObjectKind::Parameter ? Object : nullptr;
  };
  for (const EffectFact &Effect : F.Effects) {
    if (Effect.Kind == EffectKind::Store && lastField(Effect.Target)) {
      if (const ObjectFact *Parameter = ParameterOf(Effect.Value))
        Changed |= Fields[{F.Id, Parameter->Index}]
                       .insert(lastField(Effect.Target))
                       .second;
    } else if (Effect.Kind == EffectKind::Call) {
      for (auto [Position, Argument] : llvm::enumerate(Effect.Arguments))
        if (const ObjectFact *Parameter = ParameterOf(Argument))
          for (SymbolId Field :
               std::set<SymbolId>(fieldsOf(Effect.Callee, Position)))
            Changed |= Fields[{F.Id, Parameter->Index}].insert(Field).second;
    }
  }
  return Changed;
}

} // namespace ouro::reasoning
