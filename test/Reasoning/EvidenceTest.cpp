//===- EvidenceTest.cpp - Rings that functions build before our eyes ------===//
#include "test/Reasoning/FactsBuilder.h"
#include <gmock/gmock.h>

using namespace ouro;
using namespace ouro::testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

namespace {

/// A and B with a field each way; what functions do decides.
struct Evidence : ::testing::Test, FactsBuilder {
  Evidence() {
    record("A").Confined = true;
    record("B");
    hold("A::b", "B");
    hold("B::a", "A");
  }
  Body link() { return function("link").param("x", "A").param("y", "B"); }
};

static auto certain() {
  return ElementsAre(HasSubstr("certain 4: strong reference cycle of 'A' and "
                               "'B' through 'B::a' and 'A::b'"));
}
static auto possible() { return ElementsAre(HasSubstr("possible 4: ")); }

TEST_F(Evidence, Crosswise) {
  link().store("x.A::b", "y").store("y.B::a", "x");
  EXPECT_THAT(findings(), certain());
}

TEST_F(Evidence, BothFilledButNotWithEachOtherIsOnlyPossible) {
  link().param("z", "A").store("x.A::b", "y").store("y.B::a", "z");
  EXPECT_THAT(findings(), possible());
}

TEST_F(Evidence, TheProofSaysWhatIsStoredWhere) {
  link().store("x.A::b", "y").store("y.B::a", "x");
  std::vector<Finding> Found = reasoning::findAll(Facts);
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_THAT(proofOf(Found[0]),
              ElementsAre("'B::a' holds 'A' strongly here",
                          "'x' is stored in 'B::a' here",
                          "'A::b' holds 'B' strongly here",
                          "'y' is stored in 'A::b' here",
                          "make 'B::a' a weak or plain reference, or reset it "
                          "where its owner shuts down"));
  EXPECT_EQ(Found[0].Witness[1].Where.Begin.Line, 7u);
  EXPECT_EQ(Found[0].Witness[3].Where.Begin.Line, 6u);
}

TEST_F(Evidence, ThroughALocalName) {
  link()
      .local("n", "A")
      .bind("n", "x")
      .store("n.A::b", "y")
      .store("y.B::a", "x");
  EXPECT_THAT(findings(), certain());
}

TEST_F(Evidence, ThroughAPath) {
  function("link")
      .param("x", "A")
      .fresh("new B", "B")
      .store("x.A::b", "new B")
      .store("x.A::b.B::a", "x");
  EXPECT_THAT(findings(), certain());
}

TEST_F(Evidence, WhatIsReadFromAFieldIsOneObject) {
  function("link").param("x", "A").store("x.A::b.B::a", "x");
  EXPECT_THAT(findings(), certain());
}

TEST_F(Evidence, AWeakFieldStoresNothing) {
  Facts.Holds[1].Kind = HoldKind::Weak;
  link().store("x.A::b", "y").store("y.B::a", "x");
  EXPECT_THAT(findings(), IsEmpty());
}

// Order of effects.

TEST_F(Evidence, ALaterStoreReplacesTheEarlierOne) {
  link()
      .param("z", "A")
      .store("x.A::b", "y")
      .store("y.B::a", "x")
      .store("y.B::a", "z");
  EXPECT_THAT(findings(), possible());
}

TEST_F(Evidence, ABreakAfterTheStoreUndoesIt) {
  link().confined().store("x.A::b", "y").store("y.B::a", "x").breaks("y.B::a");
  for (const std::string &Line : findings())
    EXPECT_THAT(Line, Not(HasSubstr("certain")));
}

TEST_F(Evidence, ABreakBeforeTheStoreDoesNot) {
  link().confined().store("x.A::b", "y").breaks("y.B::a").store("y.B::a", "x");
  EXPECT_THAT(findings(), certain());
}

TEST_F(Evidence, ABreakOfAnotherObjectDoesNot) {
  link()
      .confined()
      .param("z", "B")
      .store("x.A::b", "y")
      .store("y.B::a", "x")
      .breaks("z.B::a");
  EXPECT_THAT(findings(), certain());
}

// Branches.

TEST_F(Evidence, ArmsThatExcludeEachOtherBuildNothing) {
  link().in({{0, 0}}).store("x.A::b", "y").in({{0, 1}}).store("y.B::a", "x");
  EXPECT_THAT(findings(), possible());
}

TEST_F(Evidence, ArmsOfDifferentBranchesCanMeet) {
  link().in({{0, 0}}).store("x.A::b", "y").in({{1, 1}}).store("y.B::a", "x");
  EXPECT_THAT(findings(), certain());
}

TEST_F(Evidence, WhatFollowsAnEarlyReturnExcludesIt) {
  link()
      .in({{0, 0}})
      .store("x.A::b", "y")
      .in({{0, 1}})
      .store("y.B::a", "x")
      .in({{0, 1}, {1, 0}});
  EXPECT_THAT(findings(), possible());
}

TEST_F(Evidence, ABreakInTheOtherArmUndoesNothing) {
  link()
      .confined()
      .in({{0, 0}})
      .store("x.A::b", "y")
      .store("y.B::a", "x")
      .in({{0, 1}})
      .breaks("y.B::a");
  EXPECT_THAT(findings(), certain());
}

TEST_F(Evidence, WhatOneArmPutThereTheOtherDoesNotFind) {
  // if (c) x->b = y; else { x->b->a = z; z->b = y; }
  link()
      .param("z", "A")
      .in({{0, 0}})
      .store("x.A::b", "y")
      .in({{0, 1}})
      .store("x.A::b.B::a", "z")
      .store("z.A::b", "y");
  EXPECT_THAT(findings(), possible());
}

TEST_F(Evidence, DeepBranchesAreFollowedInLittleMemory) {
  // Every store stands in six branches of its own: 6^300 ways to leave one out.
  Body Deep = link().param("z", "B");
  for (unsigned I = 0; I < 300; ++I) {
    std::vector<Arm> Six;
    for (unsigned B = 0; B < 6; ++B)
      Six.push_back({I * 6 + B, 0});
    Deep.in(Six).store("x.A::b", "z").bind("z", "x.A::b");
  }
  Deep.in({}).store("x.A::b", "y").store("y.B::a", "x");
  EXPECT_THAT(findings(), certain());
}

// Calls.

TEST_F(Evidence, ParametersOfACalledFunction) {
  function("put").param("p", "A").param("q", "B").store("p.A::b", "q");
  link().call("", "put", {"x", "y"}).store("y.B::a", "x");
  EXPECT_THAT(findings(), certain());
}

TEST_F(Evidence, ArgumentsKeepTheirOrder) {
  function("put").param("q", "B").param("p", "A").store("p.A::b", "q");
  link().param("z", "A").call("", "put", {"y", "z"}).store("y.B::a", "x");
  EXPECT_THAT(findings(), possible());
}

TEST_F(Evidence, TheReceiverOfACalledFunction) {
  function("A::set").of("A").param("q", "B").store("this.A::b", "q");
  function("B::set").of("B").param("p", "A").store("this.B::a", "p");
  link().call("x", "A::set", {"y"}).call("y", "B::set", {"x"});
  EXPECT_THAT(findings(), certain());
}

TEST_F(Evidence, WhatACalledFunctionReturns) {
  function("make")
      .param("p", "A")
      .fresh("new B", "B")
      .store("new B.B::a", "p")
      .returns("new B");
  function("link")
      .param("x", "A")
      .result("made", "B")
      .call("", "make", {"x"}, "made")
      .store("x.A::b", "made");
  EXPECT_THAT(findings(), certain());
}

TEST_F(Evidence, AConstructorThatStoresItsParameter) {
  function("B::B")
      .of("B", FunctionRole::Constructor)
      .param("p", "A")
      .store("this.B::a", "p");
  function("A::start")
      .of("A")
      .fresh("new B", "B")
      .call("new B", "B::B", {"this"})
      .store("this.A::b", "new B");
  EXPECT_THAT(findings(), certain());
}

TEST_F(Evidence, ArmsOfTheCallerHoldInTheCallee) {
  function("put").param("p", "A").param("q", "B").store("p.A::b", "q");
  link()
      .in({{0, 0}})
      .call("", "put", {"x", "y"})
      .in({{0, 1}})
      .store("y.B::a", "x");
  EXPECT_THAT(findings(), possible());
}

TEST_F(Evidence, ArmsOfTheCalleeAreItsOwn) {
  // Branch 0 of put() is not branch 0 of link().
  function("put").param("p", "A").param("q", "B").in({{0, 0}}).store("p.A::b",
                                                                     "q");
  link().call("", "put", {"x", "y"}).in({{0, 1}}).store("y.B::a", "x");
  EXPECT_THAT(findings(), certain());
}

TEST_F(Evidence, TwoCallsOfOneFunctionAreTwoRuns) {
  // put(p, q, r, s) { if (c) p->b = q; else r->a = s; }
  Body Put =
      function("put").param("p", "A").param("q", "B").param("r", "B").param(
          "s", "A");
  Put.in({{0, 0}}).store("p.A::b", "q").in({{0, 1}}).store("r.B::a", "s");
  link()
      .param("z", "A")
      .param("v", "B")
      .call("", "put", {"x", "y", "v", "x"})
      .call("", "put", {"z", "v", "y", "x"});
  EXPECT_THAT(findings(), certain());
}

TEST_F(Evidence, TheArmsOfAReturnedObjectGoWithIt) {
  // pick(p, q, y) { if (c) return q; q->b = y; return p; }
  Body Pick = function("pick").param("p", "A").param("q", "A").param("y", "B");
  Pick.in({{0, 0}}).returns("q").in({{0, 1}}).store("q.A::b", "y").returns("p");
  Body Link =
      function("link").param("x", "A").param("z", "A").param("y", "B").result(
          "picked", "A");
  Link.call("", "pick", {"x", "z", "y"}, "picked").store("y.B::a", "picked");
  EXPECT_THAT(findings(), possible()); // z holds y, or y holds z
}

TEST_F(Evidence, AnUnknownFunctionDoesNothing) {
  link()
      .store("x.A::b", "y")
      .call("", "elsewhere", {"x", "y"})
      .store("y.B::a", "x");
  EXPECT_THAT(findings(), certain());
}

TEST_F(Evidence, RecursionEnds) {
  function("again")
      .param("p", "A")
      .param("q", "B")
      .store("p.A::b", "q")
      .call("", "again", {"p", "q"})
      .store("q.B::a", "p");
  EXPECT_THAT(findings(), certain());
}

/// f0(x, y) calls f1(x, y) ... the last one closes the ring. Only open is f0,
/// and the others see each of their parameters alone.
static void chain(FactsBuilder &F, unsigned Depth) {
  for (unsigned I = 0; I < Depth; ++I)
    F.function("f" + std::to_string(I))
        .param("x", "A")
        .param("y", "B")
        .call("", "f" + std::to_string(I + 1), {"x", "y"});
  F.function("f" + std::to_string(Depth))
      .param("x", "A")
      .param("y", "B")
      .store("x.A::b", "y");
  F.function("top")
      .param("x", "A")
      .param("y", "B")
      .call("", "f0", {"x", "y"})
      .store("y.B::a", "x");
}

TEST_F(Evidence, CallsAreFollowedSixDeep) {
  chain(*this, 5);
  EXPECT_THAT(findings(), certain());
}

TEST_F(Evidence, AndNoDeeper) {
  chain(*this, 6);
  EXPECT_THAT(findings(), possible());
}

TEST_F(Evidence, TheBudgetEndsARun) {
  for (unsigned Stores : {3998u, 4000u}) {
    FactsBuilder F;
    F.record("A");
    F.record("B");
    F.record("C");
    F.hold("A::b", "B");
    F.hold("B::a", "A");
    F.hold("C::a", "A");
    Body Long =
        F.function("long").param("x", "A").param("y", "B").param("c", "C");
    for (unsigned I = 0; I < Stores; ++I)
      Long.store("c.C::a", "x");
    Long.store("x.A::b", "y").store("y.B::a", "x");
    EXPECT_THAT(
        F.findings(),
        ElementsAre(HasSubstr(Stores == 3998 ? "certain 5" : "possible 5")));
  }
}

TEST_F(Evidence, InATuWithErrorsEvenThisIsOnlyPossible) {
  link().store("x.A::b", "y").store("y.B::a", "x");
  Facts.HasErrors = true;
  EXPECT_THAT(findings(), possible());
}

} // namespace
