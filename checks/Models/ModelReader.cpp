//===- ModelReader.cpp ----------------------------------------------------===//
#include "checks/Models/ModelReader.h"
#include "checks/Models/ModelFile.h"
#include "llvm/ADT/StringSet.h"

namespace ouro {

using json::Node;
using json::NodeKind;
using llvm::Error;
using llvm::StringRef;

namespace {

constexpr Word<HandleKind> Kinds[] = {
    {"shared", HandleKind::Shared},   {"unique", HandleKind::Unique},
    {"weak", HandleKind::Weak},       {"raw", HandleKind::Raw},
    {"erased", HandleKind::Erased},   {"container", HandleKind::Container},
    {"wrapper", HandleKind::Wrapper},
};

constexpr Word<MemberEffect> MemberEffects[] = {
    {"view", MemberEffect::View},   {"peek", MemberEffect::Peek},
    {"store", MemberEffect::Store}, {"replace", MemberEffect::Replace},
    {"break", MemberEffect::Break}, {"pop", MemberEffect::Pop},
    {"take", MemberEffect::Take},   {"swap", MemberEffect::Swap},
};

/// Reads one file into `Types` and `Functions`; the caller adds them only if
/// the whole file is good.
class HandleReader : public ModelFile {
public:
  HandleReader(json::Source From, const HandleModels &Known)
      : ModelFile(From), Known(Known) {}

  std::vector<HandleModel> Types;
  std::vector<CallModel> Functions;
  std::vector<TypeObjectModel> TypeObjects;

  Error readFile(const Node &Root);

private:
  const HandleModels &Known;
  llvm::StringMap<size_t> TypeIndex; ///< name -> index into Types
  llvm::StringSet<> FunctionNames;

  Error readType(const Node &Entry);
  Error readLike(const Node &Value, HandleModel &Model) const;
  Error readHeld(const Node &Value, std::vector<unsigned> &Held) const;
  Error readMembers(const Node &Value, HandleModel &Model) const;
  Error readFunction(const Node &Entry);
  Error readTypeObject(const Node &Entry);
};

} // namespace

Error HandleReader::readLike(const Node &Value, HandleModel &Model) const {
  if (Error E = expect(Value, NodeKind::String, "'like'"))
    return E;
  auto Here = TypeIndex.find(Value.Text);
  const HandleModel *Found = Here == TypeIndex.end()
                                 ? Known.findType(Value.Text)
                                 : &Types[Here->second];
  if (!Found)
    return fail(Value, "'like' names '" + Value.Text +
                           "', which has no model before this place");
  Model = *Found;
  return Error::success();
}

Error HandleReader::readHeld(const Node &Value,
                             std::vector<unsigned> &Held) const {
  if (Error E = expect(Value, NodeKind::Array, "'held'"))
    return E;
  if (Value.Items.empty())
    return fail(
        Value,
        "'held' is empty; leave it out if all template arguments are held");
  Held.clear();
  for (const Node &Item : Value.Items) {
    if (Error E = expect(Item, NodeKind::Index, "an index in 'held'"))
      return E;
    if (Item.Index > 99)
      return fail(Item, "index " + llvm::Twine(Item.Index) +
                            " in 'held' is too large; the largest is 99");
    if (!Held.empty() && Held.back() >= Item.Index)
      return fail(Item, "the indices in 'held' must grow; " +
                            llvm::Twine(Item.Index) + " follows " +
                            llvm::Twine(Held.back()));
    Held.push_back(static_cast<unsigned>(Item.Index));
  }
  return Error::success();
}

Error HandleReader::readMembers(const Node &Value, HandleModel &Model) const {
  if (Error E = expect(Value, NodeKind::Object, "'members'"))
    return E;
  llvm::StringSet<> Seen;
  for (const json::Member &M : Value.Members) {
    Node Key;
    Key.Kind = NodeKind::String;
    Key.Offset = M.Offset;
    Key.Text = M.Name;
    MemberEffect Effect;
    if (Error E = readWord(Key, "member effect", MemberEffects, Effect))
      return E;
    if (Error E = expect(M.Value, NodeKind::Array, ("'" + M.Name + "'")))
      return E;
    for (const Node &Item : M.Value.Items) {
      if (Error E = expect(Item, NodeKind::String, "a member's name"))
        return E;
      if (!isLookupName(Item.Text) || StringRef(Item.Text).contains("::"))
        return fail(Item, "'" + Item.Text + "' is not the name of a member");
      if (!Seen.insert(Item.Text).second)
        return fail(Item, "member '" + Item.Text + "' is listed twice");
      Model.Members[Item.Text] = Effect;
    }
  }
  return Error::success();
}

Error HandleReader::readType(const Node &Entry) {
  if (Error E = checkKeys(Entry, "a type",
                          {"names", "kind", "held", "like", "members", "note"}))
    return E;
  if (Error E = checkNames(Entry, "a type"))
    return E;
  HandleModel Model;
  const Node *Like = Entry.find("like"), *Kind = Entry.find("kind");
  if (!Like && !Kind)
    return fail(Entry, "a type needs 'kind' or 'like'");
  if (Like)
    if (Error E = readLike(*Like, Model))
      return E;
  if (Kind)
    if (Error E = readWord(*Kind, "kind", Kinds, Model.Kind))
      return E;
  if (const Node *Held = Entry.find("held"))
    if (Error E = readHeld(*Held, Model.Held))
      return E;
  if (const Node *Members = Entry.find("members"))
    if (Error E = readMembers(*Members, Model))
      return E;
  for (const Node &Name : Entry.find("names")->Items) {
    if (!TypeIndex.try_emplace(Name.Text, Types.size()).second)
      return fail(Name,
                  "type '" + Name.Text + "' has a second model in this file");
    Model.Type = Name.Text;
    Types.push_back(Model);
  }
  return Error::success();
}

Error HandleReader::readFunction(const Node &Entry) {
  if (Error E =
          checkKeys(Entry, "a function",
                    {"names", "effect", "argument", "with", "by", "note"}))
    return E;
  if (Error E = checkNames(Entry, "a function"))
    return E;
  CallModel Model;
  const Node *Effect = Entry.find("effect");
  if (!Effect)
    return fail(Entry, "a function needs 'effect'");
  if (Error E = readWord(*Effect, "effect", CallEffects, Model.Effect))
    return E;
  unsigned Position = 0;
  for (auto [Key, Index] : {std::pair(StringRef("argument"), &Model.Argument),
                            {StringRef("with"), &Model.With},
                            {StringRef("by"), &Model.By}}) {
    bool Means = Position++ < indicesOf(Model.Effect);
    const Node *Given = Entry.find(Key);
    if (!Given)
      continue;
    if (Error E = expect(*Given, NodeKind::Index, ("'" + Key + "'").str()))
      return E;
    if (!Means)
      return fail(*Given, "effect '" + Effect->Text + "' has no '" + Key + "'");
    if (Given->Index > 99)
      return fail(*Given, "'" + Key + "' is " + llvm::Twine(Given->Index) +
                              "; the largest is 99");
    *Index = static_cast<unsigned>(Given->Index);
  }
  for (const Node &Name : Entry.find("names")->Items) {
    if (!FunctionNames.insert(Name.Text).second)
      return fail(Name, "function '" + Name.Text +
                            "' has a second model in this file");
    Model.Function = Name.Text;
    Functions.push_back(Model);
  }
  return Error::success();
}

Error HandleReader::readTypeObject(const Node &Entry) {
  if (Error E =
          checkKeys(Entry, "a type object",
                    {"names", "held", "size", "flags", "traverse", "clear",
                     "base", "collectedBit", "collectedFlag", "note"}))
    return E;
  if (Error E = checkNames(Entry, "a type object"))
    return E;
  TypeObjectModel Model;
  for (auto [Key, Text] : {std::pair(StringRef("held"), &Model.Held),
                           {StringRef("size"), &Model.Size},
                           {StringRef("flags"), &Model.Flags},
                           {StringRef("traverse"), &Model.Traverse},
                           {StringRef("clear"), &Model.Clear},
                           {StringRef("collectedFlag"), &Model.CollectedFlag},
                           {StringRef("base"), &Model.Base}}) {
    const Node *Given = Entry.find(Key);
    if (!Given)
      return fail(Entry, "a type object needs '" + Key + "'");
    if (Error E = expect(*Given, NodeKind::String, ("'" + Key + "'").str()))
      return E;
    *Text = Given->Text;
  }
  const Node *Bit = Entry.find("collectedBit");
  if (!Bit)
    return fail(Entry, "a type object needs 'collectedBit'");
  if (Error E = expect(*Bit, NodeKind::Index, "'collectedBit'"))
    return E;
  if (Bit->Index > 63)
    return fail(*Bit, "'collectedBit' is " + llvm::Twine(Bit->Index) +
                          "; the largest is 63");
  Model.CollectedBit = static_cast<unsigned>(Bit->Index);
  for (const Node &Name : Entry.find("names")->Items) {
    Model.Type = Name.Text;
    TypeObjects.push_back(Model);
  }
  return Error::success();
}

Error HandleReader::readFile(const Node &Root) {
  if (Error E = checkFile(Root))
    return E;
  using Read = Error (HandleReader::*)(const Node &);
  for (auto [Key, Entry] :
       {std::pair<StringRef, Read>("types", &HandleReader::readType),
        {"functions", &HandleReader::readFunction},
        {"typeObjects", &HandleReader::readTypeObject}}) {
    auto ReadEntry = [this, Entry = Entry](const Node &Item) {
      return (this->*Entry)(Item);
    };
    if (Error E = readList(Root, Key, ReadEntry))
      return E;
  }
  return Error::success();
}

Error addHandleModels(const json::Source &From, const Node &Root,
                      HandleModels &Models) {
  HandleReader Reader(From, Models);
  if (Error E = Reader.readFile(Root))
    return E;
  for (HandleModel &Model : Reader.Types)
    Models.add(std::move(Model));
  for (CallModel &Model : Reader.Functions)
    Models.add(std::move(Model));
  for (TypeObjectModel &Model : Reader.TypeObjects)
    Models.add(std::move(Model));
  return Error::success();
}

Error readModels(StringRef Text, StringRef Name, HandleModels &Models) {
  json::Source From{Text, Name};
  llvm::Expected<Node> Root = json::parse(From);
  if (!Root)
    return Root.takeError();
  return addHandleModels(From, *Root, Models);
}

} // namespace ouro
