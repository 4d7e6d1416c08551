//===- LeakPathsTest.cpp - What is lost, on literal graphs ----------------===//
#include "test/Reasoning/FlowProgram.h"
#include "gmock/gmock.h"

using namespace ouro;
using namespace ouro::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

namespace {

// The comments are the C that the graphs stand for.

TEST(LeakPaths, NothingReleasesIt) { // p = malloc(4);
  Program P;
  P.function("f").get("heap", "p").ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 lost at return"));
}

TEST(LeakPaths, ReleasedAfterATestForNull) {
  Program P; // p = malloc(4); if (!p) return; free(p);
  P.function("f").get("heap", "p").returnIf("!p").release("heap", "p").ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakPaths, EarlyReturn) {
  Program P; // if (!p) return; if (c) return; free(p);
  P.function("f")
      .number("c")
      .get("heap", "p")
      .returnIf("!p", "-1")
      .returnIf("c", "-2")
      .release("heap", "p")
      .ret("0");
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 lost at return"));
}

TEST(LeakPaths, ReturnOfWhatIsNullLosesNothing) {
  Program P; // p = malloc(); if (p == 0) return; return p;
  P.function("f").get("heap", "p").returnIf("p == 0", "0").ret("p");
  EXPECT_THAT(P.defects(), IsEmpty());
  EXPECT_EQ(P.effects("f").Returns, reasoning::ReturnOwnership::Owned);
}

TEST(LeakPaths, GotoCleanup) {
  Program P; // a = b = 0; if (!(a = malloc())) goto out; b = malloc(); ...
  P.function("f")
      .assign("a", "0")
      .assign("b", "0")
      .get("heap", "a")
      .branch("!a", "out", "second")
      .block("second")
      .get("heap", "b")
      .branch("!b", "out", "work")
      .block("work")
      .borrow("", "use", {"b"})
      .jump("out")
      .block("out")
      .release("heap", "b")
      .release("heap", "a")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakPaths, OverwrittenHandle) {
  Program P; // p = malloc(4); p = malloc(5); free(p);
  P.function("f").get("heap", "p").get("heap", "p").release("heap", "p").ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 lost at overwriting"));
}

TEST(LeakPaths, AliasStillHoldsIt) {
  Program P; // q = p; p = 0; free(q);
  P.function("f")
      .get("heap", "p")
      .assign("q", "p")
      .assign("p", "0")
      .release("heap", "q")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakPaths, StoredWhereOthersReachIt) {
  Program
      P; // global = malloc(); object->field = malloc(); object->all[i] = ...
  P.function("f")
      .outside("global")
      .param("object")
      .get("heap", "global")
      .get("heap", "object->field")
      .get("heap", "object->all[]")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakPaths, FieldOfWhatIsReturned) {
  Program P; // x = malloc(); if (!x) return 0; x->name = strdup(); return x;
  P.function("f")
      .get("heap", "x")
      .returnIf("!x", "0")
      .get("heap", "x->name")
      .ret("x");
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakPaths, ContentsOfAReleasedBlock) {
  Program P; // x->name = strdup(); free(x);
  P.function("f")
      .get("new", "x")
      .get("heap", "x->name")
      .release("new", "x")
      .ret();
  EXPECT_THAT(P.defects(),
              ElementsAre("f: heap 2 lost at release of its block (likely)"));
}

TEST(LeakPaths, ContentsReleasedFirst) {
  Program P;
  P.function("f")
      .get("new", "x")
      .get("heap", "x->name")
      .release("heap", "x->name")
      .release("new", "x")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakPaths, FieldOfALocalStructure) {
  Program P; // s.fd = open(); if (s.fd < 0) return; if (c) return; close(s.fd);
  P.function("f")
      .number("c")
      .get("fd", "s.fd")
      .returnIf("s.fd < 0")
      .returnIf("c")
      .release("fd", "s.fd")
      .ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: fd 1 lost at return"));
}

TEST(LeakPaths, StructurePassedByValue) {
  Program P; // s.m = malloc(); free_s(s);
  P.function("f").get("heap", "s.m").call("", "free_s", {"s"}).ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakPaths, PathsThatNeverReturn) {
  Program P; // if (c) exit(1); free(p);
  P.function("f")
      .number("c")
      .get("heap", "p")
      .branch("c", "die", "fine")
      .block("die")
      .stop()
      .block("fine")
      .release("heap", "p")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakPaths, ScopeEnds) {
  Program P; // { p = malloc(); } work();
  P.function("f").get("heap", "p").end("p").borrow("", "work").ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 lost at end of scope"));
}

TEST(LeakPaths, ValueOfAReturnOutlivesItsVariable) {
  Program P;
  P.function("f").get("heap", "p").end("p").ret("p");
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakPaths, ResultNobodyUses) {
  Program P; // strdup("a");
  P.function("f").borrow("%s", "strdup").acquire("heap", "%s", "%s -+").ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 lost at return"));
}

TEST(LeakPaths, UnknownCalleeMayKeepIt) {
  Program P;
  P.function("f").get("heap", "p").call("", "keep", {"p"}).ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakPaths, AddressOfTheHandleIsGivenAway) {
  Program P;
  P.function("f").get("heap", "p").call("", "freep", {"&p"}).ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakPaths, ManagedAndExposedVariablesJudgeThemselves) {
  Program P;
  P.function("f")
      .managed("guard")
      .exposed("shared")
      .get("heap", "guard.p")
      .get("heap", "shared")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakPaths, ReferencesAreCounted) {
  Program P; // p = new_ref(); incref(p); decref(p);
  P.function("f")
      .get("ref", "p")
      .returnIf("!p")
      .gain("ref", "p")
      .release("ref", "p")
      .ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: ref 1 lost at return"));
}

TEST(LeakPaths, ThrowThatNobodyCatches) {
  Program P;
  P.function("f")
      .number("c")
      .get("new", "p")
      .branch("c", "bad", "good")
      .block("bad")
      .raise()
      .block("good")
      .release("new", "p")
      .ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: new 1 lost at throw (likely)"));
}

TEST(LeakPaths, CallsThatMayThrow) {
  Program P;
  P.function("f")
      .get("heap", "p")
      .call("", "ext")
      .throwing()
      .release("heap", "p")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
  P.Limits.CallsMayThrow = true;
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 lost at throw (likely)"));
}

TEST(LeakPaths, ACallThatTakesOwnershipHasItWhenItThrows) {
  Program P;
  P.function("f").get("heap", "p").call("", "ext", {"p"}).throwing().ret();
  P.Limits.CallsMayThrow = true;
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakPaths, BodiesRuleExceptionsOut) {
  Program P;
  P.function("quiet").ret();
  P.function("loud").call("", "ext").throwing().ret();
  P.Facts.Functions.back().Throws = true;
  P.function("f")
      .get("heap", "p")
      .call("", "quiet")
      .throwing()
      .release("heap", "p")
      .ret();
  P.function("g")
      .get("heap", "p")
      .call("", "loud")
      .throwing()
      .release("heap", "p")
      .ret();
  P.Limits.CallsMayThrow = true;
  EXPECT_THAT(P.defects(), ElementsAre("g: heap 1 lost at throw (likely)"));
}

} // namespace
