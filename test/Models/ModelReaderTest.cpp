//===- ModelReaderTest.cpp ------------------------------------------------===//
#include "checks/Models/ModelReader.h"
#include "llvm/Support/Error.h"
#include <gtest/gtest.h>

using namespace ouro;
using testing::Test;

namespace {

/// The error of reading \p Text, or "" if it is good.
std::string errorOf(llvm::StringRef Text, HandleModels *Into = nullptr) {
  HandleModels Scratch;
  return llvm::toString(readModels(Text, "my.json", Into ? *Into : Scratch));
}

/// The same for the only entry of "types" or "functions", which starts at
/// column 1 of line 2.
std::string errorOfType(llvm::StringRef Entry) {
  return errorOf(("{\"version\": 1, \"types\": [\n" + Entry + "]}").str());
}
std::string errorOfFunction(llvm::StringRef Entry) {
  return errorOf(("{\"version\": 1, \"functions\": [\n" + Entry + "]}").str());
}

TEST(ModelReader, ReadsTypesAndFunctions) {
  HandleModels Models;
  EXPECT_EQ(errorOf(R"({
    "$schema": "schema.json", "version": 1, "note": "ours",
    "types": [
      {"names": ["my::Ref", "my::Ptr"], "kind": "shared", "held": [1, 3],
       "members": {"view": ["get", "operator->"], "take": ["detach"]}},
      {"names": ["my::Box"], "kind": "wrapper"}],
    "functions": [
      {"names": ["my::steal"], "effect": "take", "argument": 2},
      {"names": ["my::Base::self"], "effect": "self", "note": "why"}]})",
                    &Models),
            "");
  for (const char *Name : {"my::Ref", "my::Ptr"}) {
    const HandleModel *M = Models.findType(Name);
    ASSERT_TRUE(M);
    EXPECT_EQ(M->Type, Name);
    EXPECT_EQ(M->Kind, HandleKind::Shared);
    EXPECT_EQ(M->Held, (std::vector<unsigned>{1, 3}));
    EXPECT_EQ(M->Members.lookup("get"), MemberEffect::View);
    EXPECT_EQ(M->Members.lookup("detach"), MemberEffect::Take);
    EXPECT_EQ(M->Members.size(), 3u);
  }
  ASSERT_TRUE(Models.findType("my::Box"));
  EXPECT_TRUE(Models.findType("my::Box")->Held.empty());
  ASSERT_TRUE(Models.findFunction("my::steal"));
  EXPECT_EQ(Models.findFunction("my::steal")->Effect, CallEffect::Take);
  EXPECT_EQ(Models.findFunction("my::steal")->Argument, 2u);
  EXPECT_EQ(Models.findFunction("my::Base::self")->Effect, CallEffect::Self);
  EXPECT_FALSE(Models.findType("my::steal"));
  EXPECT_FALSE(Models.findFunction("my::Ref"));
}

TEST(ModelReader, LikeCopiesAndOverrides) {
  HandleModels Models;
  ASSERT_EQ(errorOf(R"({"version": 1, "types": [
      {"names": ["a::Map"], "kind": "container", "held": [0, 1],
       "members": {"break": ["clear"], "store": ["put"]}}]})",
                    &Models),
            "");
  ASSERT_EQ(errorOf(R"({"version": 1, "types": [
      {"names": ["b::Set"], "like": "a::Map", "held": [0],
       "members": {"replace": ["put"]}},
      {"names": ["b::View"], "like": "b::Set", "kind": "raw"}]})",
                    &Models),
            "");
  const HandleModel *View = Models.findType("b::View");
  ASSERT_TRUE(View);
  EXPECT_EQ(View->Kind, HandleKind::Raw);
  EXPECT_EQ(View->Held, std::vector<unsigned>{0});
  EXPECT_EQ(View->Members.lookup("put"), MemberEffect::Replace);
  EXPECT_EQ(View->Members.lookup("clear"), MemberEffect::Break);
  EXPECT_EQ(Models.findType("a::Map")->Members.lookup("put"),
            MemberEffect::Store);
}

TEST(ModelReader, LaterFilesOverride) {
  HandleModels Models;
  EXPECT_EQ(errorOf(R"({"version":1,"types":[{"names":["A"],"kind":"raw"}]})",
                    &Models),
            "");
  EXPECT_EQ(errorOf(R"({"version":1,"types":[{"names":["A"],"kind":"weak"}]})",
                    &Models),
            "");
  EXPECT_EQ(Models.findType("A")->Kind, HandleKind::Weak);
}

TEST(ModelReader, AddsNothingOnError) {
  HandleModels Models;
  EXPECT_NE(errorOf(R"({"version":1,"types":[{"names":["A"],"kind":"raw"}],
                        "functions":[{"names":["f"]}]})",
                    &Models),
            "");
  EXPECT_FALSE(Models.findType("A"));
}

TEST(ModelReader, SaysWhereJsonIsBroken) {
  EXPECT_EQ(errorOf("").substr(0, 22), "my.json:1:1: not JSON:");
  EXPECT_EQ(errorOf("{\"version\": 1,\n  }").substr(0, 22),
            "my.json:2:3: not JSON:");
  EXPECT_EQ(errorOf("{\"version\": 1} x").substr(0, 23),
            "my.json:1:16: not JSON:");
  EXPECT_EQ(errorOf("{\"note\": \"\xff\"}").substr(0, 23),
            "my.json:1:11: not JSON:");
  EXPECT_EQ(errorOf("{\"version\": 1, // why\n}").substr(0, 23),
            "my.json:1:16: not JSON:");
  EXPECT_EQ(errorOf("{\"version\": 1,\n \"version\": 1}"),
            "my.json:2:2: duplicate key 'version'");
  EXPECT_EQ(errorOf(std::string(17, '[') + std::string(17, ']')),
            "my.json:1:17: values are nested more than 16 levels deep");
}

TEST(ModelReader, FindsTheStartOfEveryKindOfToken) {
  EXPECT_EQ(errorOf("[]"),
            "my.json:1:1: a model file is an array, expected an object");
  EXPECT_EQ(errorOf("\xEF\xBB\xBF 7"),
            "my.json:1:5: a model file is a non-negative "
            "integer, expected an object");
  EXPECT_EQ(
      errorOf("{\"version\":1 ,\"types\":[ 12, {}]}"),
      "my.json:1:25: a type is a non-negative integer, expected an object");
  EXPECT_EQ(
      errorOf("{\"version\":1,\"types\":[{\"names\":[\"\\u0041\",-1.5]}]}"),
      "my.json:1:42: a name is a number that is not a non-negative integer, "
      "expected a string");
  EXPECT_EQ(errorOf("{\"version\":1,\"types\":\n\tnull}"),
            "my.json:2:2: 'types' is null, expected an array");
  EXPECT_EQ(
      errorOf("{\"version\":true}"),
      "my.json:1:12: 'version' is a boolean, expected a non-negative integer");
}

TEST(ModelReader, IsStrictAboutTheFile) {
  EXPECT_EQ(errorOf("{}"), "my.json:1:1: a model file needs 'version': 1");
  EXPECT_EQ(errorOf("{\"version\": 3}"),
            "my.json:1:13: the file has version 3, expected 1");
  EXPECT_EQ(errorOf("{\"version\": 1, \"typs\": []}"),
            "my.json:1:16: unknown key 'typs' in a model file; expected one of "
            "$schema, "
            "version, note, types, functions, typeObjects, resources, calls");
  EXPECT_EQ(
      errorOf("{\"version\": 1, \"note\": 2}"),
      "my.json:1:24: 'note' is a non-negative integer, expected a string");
  EXPECT_EQ(
      errorOf("{\"version\": 1, \"$schema\": 2}"),
      "my.json:1:27: '$schema' is a non-negative integer, expected a string");
}

TEST(ModelReader, IsStrictAboutTypes) {
  EXPECT_EQ(errorOfType(R"({"names": ["A"], "kind": "sharde"})"),
            "my.json:2:26: unknown kind 'sharde'; expected one of shared, "
            "unique, weak, "
            "raw, erased, container, wrapper");
  EXPECT_EQ(errorOfType(R"({"kind": "raw"})"),
            "my.json:2:1: a type has no 'names'");
  EXPECT_EQ(errorOfType(R"({"names": [], "kind": "raw"})"),
            "my.json:2:11: 'names' is empty; give at least one qualified name");
  EXPECT_EQ(errorOfType(R"({"names": ["A"]})"),
            "my.json:2:1: a type needs 'kind' or 'like'");
  EXPECT_EQ(errorOfType(R"({"names": ["A", "A"], "kind": "raw"})"),
            "my.json:2:17: type 'A' has a second model in this file");
  EXPECT_EQ(
      errorOfType(R"({"names": ["A"], "like": "B"})"),
      "my.json:2:26: 'like' names 'B', which has no model before this place");
  EXPECT_EQ(errorOfType(R"({"names": ["A"], "kind": "raw", "held": []})"),
            "my.json:2:41: 'held' is empty; leave it out if all template "
            "arguments are held");
  EXPECT_EQ(errorOfType(R"({"names": ["A"], "kind": "raw", "held": [1, 1]})"),
            "my.json:2:45: the indices in 'held' must grow; 1 follows 1");
  EXPECT_EQ(
      errorOfType(R"({"names": ["A"], "kind": "raw", "held": [4294967296]})"),
      "my.json:2:42: index 4294967296 in 'held' is too large; the largest is "
      "99");
  EXPECT_EQ(
      errorOfType(R"({"names": ["A"], "kind": "raw", "held": [-1]})"),
      "my.json:2:42: an index in 'held' is a number that is not a non-negative "
      "integer, expected a non-negative integer");
  EXPECT_EQ(errorOfType(
                R"({"names": ["A"], "kind": "raw", "members": {"veiw": []}})"),
            "my.json:2:45: unknown member effect 'veiw'; expected one of view, "
            "peek, store, replace, break, pop, take, swap");
  EXPECT_EQ(
      errorOfType(
          R"({"names": ["A"], "kind": "raw", "members": {"view": ["x"], "take": ["x"]}})"),
      "my.json:2:69: member 'x' is listed twice");
  EXPECT_EQ(
      errorOfType(
          R"({"names": ["A"], "kind": "raw", "members": {"view": ["a::b"]}})"),
      "my.json:2:54: 'a::b' is not the name of a member");
}

TEST(ModelReader, IsStrictAboutFunctions) {
  EXPECT_EQ(errorOfFunction(R"({"names": ["f"]})"),
            "my.json:2:1: a function needs 'effect'");
  EXPECT_EQ(errorOfFunction(R"({"names": ["f"], "effect": "steal"})"),
            "my.json:2:28: unknown effect 'steal'; expected one of same, make, "
            "take, swap, "
            "break, bind, self, weakSelf, drop, retain, release, free, clear, "
            "assign, insert, collect, releaseAll, register, teardown, leaf, "
            "inspect, attach, detach, adopt");
  EXPECT_EQ(
      errorOfFunction(R"({"names": ["f"], "effect": "swap", "argument": 1})"),
      "my.json:2:48: effect 'swap' has no 'argument'");
  EXPECT_EQ(
      errorOfFunction(R"({"names": ["f"], "effect": "same", "argument": 100})"),
      "my.json:2:48: 'argument' is 100; the largest is 99");
  EXPECT_EQ(
      errorOfFunction(R"({"names": ["f"], "effect": "release", "with": 1})"),
      "my.json:2:47: effect 'release' has no 'with'");
  EXPECT_EQ(errorOfFunction(R"({"names": ["f"], "effect": "insert", "by": 1})"),
            "my.json:2:44: effect 'insert' has no 'by'");
  EXPECT_EQ(
      errorOfFunction(
          R"({"names": ["f"], "effect": "register", "with": 3, "by": 4})"),
      "");
  EXPECT_EQ(errorOfFunction(R"({"names": ["f", "f"], "effect": "drop"})"),
            "my.json:2:17: function 'f' has a second model in this file");
}

TEST(ModelReader, IsStrictAboutTypeObjects) {
  const std::string Head = R"({"version": 1, "typeObjects": [{"names": ["T"], )"
                           R"("held": "o", "size": "s", "flags": "f", )"
                           R"("traverse": "t", "clear": "c", "base": "b", )"
                           R"("collectedFlag": "g")";
  EXPECT_EQ(errorOf(Head + "}]}"),
            "my.json:1:32: a type object needs 'collectedBit'");
  EXPECT_EQ(errorOf(Head + R"(, "collectedBit": 64}]})"),
            "my.json:1:171: 'collectedBit' is 64; the largest is 63");
  HandleModels Models;
  ASSERT_FALSE(
      readModels(Head + R"(, "collectedBit": 9}]})", "my.json", Models));
  const TypeObjectModel *Model = Models.findTypeObject("T");
  ASSERT_TRUE(Model);
  EXPECT_EQ(Model->CollectedBit, 9u);
  EXPECT_EQ(Model->Traverse, "t");
  EXPECT_EQ(Model->Clear, "c");
  EXPECT_EQ(Model->CollectedFlag, "g");
  EXPECT_FALSE(Models.findTypeObject("U"));
}

TEST(ModelReader, RefusesNamesThatAreNeverLookedUp) {
  for (llvm::StringRef Name :
       {"", "::f", "f::", "a::::b", "a: :b", "v<int>", "a b", "f()"})
    EXPECT_EQ(
        errorOfFunction(
            ("{\"names\": [\"" + Name + "\"], \"effect\": \"drop\"}").str()),
        ("my.json:2:12: '" + Name +
         "' is not a qualified name; write it like 'std::vector', without "
         "leading "
         "'::', template arguments and spaces")
            .str());
  for (llvm::StringRef Name :
       {"f", "a::f", "a::operator<", "a::operator()", "a::~b"})
    EXPECT_EQ(
        errorOfFunction(
            ("{\"names\": [\"" + Name + "\"], \"effect\": \"drop\"}").str()),
        "");
}

} // namespace
