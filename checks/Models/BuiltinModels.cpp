//===- BuiltinModels.cpp - The models that ship with Ouro -----------------===//
#include "checks/Models/ModelFile.h"
#include "checks/Models/ModelReader.h"
#include "checks/Models/ResourceModelReader.h"
#include "llvm/Support/ErrorHandling.h"
#include <utility>

namespace ouro {

using llvm::StringRef;

#include "BuiltinModels.inc"

namespace {
struct BuiltinModels {
  HandleModels Handles;
  ResourceModels Resources;
};
} // namespace

static void addFile(StringRef Name, StringRef Text, BuiltinModels &Models) {
  json::Source From{Text, Name};
  auto Add = [&]() -> llvm::Error {
    llvm::Expected<json::Node> Root = json::parse(From);
    if (!Root)
      return Root.takeError();
    if (llvm::Error E = addHandleModels(From, *Root, Models.Handles))
      return E;
    return addResourceModels(From, *Root, Models.Resources);
  };
  if (llvm::Error E = Add())
    llvm::report_fatal_error(std::move(E)); // a test reads every shipped file
}

/// Each file is parsed once for both kinds of models: all of them are 300 KB,
/// which take 6 ms.
static const BuiltinModels &builtin() {
  static const BuiltinModels Models = [] {
    // Others are "like" the types of these or use their kinds of resources.
    constexpr StringRef First[] = {"std.json", "c.json", "posix.json"};
    BuiltinModels Loaded;
    for (bool Rest : {false, true})
      for (const auto &[Name, Text] : builtinModelTexts())
        if (llvm::is_contained(First, Name) != Rest)
          addFile(Name, Text, Loaded);
    return Loaded;
  }();
  return Models;
}

const HandleModels &builtinModels() { return builtin().Handles; }

const ResourceModels &builtinResourceModels() { return builtin().Resources; }

} // namespace ouro
