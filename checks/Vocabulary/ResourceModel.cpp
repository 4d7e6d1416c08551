//===- ResourceModel.cpp --------------------------------------------------===//
#include "checks/Vocabulary/ResourceModel.h"
#include "checks/Vocabulary/ModelShelf.h"
#include <utility>

namespace ouro {

void ResourceModels::add(ResourceKindModel Model) {
  auto [It, IsNew] = KindIndex.try_emplace(Model.Kind, Kinds.size());
  if (IsNew)
    Kinds.push_back(std::move(Model));
  else
    Kinds[It->second] = std::move(Model);
}

void ResourceModels::add(llvm::ArrayRef<std::string> Names,
                         ResourceCallModel Model) {
  for (const std::string &Name : Names)
    CallIndex[Name] = Calls.size();
  Calls.push_back(std::move(Model));
}

const ResourceKindModel *ResourceModels::findKind(llvm::StringRef Kind) const {
  auto It = KindIndex.find(Kind);
  return It == KindIndex.end() ? nullptr : &Kinds[It->second];
}

const ResourceCallModel *
ResourceModels::findCall(llvm::StringRef QualifiedName) const {
  if (auto It = CallIndex.find(QualifiedName); It != CallIndex.end())
    return &Calls[It->second];
  return Shelf ? Shelf->call(QualifiedName) : nullptr;
}

} // namespace ouro
