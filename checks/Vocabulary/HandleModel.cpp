//===- HandleModel.cpp ----------------------------------------------------===//
#include "checks/Vocabulary/HandleModel.h"

namespace ouro {

unsigned indicesOf(CallEffect Effect) {
  switch (Effect) {
  case CallEffect::Same:
  case CallEffect::Take:
  case CallEffect::Break:
  case CallEffect::Retain:
  case CallEffect::Release:
  case CallEffect::Free:
  case CallEffect::Clear:
  case CallEffect::Collect:
  case CallEffect::Inspect:
  case CallEffect::Attach:
  case CallEffect::Detach:
  case CallEffect::Adopt:
    return 1;
  case CallEffect::Assign:
  case CallEffect::Insert:
  case CallEffect::ReleaseAll:
    return 2;
  case CallEffect::Register:
    return 3;
  default:
    return 0;
  }
}

void HandleModels::add(HandleModel Model) {
  std::string Key = Model.Type;
  Types.insert_or_assign(Key, std::move(Model));
}

void HandleModels::add(CallModel Model) {
  std::string Key = Model.Function;
  Functions.insert_or_assign(Key, std::move(Model));
}

void HandleModels::add(TypeObjectModel Model) {
  std::string Key = Model.Type;
  TypeObjects.insert_or_assign(Key, std::move(Model));
}

const TypeObjectModel *
HandleModels::findTypeObject(llvm::StringRef QualifiedName) const {
  auto It = TypeObjects.find(QualifiedName);
  return It == TypeObjects.end() ? nullptr : &It->second;
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
