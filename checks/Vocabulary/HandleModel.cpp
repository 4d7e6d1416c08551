//===- HandleModel.cpp ----------------------------------------------------===//
#include "checks/Vocabulary/HandleModel.h"

namespace ouro {

void HandleModels::add(HandleModel Model) {
  std::string Key = Model.Type;
  Types.insert_or_assign(Key, std::move(Model));
}

void HandleModels::add(CallModel Model) {
  std::string Key = Model.Function;
  Functions.insert_or_assign(Key, std::move(Model));
}

const HandleModel *HandleModels::findType(llvm::StringRef QualifiedName) const {
  auto It = Types.find(QualifiedName);
  return It == Types.end() ? nullptr : &It->second;
}

const CallModel *
HandleModels::findFunction(llvm::StringRef QualifiedName) const {
  auto It = Functions.find(QualifiedName);
  return It == Functions.end() ? nullptr : &It->second;
}

} // namespace ouro
