//===- ModelFile.cpp ------------------------------------------------------===//
#include "checks/Models/ModelFile.h"

namespace ouro {

using json::Node;
using json::NodeKind;
using llvm::Error;
using llvm::StringRef;

constexpr uint64_t ModelVersion = 1;

Error ModelFile::expect(const Node &N, NodeKind Kind, StringRef What) const {
  if (N.Kind == Kind)
    return Error::success();
  return fail(N, What + " is " + json::describe(N.Kind) + ", expected " +
                     json::describe(Kind));
}

Error ModelFile::checkKeys(const Node &Object, StringRef What,
                           llvm::ArrayRef<StringRef> Allowed) const {
  if (Error E = expect(Object, NodeKind::Object, What))
    return E;
  for (const json::Member &M : Object.Members)
    if (!llvm::is_contained(Allowed, M.Name))
      return From.errorAt(M.Offset, "unknown key '" + M.Name + "' in " + What +
                                        "; expected one of " +
                                        llvm::join(Allowed, ", "));
  if (const Node *Note = Object.find("note"))
    return expect(*Note, NodeKind::String, "'note'");
  return Error::success();
}

Error ModelFile::checkNames(const Node &Entry, StringRef What) const {
  const Node *Names = Entry.find("names");
  if (!Names)
    return fail(Entry, What + " has no 'names'");
  if (Error E = expect(*Names, NodeKind::Array, "'names'"))
    return E;
  if (Names->Items.empty())
    return fail(*Names, "'names' is empty; give at least one qualified name");
  for (const Node &Name : Names->Items) {
    if (Error E = expect(Name, NodeKind::String, "a name"))
      return E;
    if (!isLookupName(Name.Text))
      return fail(Name,
                  "'" + Name.Text +
                      "' is not a qualified name; write it like 'std::vector', "
                      "without leading '::', template arguments and spaces");
  }
  return Error::success();
}

Error ModelFile::checkFile(const Node &Root) const {
  if (Error E = checkKeys(Root, "a model file",
                          {"$schema", "version", "note", "types", "functions",
                           "typeObjects", "resources", "calls"}))
    return E;
  if (const Node *Schema = Root.find("$schema"))
    if (Error E = expect(*Schema, NodeKind::String, "'$schema'"))
      return E;
  const Node *Version = Root.find("version");
  if (!Version)
    return fail(Root,
                "a model file needs 'version': " + llvm::Twine(ModelVersion));
  if (Error E = expect(*Version, NodeKind::Index, "'version'"))
    return E;
  if (Version->Index != ModelVersion)
    return fail(*Version, "the file has version " +
                              llvm::Twine(Version->Index) + ", expected " +
                              llvm::Twine(ModelVersion));
  return Error::success();
}

Error ModelFile::readList(const Node &Root, StringRef Key,
                          llvm::function_ref<Error(const Node &)> Read) const {
  const Node *List = Root.find(Key);
  if (!List)
    return Error::success();
  if (Error E = expect(*List, NodeKind::Array, ("'" + Key + "'").str()))
    return E;
  for (const Node &Item : List->Items)
    if (Error E = Read(Item))
      return E;
  return Error::success();
}

Error ModelFile::readNumber(const Node &Entry, StringRef Key,
                            unsigned &Out) const {
  constexpr unsigned MaxNumber = 9999;
  const Node *Given = Entry.find(Key);
  if (!Given)
    return Error::success();
  if (Error E = expect(*Given, NodeKind::Index, ("'" + Key + "'").str()))
    return E;
  if (Given->Index == 0 || Given->Index > MaxNumber)
    return fail(*Given, "'" + Key + "' is " + llvm::Twine(Given->Index) +
                            "; expected a number of 1 to " +
                            llvm::Twine(MaxNumber));
  Out = static_cast<unsigned>(Given->Index);
  return Error::success();
}

Error ModelFile::readFlag(const Node &Entry, StringRef Key, bool &Out) const {
  const Node *Given = Entry.find(Key);
  if (!Given)
    return Error::success();
  if (Error E = expect(*Given, NodeKind::Boolean, ("'" + Key + "'").str()))
    return E;
  Out = Given->Truth;
  return Error::success();
}

} // namespace ouro
