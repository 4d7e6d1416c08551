//===- ResourceModelReaderTest.cpp - Models of calls from JSON ------------===//
#include "checks/Models/ResourceModelReader.h"
#include <gtest/gtest.h>

using namespace ouro;

namespace {

using Effect = ResourceEffect::Kind;
using Slot = CallSlot::Kind;

const std::string Kinds =
    R"({"version": 1, "resources": [{"kind": "fd", "noun": "descriptor",)"
    R"( "release": "close", "valid": ">= 0", "cwe": 775}], "calls": [)"
    "\n";

/// Reads one entry of 'calls', which stands on line 2.
std::string errorOfCall(const std::string &Entry) {
  ResourceModels Models;
  return llvm::toString(
      readResourceModels(Kinds + Entry + "]}", "my.json", Models));
}

std::string errorOfEffect(const std::string &Effect) {
  return errorOfCall(R"({"names": ["f"], "effects": [)" + Effect + "]}");
}

std::string errorOfResource(const std::string &Entry) {
  ResourceModels Models;
  return llvm::toString(readResourceModels(
      "{\"version\": 1, \"resources\": [\n" + Entry + "]}", "my.json", Models));
}

/// The model of a function f with \p Entry's keys.
ResourceCallModel modelOf(const std::string &Entry) {
  ResourceModels Models;
  EXPECT_EQ(
      llvm::toString(readResourceModels(
          Kinds + R"({"names": ["f"], )" + Entry + "}]}", "my.json", Models)),
      "");
  const ResourceCallModel *Model = Models.findCall("f");
  return Model ? *Model : ResourceCallModel();
}

ResourceEffect effectOf(const std::string &Entry) {
  std::vector<ResourceEffect> Effects =
      modelOf("\"effects\": [" + Entry + "]").Effects;
  EXPECT_EQ(Effects.size(), 1u);
  return Effects.size() == 1 ? Effects[0] : ResourceEffect();
}

TEST(ResourceModelReader, ReadsAResource) {
  ResourceModels Models;
  ASSERT_FALSE(readResourceModels(
      R"({"version": 1, "resources": [
          {"kind": "a", "noun": "n", "release": "r"},
          {"kind": "b", "noun": "m", "release": "s", "valid": "!= 0",
           "contains": true, "counted": true, "minor": true,
           "paired": true, "failure": true, "also": ["a"], "frees": ["a"],
           "cwe": 401, "note": "why"}]})",
      "my.json", Models));
  ASSERT_EQ(Models.kinds().size(), 2u);
  const ResourceKindModel &A = Models.kinds()[0], &B = Models.kinds()[1];
  EXPECT_EQ(A.Kind, "a");
  EXPECT_EQ(A.Noun, "n");
  EXPECT_EQ(A.Release, "r");
  EXPECT_EQ(A.Valid, SignSet::positive());
  EXPECT_FALSE(A.Contains || A.Counted || A.Minor || A.Paired || A.Failure);
  EXPECT_EQ(A.Cwe, 772u);
  EXPECT_EQ(B.Valid, SignSet::nonZero());
  EXPECT_TRUE(B.Contains && B.Counted && B.Minor && B.Paired && B.Failure);
  EXPECT_EQ(B.Also, std::vector<std::string>{"a"});
  EXPECT_EQ(B.Frees, std::vector<std::string>{"a"});
  EXPECT_EQ(B.Cwe, 401u);
  EXPECT_EQ(Models.findKind("b"), &B);
  EXPECT_FALSE(Models.findKind("c"));
}

TEST(ResourceModelReader, ReadsWhoTellsTheKind) {
  EXPECT_EQ(effectOf(R"({"acquire": "fd", "deleter": 1})").Deleter, 1u);
  EXPECT_FALSE(effectOf(R"({"acquire": "fd"})").Deleter);
  EXPECT_EQ(errorOfEffect(R"({"release": "fd", "deleter": 1})"),
            "my.json:2:59: 'deleter' is the index of a template argument, for "
            "acquire only");
}

TEST(ResourceModelReader, ReadsWhatMustNotBe) {
  ResourceEffect Read = effectOf(R"({"release": "fd", "unless": "1 == 0"})");
  ASSERT_TRUE(Read.Unless);
  EXPECT_EQ(Read.Unless->Index, 1u);
  EXPECT_EQ(Read.Unless->Signs, SignSet::zero());
  EXPECT_EQ(errorOfEffect(R"({"acquire": "fd", "unless": "*1 == 0"})"),
            "my.json:2:58: 'unless' is about an argument; write '1 == 0'");
}

TEST(ResourceModelReader, TheObjectThatAMemberIsCalledFor) {
  EXPECT_EQ(effectOf(R"({"acquire": "fd", "at": "*this"})").Slot.Where,
            CallSlot::Kind::Object);
}

TEST(ResourceModelReader, AnAcquiredResultHasToBeValidUnlessItSaysMore) {
  ResourceEffect Default = effectOf(R"({"acquire": "fd"})");
  EXPECT_EQ(Default.What, Effect::Acquire);
  EXPECT_EQ(Default.Resource, "fd");
  EXPECT_EQ(Default.Slot.Where, Slot::Result);
  EXPECT_EQ(Default.Success, SignSet::notNegative());
  EXPECT_EQ(Default.Witness.Where, Slot::Result);
  EXPECT_EQ(effectOf(R"({"acquire": "fd", "if": "> 0"})").Success,
            SignSet::positive());
  EXPECT_EQ(effectOf(R"({"acquire": "fd", "at": "*0"})").Success,
            SignSet::any());
}

TEST(ResourceModelReader, ReadsPlaces) {
  ResourceEffect E = effectOf(
      R"({"acquire": "fd", "at": "*3[1]", "if": "== 0", "given": "2 <= 0"})");
  EXPECT_EQ(E.Slot.Where, Slot::Pointee);
  EXPECT_EQ(E.Slot.Index, 3u);
  EXPECT_EQ(E.Slot.Element, 1u);
  EXPECT_EQ(E.Success, SignSet::zero());
  ASSERT_TRUE(E.Given);
  EXPECT_EQ(E.Given->Index, 2u);
  EXPECT_EQ(E.Given->Signs, SignSet::notPositive());

  E = effectOf(R"({"release": "fd"})");
  EXPECT_EQ(E.What, Effect::Release);
  EXPECT_EQ(E.Slot.Where, Slot::Argument);
  EXPECT_EQ(E.Slot.Index, 0u);
  EXPECT_EQ(effectOf(R"({"release": "fd", "at": "this"})").Slot.Where,
            Slot::Receiver);

  E = effectOf(R"({"consume": "*12.next", "if": "*1 != 0"})");
  EXPECT_EQ(E.What, Effect::Consume);
  EXPECT_EQ(E.Slot.Index, 12u);
  EXPECT_EQ(E.Slot.Field, "next");
  EXPECT_FALSE(E.Slot.Element);
  EXPECT_EQ(E.Witness.Where, Slot::Pointee);
  EXPECT_EQ(E.Witness.Index, 1u);
  EXPECT_EQ(E.Success, SignSet::nonZero());

  EXPECT_EQ(effectOf(R"({"keep": "7"})").What, Effect::Keep);
  EXPECT_EQ(effectOf(R"({"clear": "*0"})").What, Effect::Clear);
}

TEST(ResourceModelReader, ReadsWhatIsKnownOfTheResult) {
  ResourceCallModel Model = modelOf(R"("same": 1, "result": ">= 0")");
  EXPECT_EQ(Model.Same, 1u);
  EXPECT_FALSE(Model.Content || Model.Pure || Model.NoReturn);
  EXPECT_EQ(Model.Result, SignSet::notNegative());
  Model = modelOf(R"("content": 2, "pure": true, "noreturn": true)");
  EXPECT_EQ(Model.Content, 2u);
  EXPECT_TRUE(Model.Pure && Model.NoReturn);
  EXPECT_TRUE(Model.Result.isAny());
}

TEST(ResourceModelReader, LaterModelsReplaceEarlierOnes) {
  ResourceModels Models;
  ASSERT_FALSE(readResourceModels(
      Kinds + R"({"names": ["f", "g"], "effects": [{"acquire": "fd"}]}]})", "a",
      Models));
  ASSERT_FALSE(readResourceModels(
      R"({"version": 1, "calls": [{"names": ["f"], "effects": [{"release": "fd"}]}]})",
      "b", Models));
  EXPECT_EQ(Models.findCall("f")->Effects[0].What, Effect::Release);
  EXPECT_EQ(Models.findCall("g")->Effects[0].What, Effect::Acquire);
}

TEST(ResourceModelReader, AddsNothingOnError) {
  ResourceModels Models;
  EXPECT_NE(llvm::toString(readResourceModels(
                Kinds + R"({"names": ["f"]}, {"names": []}]})", "a", Models)),
            "");
  EXPECT_FALSE(Models.findCall("f"));
  EXPECT_TRUE(Models.kinds().empty());
}

TEST(ResourceModelReader, IsStrictAboutResources) {
  EXPECT_EQ(errorOfResource(R"({"kind": "a", "noun": "n"})"),
            "my.json:2:1: a resource needs 'release'");
  EXPECT_EQ(errorOfResource(R"({"kind": "", "noun": "n", "release": "r"})"),
            "my.json:2:10: 'kind' is empty");
  const std::string A = R"({"kind": "a", "noun": "n", "release": "r")";
  EXPECT_EQ(errorOfResource(A + "}, " + A + "}"),
            "my.json:2:45: resource 'a' has a second model in this file");
  EXPECT_EQ(errorOfResource(A + R"(, "cwe": 0})"),
            "my.json:2:51: 'cwe' is 0; expected a number of 1 to 9999");
  EXPECT_EQ(errorOfResource(A + R"(, "minor": 1})"),
            "my.json:2:53: 'minor' is a non-negative integer, expected a "
            "boolean");
  EXPECT_EQ(errorOfResource(A + R"(, "also": ["b"]})"),
            "my.json:2:53: no resource is called 'b'; give it an entry in "
            "'resources' of this file or of one that is read before");
}

TEST(ResourceModelReader, IsStrictAboutEffects) {
  EXPECT_EQ(errorOfEffect(R"({"at": "0"})"),
            "my.json:2:30: an effect needs one of acquire, release, consume, "
            "keep, clear");
  EXPECT_EQ(errorOfEffect(R"({"acquire": "fd", "keep": "0"})"),
            "my.json:2:56: 'acquire' and 'keep' in one effect; write two");
  EXPECT_EQ(errorOfEffect(R"({"keep": "0", "at": "1"})"),
            "my.json:2:50: 'keep' says the place itself, like '0'");
  EXPECT_EQ(errorOfEffect(R"({"clear": "0"})"),
            "my.json:2:40: only what an argument points to can be cleared; "
            "write '*0'");
  EXPECT_EQ(errorOfEffect(R"({"release": "fd", "at": "result"})"),
            "my.json:2:54: a call cannot release its own result; name an "
            "argument");
  EXPECT_EQ(errorOfEffect(R"({"acquire": "df"})"),
            "my.json:2:42: no resource is called 'df'; give it an entry in "
            "'resources' of this file or of one that is read before");
  EXPECT_EQ(errorOfEffect(R"({"acquire": "fd", "given": "result == 0"})"),
            "my.json:2:57: 'given' is about an argument; write '1 == 0'");
}

TEST(ResourceModelReader, RefusesPlacesAndConditionsThatMeanNothing) {
  for (llvm::StringRef Place :
       {"", "*", "100", "-1", "0.f", "0[1]", "*0[]", "*0[1", "*0.", "*0.a.b()",
        "*0.a::b", "results", "this.f", "0x1", " 0"})
    EXPECT_EQ(errorOfEffect(("{\"keep\": \"" + Place + "\"}").str()),
              ("my.json:2:39: '" + Place +
               "' is no place of a call; write 'result', 'this', '*this', an "
               "argument like '0', or what one points to: '*0', '*0.field', "
               "'*0[1]'")
                  .str());
  for (llvm::StringRef Condition : {"", "0", "= 0", "== 1", "==0", "x == 0",
                                    "0== 0", "== 0 ", "*0  == 0", "!== 0"})
    EXPECT_EQ(
        errorOfEffect(
            ("{\"acquire\": \"fd\", \"if\": \"" + Condition + "\"}").str()),
        ("my.json:2:54: '" + Condition +
         "' is not a condition for 'if'; write '>= 0' for the result, or "
         "'*1 != 0' for another place; the operators are ==, !=, <, <=, >, "
         ">=, the right side is 0")
            .str());
}

TEST(ResourceModelReader, IsStrictAboutCalls) {
  EXPECT_EQ(errorOfCall(R"({"effects": []})"),
            "my.json:2:1: a call has no 'names'");
  EXPECT_EQ(errorOfCall(R"({"names": ["f", "f"]})"),
            "my.json:2:17: call 'f' has a second model in this file");
  EXPECT_EQ(errorOfCall(R"({"names": ["f"], "same": 100})"),
            "my.json:2:26: 'same' is 100; the largest is 99");
  EXPECT_EQ(errorOfCall(R"({"names": ["f"], "effects": {}})"),
            "my.json:2:29: 'effects' is an object, expected an array");
  EXPECT_EQ(errorOfCall(R"({"names": ["f"], "result": "?"})"),
            "my.json:2:28: unknown result '?'; expected one of == 0, != 0, "
            "< 0, <= 0, > 0, >= 0");
}

} // namespace
