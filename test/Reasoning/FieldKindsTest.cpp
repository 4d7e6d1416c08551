//===- FieldKindsTest.cpp - What stands in the fields of classes ----------===//
#include "checks/Reasoning/ResourceDefects.h"
#include "test/Reasoning/FlowProgram.h"
#include "gmock/gmock.h"

using namespace ouro;
using namespace ouro::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

namespace {

/// A class `Box` with a field `buf`, whose members are all here.
class FieldKinds : public ::testing::Test {
protected:
  Flow member(StringRef Name) {
    Flow F = P.function(Name);
    F.receiver();
    F.fact().Record = SymbolId::of("Box");
    F.fact().RecordName = "Box";
    F.fact().RecordClosed = F.fact().TouchesFields = true;
    return F;
  }
  Flow constructor() {
    Flow F = member("Box");
    F.fact().IsConstructor = true;
    return F;
  }
  void addDestructor(StringRef Kind) {
    Flow F = member("~Box");
    F.fact().IsDestructor = true;
    F.use().PartsReleased.push_back({{SymbolId::of("buf"), "buf"}});
    F.release(Kind, "this->buf").ret();
  }
  void copy() { P.Facts.Copies.push_back({SymbolId::of("Box"), {}}); }

  std::vector<std::string> findings() {
    std::vector<std::string> Out;
    for (const Finding &F :
         reasoning::findResourceDefects(P.Facts, [&](unsigned Index) {
           return P.graph(Index);
         }).Findings)
      Out.push_back((toString(F.Sureness) + " " + ruleOf(F.Rule).Name + ": " +
                     F.Arguments[0])
                        .str());
    return Out;
  }

  Program P;
};

TEST_F(FieldKinds, ReleasedAsAnotherKind) {
  constructor().get("new", "this->buf").ret();
  addDestructor("heap");
  EXPECT_THAT(findings(),
              ElementsAre("likely ouro-mismatched-release: new 'buf'"));
}

TEST_F(FieldKinds, WhereNoPathLeadsNothingIsReleased) {
  for (auto [Second, Wrong] : {std::pair("a == 0", false), {"b == 0", true}}) {
    P = Program();
    constructor().get("heap", "this->buf").ret();
    addDestructor("heap");
    Flow F = member("reset"); // if (a && Second) delete buf;
    F.number("a").number("b");
    F.branch("a", "then", "end")
        .block("then")
        .branch(Second, "wrong", "end")
        .block("wrong")
        .release("new", "this->buf")
        .jump("end")
        .block("end")
        .ret();
    EXPECT_EQ(!findings().empty(), Wrong) << Second;
  }
}

TEST_F(FieldKinds, OneFittingKindIsEnough) {
  constructor().get("new", "this->buf").ret();
  member("grow").release("new", "this->buf").get("heap", "this->buf").ret();
  addDestructor("heap");
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(FieldKinds, WhatComesFromElsewhereMayBeOfAnyKind) {
  constructor().get("new", "this->buf").ret();
  Flow Set = member("set");
  Set.param("p").kept().assign("this->buf", "p").ret();
  addDestructor("heap");
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(FieldKinds, WhoeverHasTheAddressMayStoreAnything) {
  constructor().get("new", "this->buf").call("", "fill", {"&this->buf"}).ret();
  addDestructor("heap");
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(FieldKinds, ThroughALocalVariable) {
  constructor().get("new", "p").assign("this->buf", "p").ret();
  addDestructor("heap");
  EXPECT_THAT(findings(),
              ElementsAre("likely ouro-mismatched-release: new 'buf'"));
}

TEST_F(FieldKinds, CopiedFieldByField) {
  constructor().get("heap", "this->buf").ret();
  addDestructor("heap");
  EXPECT_THAT(findings(), IsEmpty());
  copy();
  EXPECT_THAT(findings(),
              ElementsAre("likely ouro-double-release: heap 'buf'"));
}

TEST_F(FieldKinds, ACopyMayBeWhatItWasTakenFromAfterwards) {
  constructor().get("heap", "this->buf").ret();
  member("takeOut").assign("p", "this->buf").assign("this->buf", "0").ret("p");
  addDestructor("heap");
  copy();
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(FieldKinds, TheDestructorMayKnowTheOwner) {
  constructor().get("heap", "this->buf").ret();
  Flow F = member("~Box");
  F.fact().IsDestructor = true;
  F.use().PartsReleased.push_back({{SymbolId::of("buf"), "buf"}});
  F.releaseIf("this->owns", "heap", "this->buf").ret();
  copy();
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(FieldKinds, SetterOverwritesWhatTheConstructorAcquired) {
  constructor().get("heap", "this->buf").ret();
  member("set").get("heap", "this->buf").ret();
  addDestructor("heap");
  EXPECT_THAT(findings(),
              ElementsAre("likely ouro-unreleased-resource: heap 'buf'"));
}

TEST_F(FieldKinds, SetterOfWhatMayBeEmpty) {
  constructor().assign("this->buf", "0").ret();
  member("set").get("heap", "this->buf").ret();
  addDestructor("heap");
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(FieldKinds, SetterThatReleasesThroughAnotherMember) {
  constructor().get("heap", "this->buf").ret();
  Flow Clear = member("clear");
  Clear.use().PartsReleased.push_back({{SymbolId::of("buf"), "buf"}});
  Clear.release("heap", "this->buf").ret();
  member("set").call("", "clear").on("this").get("heap", "this->buf").ret();
  addDestructor("heap");
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(FieldKinds, SetterThatCallsWhomNobodyKnows) {
  constructor().get("heap", "this->buf").ret();
  member("set").call("", "hook").on("this").get("heap", "this->buf").ret();
  addDestructor("heap");
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(FieldKinds, ConstructorThatThrows) {
  constructor()
      .get("new", "this->buf")
      .branch("bad", "no", "yes")
      .block("no")
      .raise()
      .block("yes")
      .ret();
  addDestructor("new");
  EXPECT_THAT(findings(),
              ElementsAre("likely ouro-unreleased-resource: new 'this->buf'"));
}

TEST_F(FieldKinds, AMemberThatThrowsLeavesTheObjectWhole) {
  constructor().assign("this->buf", "0").ret();
  member("open")
      .get("new", "this->buf")
      .branch("bad", "no", "yes")
      .block("no")
      .raise()
      .block("yes")
      .ret();
  addDestructor("new");
  EXPECT_THAT(findings(), IsEmpty());
}

} // namespace
