//===- HandleModel.cpp ----------------------------------------------------===//
#include "checks/Vocabulary/HandleModel.h"
#include "checks/Vocabulary/ModelShelf.h"

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
  if (auto It = TypeObjects.find(QualifiedName); It != TypeObjects.end())
    return &It->second;
  return Shelf ? Shelf->typeObject(QualifiedName) : nullptr;
}

const HandleModel *HandleModels::findType(llvm::StringRef QualifiedName) const {
  if (auto It = Types.find(QualifiedName); It != Types.end())
    return &It->second;
  return Shelf ? Shelf->type(QualifiedName) : nullptr;
}

const CallModel *
HandleModels::findFunction(llvm::StringRef QualifiedName) const {
  if (auto It = Functions.find(QualifiedName); It != Functions.end())
    return &It->second;
  return Shelf ? Shelf->function(QualifiedName) : nullptr;
}

} // namespace ouro
