//===- ModelReader.cpp ----------------------------------------------------===//
#include "checks/Models/ModelReader.h"
#include "checks/Models/JsonTree.h"
#include "checks/Models/ModelWords.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/ErrorHandling.h"

namespace ouro {

using json::Node;
using json::NodeKind;
using llvm::Error;
using llvm::StringRef;

constexpr uint64_t ModelVersion = 1;

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
class FileReader {
public:
  FileReader(json::Source From, const HandleModels &Known)
      : From(From), Known(Known) {}

  std::vector<HandleModel> Types;
  std::vector<CallModel> Functions;
  std::vector<TypeObjectModel> TypeObjects;

  Error readFile(const Node &Root);

private:
  json::Source From;
  const HandleModels &Known;
  llvm::StringMap<size_t> TypeIndex; ///< name -> index into Types
  llvm::StringSet<> FunctionNames;

  Error fail(const Node &At, const llvm::Twine &Message) const {
    return From.errorAt(At.Offset, Message);
  }
  Error expect(const Node &N, NodeKind Kind, StringRef What) const;
  Error checkKeys(const Node &Object, StringRef What,
                  llvm::ArrayRef<StringRef> Allowed) const;
  Error checkNames(const Node &Entry, StringRef What) const;
  template <class T, size_t N>
  Error readWord(const Node &Value, StringRef What, const Word<T> (&Table)[N],
                 T &Out) const;

  Error readType(const Node &Entry);
  Error readLike(const Node &Value, HandleModel &Model) const;
  Error readHeld(const Node &Value, std::vector<unsigned> &Held) const;
  Error readMembers(const Node &Value, HandleModel &Model) const;
  Error readFunction(const Node &Entry);
  Error readTypeObject(const Node &Entry);
};

} // namespace

template <class T, size_t N>
static std::string wordsOf(const Word<T> (&Table)[N]) {
  return llvm::join(llvm::map_range(Table, [](auto &W) { return W.Spelling; }),
                    ", ");
}

Error FileReader::expect(const Node &N, NodeKind Kind, StringRef What) const {
  if (N.Kind == Kind)
    return Error::success();
  return fail(N, What + " is " + json::describe(N.Kind) + ", expected " +
                     json::describe(Kind));
}

Error FileReader::checkKeys(const Node &Object, StringRef What,
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

template <class T, size_t N>
Error FileReader::readWord(const Node &Value, StringRef What,
                           const Word<T> (&Table)[N], T &Out) const {
  if (Error E = expect(Value, NodeKind::String, ("'" + What + "'").str()))
    return E;
  for (const Word<T> &W : Table)
    if (W.Spelling == Value.Text) {
      Out = W.Meaning;
      return Error::success();
    }
  return fail(Value, "unknown " + What + " '" + Value.Text +
                         "'; expected one of " + wordsOf(Table));
}

Error FileReader::checkNames(const Node &Entry, StringRef What) const {
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

Error FileReader::readLike(const Node &Value, HandleModel &Model) const {
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

Error FileReader::readHeld(const Node &Value,
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

Error FileReader::readMembers(const Node &Value, HandleModel &Model) const {
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

Error FileReader::readType(const Node &Entry) {
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

Error FileReader::readFunction(const Node &Entry) {
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

Error FileReader::readTypeObject(const Node &Entry) {
  if (Error E = checkKeys(Entry, "a type object",
                          {"names", "held", "size", "flags", "traverse", "base",
                           "collectedBit", "note"}))
    return E;
  if (Error E = checkNames(Entry, "a type object"))
    return E;
  TypeObjectModel Model;
  for (auto [Key, Text] : {std::pair(StringRef("held"), &Model.Held),
                           {StringRef("size"), &Model.Size},
                           {StringRef("flags"), &Model.Flags},
                           {StringRef("traverse"), &Model.Traverse},
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

Error FileReader::readFile(const Node &Root) {
  if (Error E = checkKeys(
          Root, "a model file",
          {"$schema", "version", "note", "types", "functions", "typeObjects"}))
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
  using Read = Error (FileReader::*)(const Node &);
  for (auto [Key, Entry] :
       {std::pair<StringRef, Read>("types", &FileReader::readType),
        {"functions", &FileReader::readFunction},
        {"typeObjects", &FileReader::readTypeObject}}) {
    const Node *List = Root.find(Key);
    if (!List)
      continue;
    if (Error E = expect(*List, NodeKind::Array, ("'" + Key + "'").str()))
      return E;
    for (const Node &Item : List->Items)
      if (Error E = (this->*Entry)(Item))
        return E;
  }
  return Error::success();
}

Error readModels(StringRef Text, StringRef Name, HandleModels &Models) {
  json::Source From{Text, Name};
  llvm::Expected<Node> Root = json::parse(From);
  if (!Root)
    return Root.takeError();
  FileReader Reader(From, Models);
  if (Error E = Reader.readFile(*Root))
    return E;
  for (HandleModel &Model : Reader.Types)
    Models.add(std::move(Model));
  for (CallModel &Model : Reader.Functions)
    Models.add(std::move(Model));
  for (TypeObjectModel &Model : Reader.TypeObjects)
    Models.add(std::move(Model));
  return Error::success();
}

#include "BuiltinModels.inc"

static HandleModels loadBuiltinModels() {
  HandleModels Models;
  auto Load = [&Models](StringRef Name, StringRef Text) {
    if (Error E = readModels(Text, Name, Models))
      llvm::report_fatal_error(std::move(E)); // a test reads every shipped file
  };
  // First what the others are "like".
  for (const auto &[Name, Text] : builtinModelTexts())
    if (Name == "std.json")
      Load(Name, Text);
  for (const auto &[Name, Text] : builtinModelTexts())
    if (Name != "std.json")
      Load(Name, Text);
  return Models;
}

const HandleModels &builtinModels() {
  static const HandleModels Models = loadBuiltinModels();
  return Models;
}

} // namespace ouro
