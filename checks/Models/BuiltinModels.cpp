//===- BuiltinModels.cpp - The models that ship with Ouro -----------------===//
#include "checks/Models/ModelReader.h"
#include "checks/Models/ModelTable.h"
#include "checks/Models/ResourceModelReader.h"
#include "checks/Vocabulary/ModelShelf.h"
#include <mutex>

namespace ouro {

using llvm::StringRef;

#include "ModelTable.inc"

namespace {
class BuiltinShelf : public ModelShelf {
public:
  const HandleModel *type(StringRef Name) const override {
    return ask(Types, Name);
  }
  const CallModel *function(StringRef Name) const override {
    return ask(Functions, Name);
  }
  const TypeObjectModel *typeObject(StringRef Name) const override {
    return ask(TypeObjects, Name);
  }
  const ResourceCallModel *call(StringRef Name) const override {
    return ask(Calls, Name);
  }

  const ModelTable Table{ModelBytes, ModelSlots};

private:
  template <class Model>
  const Model *ask(llvm::StringMap<Model> &Unpacked, StringRef Name) const {
    TableReader Packed = Table.find<Model>(Name);
    if (!Packed.At)
      return nullptr;
    std::lock_guard<std::mutex> Guard(Lock);
    auto [It, New] = Unpacked.try_emplace(Name);
    if (New)
      fields(Packed, It->second);
    return &It->second;
  }

  mutable std::mutex Lock; ///< of what is unpacked
  mutable llvm::StringMap<HandleModel> Types;
  mutable llvm::StringMap<CallModel> Functions;
  mutable llvm::StringMap<TypeObjectModel> TypeObjects;
  mutable llvm::StringMap<ResourceCallModel> Calls;
};
} // namespace

static const BuiltinShelf &shelf() {
  static const BuiltinShelf Shelf;
  return Shelf;
}

const HandleModels &builtinModels() {
  static const HandleModels Models(&shelf());
  return Models;
}

const ResourceModels &builtinResourceModels() {
  static const ResourceModels Models = [] {
    ResourceModels Loaded(&shelf());
    for (ResourceKindModel &Kind : shelf().Table.kinds())
      Loaded.add(std::move(Kind));
    return Loaded;
  }();
  return Models;
}

} // namespace ouro
