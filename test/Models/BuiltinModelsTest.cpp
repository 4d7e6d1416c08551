//===- BuiltinModelsTest.cpp - What ships is right ------------------------===//
#include "checks/Models/JsonTree.h"
#include "checks/Models/ModelReader.h"
#include "checks/Models/ResourceModelReader.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <gtest/gtest.h>

using namespace ouro;

namespace {

const std::string ModelDir = OURO_TEST_SOURCE_DIR "/../../checks/Models";

std::string textOf(const llvm::Twine &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  EXPECT_TRUE(Buffer) << Path.str();
  return Buffer ? (*Buffer)->getBuffer().str() : "";
}

std::vector<std::string> modelFiles() {
  std::vector<std::string> Files;
  std::error_code Error;
  for (llvm::sys::fs::directory_iterator It(ModelDir, Error), End;
       It != End && !Error; It.increment(Error)) {
    llvm::StringRef Name = llvm::sys::path::filename(It->path());
    if (Name.ends_with(".json") && Name != "schema.json")
      Files.push_back(It->path());
  }
  llvm::sort(Files);
  return Files;
}

const HandleModel &typeOf(llvm::StringRef Name) {
  static const HandleModel None{};
  const HandleModel *Model = builtinModels().findType(Name);
  EXPECT_TRUE(Model) << Name.str();
  return Model ? *Model : None;
}

std::optional<CallEffect> effectOf(llvm::StringRef Name) {
  const CallModel *Model = builtinModels().findFunction(Name);
  return Model ? std::optional(Model->Effect) : std::nullopt;
}

std::optional<MemberEffect> memberOf(llvm::StringRef Type,
                                     llvm::StringRef Member) {
  const HandleModel &Model = typeOf(Type);
  auto It = Model.Members.find(Member);
  return It == Model.Members.end() ? std::nullopt : std::optional(It->second);
}

using Held = std::vector<unsigned>;

/// The entries of a file's list; a file may do without one.
std::vector<json::Node> entriesOf(const json::Node &Root,
                                  llvm::StringRef List) {
  const json::Node *Found = Root.find(List);
  return Found ? Found->Items : std::vector<json::Node>();
}

TEST(BuiltinModels, EveryShippedFileIsReadAndCompiledIn) {
  std::vector<std::string> Files = modelFiles();
  EXPECT_GE(Files.size(), 10u);
  HandleModels Std;
  ASSERT_FALSE(readModels(textOf(ModelDir + "/std.json"), "std.json", Std));
  for (const std::string &File : Files) {
    std::string Text = textOf(File);
    HandleModels Models = Std;
    EXPECT_EQ(llvm::toString(readModels(Text, File, Models)), "");
    llvm::Expected<json::Node> Root = json::parse({Text, File});
    ASSERT_TRUE(!!Root);
    for (const char *List : {"types", "functions"})
      for (const json::Node &Entry : entriesOf(*Root, List))
        for (const json::Node &Name : Entry.find("names")->Items)
          EXPECT_TRUE(List[0] == 't'
                          ? builtinModels().findType(Name.Text) != nullptr
                          : builtinModels().findFunction(Name.Text) != nullptr)
              << Name.Text;
    for (const json::Node &Entry : entriesOf(*Root, "calls"))
      for (const json::Node &Name : Entry.find("names")->Items)
        EXPECT_TRUE(builtinResourceModels().findCall(Name.Text)) << Name.Text;
    for (const json::Node &Entry : entriesOf(*Root, "resources"))
      EXPECT_TRUE(builtinResourceModels().findKind(Entry.find("kind")->Text));
  }
}

/// \p Entries' models in both sets are equal.
template <class Find>
void expectSame(const std::vector<json::Node> &Entries, Find Lookup) {
  for (const json::Node &Entry : Entries)
    for (const json::Node &Name : Entry.find("names")->Items) {
      auto [Shipped, Read] = Lookup(Name.Text);
      ASSERT_TRUE(Shipped && Read) << Name.Text;
      EXPECT_TRUE(*Shipped == *Read) << Name.Text;
    }
}

TEST(BuiltinModels, TheTableSaysWhatTheFilesSay) {
  HandleModels Handles;
  ResourceModels Resources;
  std::vector<std::string> Files = modelFiles();
  // Others are "like" the types of these.
  for (llvm::StringRef First : {"posix.json", "std.json", "c.json"}) {
    auto At = llvm::find_if(Files, [&](llvm::StringRef File) {
      return llvm::sys::path::filename(File) == First;
    });
    ASSERT_NE(At, Files.end());
    std::rotate(Files.begin(), At, At + 1);
  }
  for (const std::string &File : Files) {
    std::string Text = textOf(File);
    ASSERT_EQ(llvm::toString(readModels(Text, File, Handles)), "");
    ASSERT_EQ(llvm::toString(readResourceModels(Text, File, Resources)), "");
  }
  for (const std::string &File : Files) {
    std::string Text = textOf(File);
    llvm::Expected<json::Node> Root = json::parse({Text, File});
    ASSERT_TRUE(!!Root);
    expectSame(entriesOf(*Root, "types"), [&](llvm::StringRef N) {
      return std::pair(builtinModels().findType(N), Handles.findType(N));
    });
    expectSame(entriesOf(*Root, "functions"), [&](llvm::StringRef N) {
      return std::pair(builtinModels().findFunction(N),
                       Handles.findFunction(N));
    });
    expectSame(entriesOf(*Root, "typeObjects"), [&](llvm::StringRef N) {
      return std::pair(builtinModels().findTypeObject(N),
                       Handles.findTypeObject(N));
    });
    expectSame(entriesOf(*Root, "calls"), [&](llvm::StringRef N) {
      return std::pair(builtinResourceModels().findCall(N),
                       Resources.findCall(N));
    });
  }
  // The files may be read in another order.
  auto Sorted = [](llvm::ArrayRef<ResourceKindModel> Kinds) {
    std::vector<ResourceKindModel> Out(Kinds.begin(), Kinds.end());
    llvm::sort(Out,
               [](const auto &L, const auto &R) { return L.Kind < R.Kind; });
    return Out;
  };
  EXPECT_TRUE(Sorted(builtinResourceModels().kinds()) ==
              Sorted(Resources.kinds()));
}

TEST(BuiltinModels, WhatIsNotInTheTableIsUnknown) {
  EXPECT_FALSE(builtinModels().findType(""));
  EXPECT_FALSE(builtinModels().findType("fopen"));
  EXPECT_FALSE(builtinModels().findFunction("std::vector"));
  EXPECT_FALSE(builtinResourceModels().findCall("std::vector"));
  // What was unpacked once is the same thing the next time.
  EXPECT_EQ(builtinResourceModels().findCall("fopen"),
            builtinResourceModels().findCall("fopen"));
}

TEST(BuiltinModels, UsersReplaceWhatShips) {
  HandleModels Models = builtinModels();
  Models.add(HandleModel{"std::vector", HandleKind::Weak, {}, {}});
  EXPECT_EQ(Models.findType("std::vector")->Kind, HandleKind::Weak);
  EXPECT_EQ(typeOf("std::vector").Kind, HandleKind::Container);
  EXPECT_TRUE(Models.findType("std::deque"));
}

TEST(BuiltinModels, NoNameIsModelledInTwoFiles) {
  llvm::StringSet<> Seen;
  for (const std::string &File : modelFiles()) {
    std::string Text = textOf(File);
    llvm::Expected<json::Node> Root = json::parse({Text, File});
    ASSERT_TRUE(!!Root);
    for (const char *List : {"types", "functions", "calls"})
      for (const json::Node &Entry : entriesOf(*Root, List))
        for (const json::Node &Name : Entry.find("names")->Items)
          EXPECT_TRUE(Seen.insert(std::string(List) + Name.Text).second)
              << File << ": " << Name.Text;
  }
}

TEST(BuiltinModels, AllocatorsComparersHashersAndDeletersAreNotHeld) {
  for (llvm::StringRef One : {"vector",
                              "deque",
                              "list",
                              "forward_list",
                              "set",
                              "multiset",
                              "unordered_set",
                              "unordered_multiset",
                              "array",
                              "queue",
                              "stack",
                              "priority_queue",
                              "unique_ptr",
                              "shared_ptr",
                              "weak_ptr",
                              "optional",
                              "span",
                              "initializer_list",
                              "reference_wrapper",
                              "atomic",
                              "future",
                              "promise",
                              "flat_set",
                              "basic_string"})
    EXPECT_EQ(typeOf(("std::" + One).str()).Held, Held{0}) << One.str();
  for (llvm::StringRef Two :
       {"map", "multimap", "unordered_map", "unordered_multimap", "flat_map",
        "pair", "expected"})
    EXPECT_EQ(typeOf(("std::" + Two).str()).Held, (Held{0, 1})) << Two.str();
  for (llvm::StringRef All : {"tuple", "variant"})
    EXPECT_EQ(typeOf(("std::" + All).str()).Held, Held{}) << All.str();
  EXPECT_EQ(typeOf("boost::container::flat_map").Held, (Held{0, 1}));
  EXPECT_EQ(typeOf("boost::unordered::unordered_set").Held, Held{0});
  EXPECT_EQ(typeOf("llvm::StringMap").Held, Held{0});
}

TEST(BuiltinModels, KindsAreRight) {
  for (llvm::StringRef Name :
       {"std::shared_ptr", "boost::shared_ptr", "boost::intrusive_ptr",
        "QSharedPointer", "scoped_refptr", "WTF::RefPtr", "WTF::Ref", "RefPtr",
        "nsCOMPtr", "winrt::com_ptr", "Microsoft::WRL::ComPtr", "ATL::CComPtr",
        "Glib::RefPtr", "llvm::IntrusiveRefCntPtr", "sk_sp", "osg::ref_ptr",
        "std::shared_future"})
    EXPECT_EQ(typeOf(Name).Kind, HandleKind::Shared) << Name.str();
  for (llvm::StringRef Name :
       {"std::weak_ptr", "boost::weak_ptr", "QWeakPointer", "QPointer",
        "base::WeakPtr", "WTF::WeakPtr", "mozilla::WeakPtr", "winrt::weak_ref"})
    EXPECT_EQ(typeOf(Name).Kind, HandleKind::Weak) << Name.str();
  for (llvm::StringRef Name :
       {"std::function", "std::move_only_function", "std::any",
        "boost::function", "absl::AnyInvocable", "folly::Function",
        "base::OnceCallback"})
    EXPECT_EQ(typeOf(Name).Kind, HandleKind::Erased) << Name.str();
  for (llvm::StringRef Name : {"std::span", "std::reference_wrapper",
                               "std::basic_string_view", "llvm::function_ref"})
    EXPECT_EQ(typeOf(Name).Kind, HandleKind::Raw) << Name.str();
  // A class that inherits from it is no handle.
  EXPECT_FALSE(builtinModels().findType("std::enable_shared_from_this"));
}

TEST(BuiltinModels, MembersAreRight) {
  using enum MemberEffect;
  EXPECT_EQ(memberOf("std::shared_ptr", "reset"), Replace);
  EXPECT_EQ(memberOf("std::shared_ptr", "operator->"), View);
  EXPECT_EQ(memberOf("std::shared_ptr", "use_count"), std::nullopt);
  EXPECT_EQ(memberOf("std::unique_ptr", "release"), Take);
  EXPECT_EQ(memberOf("std::weak_ptr", "lock"), View);
  EXPECT_EQ(memberOf("std::weak_ptr", "reset"), Break);
  EXPECT_EQ(memberOf("std::optional", "reset"), Break);
  EXPECT_EQ(memberOf("std::function", "operator="), Replace);
  EXPECT_EQ(memberOf("std::map", "operator[]"), View);
  EXPECT_EQ(memberOf("std::map", "insert_or_assign"), Store);
  EXPECT_EQ(memberOf("std::map", "extract"), Take);
  EXPECT_EQ(memberOf("std::set", "erase"), Break);
  EXPECT_EQ(memberOf("std::set", "operator[]"), std::nullopt);
  EXPECT_EQ(memberOf("std::vector", "push_front"), std::nullopt);
  EXPECT_EQ(memberOf("std::deque", "push_front"), Store);
  EXPECT_EQ(memberOf("std::queue", "pop"), Pop);
  EXPECT_EQ(memberOf("std::queue", "front"), Peek);
  EXPECT_EQ(memberOf("QVector", "pop"), Take);
  for (llvm::StringRef Type :
       {"vector", "deque", "list", "forward_list", "map", "unordered_map",
        "set", "optional", "any", "function", "tuple", "pair", "variant",
        "shared_ptr", "unique_ptr", "weak_ptr"}) {
    EXPECT_EQ(memberOf(("std::" + Type).str(), "operator="), Replace)
        << Type.str();
    EXPECT_EQ(memberOf(("std::" + Type).str(), "swap"), Swap) << Type.str();
  }
}

TEST(BuiltinModels, FunctionsAreRight) {
  using enum CallEffect;
  for (llvm::StringRef Name :
       {"std::move", "std::forward", "std::static_pointer_cast", "std::get",
        "std::find_if"})
    EXPECT_EQ(effectOf(Name), Same) << Name.str();
  for (llvm::StringRef Name : {"std::make_shared", "std::allocate_shared",
                               "std::make_unique", "boost::make_shared"})
    EXPECT_EQ(effectOf(Name), Make) << Name.str();
  EXPECT_EQ(effectOf("std::exchange"), Take);
  EXPECT_EQ(effectOf("std::swap"), Swap);
  EXPECT_EQ(effectOf("std::erase_if"), Break);
  EXPECT_EQ(effectOf("std::bind_front"), Bind);
  EXPECT_EQ(effectOf("std::enable_shared_from_this::shared_from_this"), Self);
  EXPECT_EQ(effectOf("std::enable_shared_from_this::weak_from_this"), WeakSelf);
  EXPECT_EQ(effectOf("std::for_each"), Drop);
  // Keeps what it is given until it has run: nothing we may wave through.
  for (llvm::StringRef Name :
       {"std::async", "boost::asio::post", "std::thread::thread"})
    EXPECT_EQ(effectOf(Name), std::nullopt) << Name.str();
}

/// The words of `enum` at \p Path of the schema, as the reader lists them.
std::string wordsOf(const json::Node &Schema,
                    std::initializer_list<llvm::StringRef> Path) {
  const json::Node *At = &Schema;
  for (llvm::StringRef Key : Path)
    if (!(At = At->find(Key)))
      return "(no such path)";
  std::vector<std::string> Words;
  for (const json::Node &Word : At->Items)
    Words.push_back(Word.Text);
  for (const json::Member &M : At->Members)
    Words.push_back(M.Name);
  return llvm::join(Words, ", ");
}

std::string errorOf(llvm::StringRef Text) {
  HandleModels Models;
  return llvm::toString(readModels(Text, "x", Models));
}

TEST(ModelSchema, KnowsTheSameWordsAsTheReader) {
  std::string Text = textOf(ModelDir + "/schema.json");
  llvm::Expected<json::Node> Schema = json::parse({Text, "schema.json"});
  ASSERT_TRUE(!!Schema);
  auto EndsWith = [](const std::string &Error, const std::string &Words) {
    EXPECT_TRUE(llvm::StringRef(Error).ends_with("; expected one of " + Words))
        << Error << "\n"
        << Words;
  };
  EndsWith(errorOf(R"({"version":1,"types":[{"names":["A"],"kind":"x"}]})"),
           wordsOf(*Schema, {"$defs", "type", "properties", "kind", "enum"}));
  EndsWith(
      errorOf(
          R"({"version":1,"types":[{"names":["A"],"kind":"raw","members":{"x":[]}}]})"),
      wordsOf(*Schema,
              {"$defs", "type", "properties", "members", "properties"}));
  EndsWith(
      errorOf(R"({"version":1,"functions":[{"names":["A"],"effect":"x"}]})"),
      wordsOf(*Schema, {"$defs", "function", "properties", "effect", "enum"}));
  EndsWith(errorOf(R"({"x":1})"), wordsOf(*Schema, {"properties"}));
  EndsWith(errorOf(R"({"version":1,"types":[{"x":1}]})"),
           wordsOf(*Schema, {"$defs", "type", "properties"}));
  EndsWith(errorOf(R"({"version":1,"functions":[{"x":1}]})"),
           wordsOf(*Schema, {"$defs", "function", "properties"}));
}

std::string resourceErrorOf(llvm::StringRef Text) {
  ResourceModels Models;
  return llvm::toString(readResourceModels(Text, "x", Models));
}

TEST(ModelSchema, KnowsTheSameWordsOfResourcesAsTheReader) {
  std::string Text = textOf(ModelDir + "/schema.json");
  llvm::Expected<json::Node> Schema = json::parse({Text, "schema.json"});
  ASSERT_TRUE(!!Schema);
  auto Expect = [&](llvm::StringRef File,
                    std::initializer_list<llvm::StringRef> Path) {
    std::string Error = resourceErrorOf(File), Words = wordsOf(*Schema, Path);
    EXPECT_TRUE(llvm::StringRef(Error).ends_with("; expected one of " + Words))
        << Error << "\n"
        << Words;
  };
  Expect(R"({"version":1,"resources":[{"x":1}]})",
         {"$defs", "resource", "properties"});
  Expect(R"({"version":1,"calls":[{"x":1}]})", {"$defs", "call", "properties"});
  Expect(R"({"version":1,"calls":[{"names":["f"],"effects":[{"x":1}]}]})",
         {"$defs", "effect", "properties"});
  Expect(R"({"version":1,"calls":[{"names":["f"],"result":"=0"}]})",
         {"$defs", "comparison", "enum"});
}

} // namespace
