//===- ResourceModelReader.cpp --------------------------------------------===//
#include "checks/Models/ResourceModelReader.h"
#include "checks/Models/ModelFile.h"
#include "llvm/ADT/StringSet.h"

namespace ouro {

using json::Node;
using json::NodeKind;
using llvm::Error;
using llvm::StringRef;

/// Larger indices are slips of the pen.
constexpr unsigned MaxIndex = 99;
constexpr unsigned MaxElement = 9999;

namespace {

constexpr Word<SignSet> Comparisons[] = {
    {"== 0", SignSet::zero()},    {"!= 0", SignSet::nonZero()},
    {"< 0", SignSet::negative()}, {"<= 0", SignSet::notPositive()},
    {"> 0", SignSet::positive()}, {">= 0", SignSet::notNegative()},
};

using EffectKind = ResourceEffect::Kind;
constexpr Word<EffectKind> Effects[] = {
    {"acquire", EffectKind::Acquire}, {"release", EffectKind::Release},
    {"consume", EffectKind::Consume}, {"keep", EffectKind::Keep},
    {"clear", EffectKind::Clear},
};

/// Where a value is and how it compares to 0: "*0 != 0".
struct Comparison {
  CallSlot Where;
  SignSet Signs;
};

class ResourceReader : public ModelFile {
public:
  ResourceReader(json::Source From, const ResourceModels &Known)
      : ModelFile(From), Known(Known) {}

  std::vector<ResourceKindModel> Kinds;
  struct NamedCalls {
    std::vector<std::string> Names;
    ResourceCallModel Model;
  };
  std::vector<NamedCalls> Calls;

  Error readFile(const Node &Root);

private:
  const ResourceModels &Known;
  llvm::StringSet<> CallNames;

  const ResourceKindModel *findKind(StringRef Kind) const;
  Error readKind(const Node &Entry);
  Error readKindName(const Node &Value, std::string &Out) const;
  Error readSlot(const Node &Value, StringRef What, CallSlot &Out) const;
  Error readComparison(const Node &Value, StringRef What,
                       Comparison &Out) const;
  Error readSubject(const Node &Entry, ResourceEffect &Effect) const;
  Error readConditions(const Node &Entry, ResourceEffect &Effect) const;
  Error readEffect(const Node &Entry, ResourceCallModel &Model) const;
  Error readCall(const Node &Entry);
  Error readResult(const Node &Entry, ResourceCallModel &Model) const;
};

} // namespace

const ResourceKindModel *ResourceReader::findKind(StringRef Kind) const {
  for (const ResourceKindModel &Model : Kinds)
    if (Model.Kind == Kind)
      return &Model;
  return Known.findKind(Kind);
}

Error ResourceReader::readKind(const Node &Entry) {
  if (Error E = checkKeys(Entry, "a resource",
                          {"kind", "noun", "release", "valid", "contains",
                           "counted", "minor", "paired", "failure", "also",
                           "frees", "cwe", "standard", "note"}))
    return E;
  ResourceKindModel Model;
  for (auto [Key, Text] : {std::pair(StringRef("kind"), &Model.Kind),
                           {StringRef("noun"), &Model.Noun},
                           {StringRef("release"), &Model.Release}}) {
    const Node *Given = Entry.find(Key);
    if (!Given)
      return fail(Entry, "a resource needs '" + Key + "'");
    if (Error E = expect(*Given, NodeKind::String, ("'" + Key + "'").str()))
      return E;
    if (Given->Text.empty())
      return fail(*Given, "'" + Key + "' is empty");
    *Text = Given->Text;
  }
  for (const ResourceKindModel &Other : Kinds)
    if (Other.Kind == Model.Kind)
      return fail(Entry, "resource '" + Model.Kind +
                             "' has a second model in this file");
  if (const Node *Valid = Entry.find("valid"))
    if (Error E = readWord(*Valid, "valid", Comparisons, Model.Valid))
      return E;
  for (auto [Key, Flag] : {std::pair(StringRef("contains"), &Model.Contains),
                           {StringRef("counted"), &Model.Counted},
                           {StringRef("minor"), &Model.Minor},
                           {StringRef("paired"), &Model.Paired},
                           {StringRef("failure"), &Model.Failure}})
    if (Error E = readFlag(Entry, Key, *Flag))
      return E;
  for (auto [Key, Number] : {std::pair(StringRef("cwe"), &Model.Cwe),
                             {StringRef("standard"), &Model.Standard}})
    if (Error E = readNumber(Entry, Key, *Number))
      return E;
  for (auto [Key, List] : {std::pair(StringRef("also"), &Model.Also),
                           {StringRef("frees"), &Model.Frees}}) {
    auto ReadKind = [&, List = List](const Node &Item) {
      return readKindName(Item, List->emplace_back());
    };
    if (Error E = readList(Entry, Key, ReadKind))
      return E;
  }
  Kinds.push_back(std::move(Model));
  return Error::success();
}

Error ResourceReader::readKindName(const Node &Value, std::string &Out) const {
  if (Error E = expect(Value, NodeKind::String, "the kind of a resource"))
    return E;
  if (!findKind(Value.Text))
    return fail(Value, "no resource is called '" + Value.Text +
                           "'; give it an entry in 'resources' of this file "
                           "or of one that is read before");
  Out = Value.Text;
  return Error::success();
}

/// Takes a number of at most \p Max off the front.
static std::optional<unsigned> takeNumber(StringRef &Text, unsigned Max) {
  unsigned Value = 0;
  if (Text.empty() || !llvm::isDigit(Text.front()) ||
      Text.consumeInteger(10, Value) || Value > Max)
    return std::nullopt;
  return Value;
}

static std::optional<CallSlot> parseSlot(StringRef Text) {
  using Kind = CallSlot::Kind;
  CallSlot Slot;
  if (Text == "result")
    return Slot;
  if (Text == "this") {
    Slot.Where = Kind::Receiver;
    return Slot;
  }
  if (Text == "*this") {
    Slot.Where = Kind::Object;
    return Slot;
  }
  Slot.Where = Text.consume_front("*") ? Kind::Pointee : Kind::Argument;
  std::optional<unsigned> Index = takeNumber(Text, MaxIndex);
  if (!Index)
    return std::nullopt;
  Slot.Index = *Index;
  if (Text.empty())
    return Slot;
  if (Slot.Where != Kind::Pointee)
    return std::nullopt;
  if (Text.consume_front("[")) {
    Slot.Element = takeNumber(Text, MaxElement);
    if (!Slot.Element || Text != "]")
      return std::nullopt;
    return Slot;
  }
  if (!Text.consume_front(".") || !isLookupName(Text) || Text.contains("::"))
    return std::nullopt;
  Slot.Field = Text.str();
  return Slot;
}

Error ResourceReader::readSlot(const Node &Value, StringRef What,
                               CallSlot &Out) const {
  if (Error E = expect(Value, NodeKind::String, ("'" + What + "'").str()))
    return E;
  std::optional<CallSlot> Slot = parseSlot(Value.Text);
  if (!Slot)
    return fail(Value, "'" + Value.Text +
                           "' is no place of a call; write 'result', 'this', "
                           "'*this', "
                           "an argument like '0', or what one points to: '*0', "
                           "'*0.field', '*0[1]'");
  Out = std::move(*Slot);
  return Error::success();
}

Error ResourceReader::readComparison(const Node &Value, StringRef What,
                                     Comparison &Out) const {
  if (Error E = expect(Value, NodeKind::String, ("'" + What + "'").str()))
    return E;
  for (const Word<SignSet> &W : Comparisons) {
    StringRef Place = Value.Text;
    if (!Place.consume_back(W.Spelling))
      continue;
    if (!Place.empty() && !Place.consume_back(" "))
      continue;
    std::optional<CallSlot> Slot =
        Place.empty() ? CallSlot() : parseSlot(Place);
    if (!Slot)
      break;
    Out = {std::move(*Slot), W.Meaning};
    return Error::success();
  }
  return fail(Value, "'" + Value.Text + "' is not a condition for '" + What +
                         "'; write '>= 0' for the result, or '*1 != 0' for "
                         "another place; the operators are ==, !=, <, <=, >, "
                         ">=, the right side is 0");
}

/// What the effect is about: its kind of resource and its slot.
Error ResourceReader::readSubject(const Node &Entry,
                                  ResourceEffect &Effect) const {
  const Node *Word = nullptr;
  StringRef Spelling;
  for (const auto &[Name, Meaning] : Effects)
    if (const Node *Found = Entry.find(Name)) {
      if (Word)
        return fail(*Found, "'" + Spelling + "' and '" + Name +
                                "' in one effect; write two");
      Word = Found;
      Spelling = Name;
      Effect.What = Meaning;
    }
  if (!Word)
    return fail(
        Entry, "an effect needs one of acquire, release, consume, keep, clear");
  const Node *At = Entry.find("at");
  if (Effect.What != EffectKind::Acquire &&
      Effect.What != EffectKind::Release) {
    if (At)
      return fail(*At, "'" + Spelling + "' says the place itself, like '0'");
    if (Error E = readSlot(*Word, Spelling, Effect.Slot))
      return E;
  } else {
    if (Error E = readKindName(*Word, Effect.Resource))
      return E;
    if (Effect.What == EffectKind::Release)
      Effect.Slot.Where = CallSlot::Kind::Argument;
    if (At)
      if (Error E = readSlot(*At, "at", Effect.Slot))
        return E;
  }
  if (Effect.What != EffectKind::Acquire &&
      Effect.Slot.Where == CallSlot::Kind::Result)
    return fail(At ? *At : *Word, "a call cannot " + Spelling +
                                      " its own result; name an argument");
  if (Effect.What == EffectKind::Clear &&
      Effect.Slot.Where != CallSlot::Kind::Pointee)
    return fail(*Word, "only what an argument points to can be cleared; write "
                       "'*0'");
  return Error::success();
}

Error ResourceReader::readConditions(const Node &Entry,
                                     ResourceEffect &Effect) const {
  if (Effect.What == EffectKind::Acquire &&
      Effect.Slot.Where == CallSlot::Kind::Result)
    Effect.Success = findKind(Effect.Resource)->Valid;
  if (const Node *If = Entry.find("if")) {
    Comparison Found;
    if (Error E = readComparison(*If, "if", Found))
      return E;
    Effect.Success = Found.Signs;
    Effect.Witness = std::move(Found.Where);
  }
  for (auto [Key, Out] : {std::pair(StringRef("given"), &Effect.Given),
                          {StringRef("unless"), &Effect.Unless}})
    if (const Node *Given = Entry.find(Key)) {
      Comparison Found;
      if (Error E = readComparison(*Given, Key, Found))
        return E;
      if (Found.Where.Where != CallSlot::Kind::Argument)
        return fail(*Given,
                    "'" + Key + "' is about an argument; write '1 == 0'");
      *Out = {Found.Where.Index, Found.Signs};
    }
  if (const Node *Deleter = Entry.find("deleter")) {
    if (Error E = expect(*Deleter, NodeKind::Index, "'deleter'"))
      return E;
    if (Effect.What != EffectKind::Acquire || Deleter->Index > MaxIndex)
      return fail(*Deleter, "'deleter' is the index of a template argument, "
                            "for acquire only");
    Effect.Deleter = static_cast<unsigned>(Deleter->Index);
  }
  return Error::success();
}

Error ResourceReader::readEffect(const Node &Entry,
                                 ResourceCallModel &Model) const {
  if (Error E = checkKeys(Entry, "an effect",
                          {"acquire", "release", "consume", "keep", "clear",
                           "at", "if", "given", "unless", "deleter", "note"}))
    return E;
  ResourceEffect Effect;
  if (Error E = readSubject(Entry, Effect))
    return E;
  if (Error E = readConditions(Entry, Effect))
    return E;
  Model.Effects.push_back(std::move(Effect));
  return Error::success();
}

/// What is known of the result and of going on.
Error ResourceReader::readResult(const Node &Entry,
                                 ResourceCallModel &Model) const {
  for (auto [Key, Out] : {std::pair(StringRef("same"), &Model.Same),
                          {StringRef("content"), &Model.Content}})
    if (const Node *Found = Entry.find(Key)) {
      if (Error E = expect(*Found, NodeKind::Index, ("'" + Key + "'").str()))
        return E;
      if (Found->Index > MaxIndex)
        return fail(*Found, "'" + Key + "' is " + llvm::Twine(Found->Index) +
                                "; the largest is " + llvm::Twine(MaxIndex));
      *Out = static_cast<unsigned>(Found->Index);
    }
  for (auto [Key, Flag] : {std::pair(StringRef("pure"), &Model.Pure),
                           {StringRef("noreturn"), &Model.NoReturn},
                           {StringRef("last_error"), &Model.LastError}})
    if (Error E = readFlag(Entry, Key, *Flag))
      return E;
  if (const Node *Result = Entry.find("result"))
    return readWord(*Result, "result", Comparisons, Model.Result);
  return Error::success();
}

Error ResourceReader::readCall(const Node &Entry) {
  if (Error E = checkKeys(Entry, "a call",
                          {"names", "effects", "same", "content", "pure",
                           "noreturn", "last_error", "result", "note"}))
    return E;
  if (Error E = checkNames(Entry, "a call"))
    return E;
  NamedCalls Call;
  ResourceCallModel &Model = Call.Model;
  auto ReadEffect = [&](const Node &Item) { return readEffect(Item, Model); };
  if (Error E = readList(Entry, "effects", ReadEffect))
    return E;
  if (Error E = readResult(Entry, Model))
    return E;
  for (const Node &Name : Entry.find("names")->Items) {
    if (!CallNames.insert(Name.Text).second)
      return fail(Name,
                  "call '" + Name.Text + "' has a second model in this file");
    Call.Names.push_back(Name.Text);
  }
  Calls.push_back(std::move(Call));
  return Error::success();
}

Error ResourceReader::readFile(const Node &Root) {
  if (Error E = checkFile(Root))
    return E;
  if (Error E = readList(Root, "resources",
                         [this](const Node &Item) { return readKind(Item); }))
    return E;
  return readList(Root, "calls",
                  [this](const Node &Item) { return readCall(Item); });
}

Error addResourceModels(const json::Source &From, const Node &Root,
                        ResourceModels &Models) {
  ResourceReader Reader(From, Models);
  if (Error E = Reader.readFile(Root))
    return E;
  for (ResourceKindModel &Model : Reader.Kinds)
    Models.add(std::move(Model));
  for (ResourceReader::NamedCalls &Call : Reader.Calls)
    Models.add(Call.Names, std::move(Call.Model));
  return Error::success();
}

Error readResourceModels(StringRef Text, StringRef Name,
                         ResourceModels &Models) {
  json::Source From{Text, Name};
  llvm::Expected<Node> Root = json::parse(From);
  if (!Root)
    return Root.takeError();
  return addResourceModels(From, *Root, Models);
}

} // namespace ouro
