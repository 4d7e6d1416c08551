//===- ReleasesTest.cpp - Twice, or the wrong way, on literal graphs ------===//
#include "test/Reasoning/FlowProgram.h"
#include "gmock/gmock.h"

using namespace ouro;
using namespace ouro::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

namespace {

TEST(DoubleRelease, Twice) {
  Program P;
  P.function("f")
      .get("heap", "p")
      .release("heap", "p")
      .release("heap", "p")
      .ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 released twice"));
}

TEST(DoubleRelease, OnOnePathOnly) {
  Program P; // if (c) free(p); free(p);
  P.function("f")
      .number("c")
      .get("heap", "p")
      .releaseIf("c", "heap", "p")
      .release("heap", "p")
      .ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 released twice"));
}

TEST(DoubleRelease, ResetInBetween) {
  Program P; // free(p); p = 0; free(p);
  P.function("f")
      .get("heap", "p")
      .release("heap", "p")
      .assign("p", "0")
      .release("heap", "p")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(DoubleRelease, OfAnArgument) {
  Program P;
  auto F = P.function("f");
  F.param("p").released("heap");
  F.release("heap", "p").release("heap", "p").ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: heap argument released twice"));
}

TEST(DoubleRelease, InACallee) {
  Program P;
  addDrop(P);
  P.function("f")
      .get("heap", "p")
      .call("", "drop", {"p"})
      .release("heap", "p")
      .ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 released twice"));
}

TEST(DoubleRelease, InTurnsOfALoop) {
  Program P; // while (?) free(p);
  P.function("f")
      .get("heap", "p")
      .branch("!p", "exit", "head")
      .block("head")
      .maybe("body", "exit")
      .block("body")
      .release("heap", "p")
      .jump("head")
      .block("exit")
      .ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 lost at return",
                                       "f: heap 1 released twice"));
}

TEST(DoubleRelease, CountedReferencesMayGoOften) {
  Program P;
  P.function("f").get("ref", "p").release("ref", "p").release("ref", "p").ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(DoubleRelease, OfSomethingUnknown) {
  Program P; // p = find(); free(p); free(p);
  P.function("f")
      .stops()
      .call("%p", "find")
      .assign("p", "%p")
      .release("heap", "p")
      .release("heap", "p")
      .ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: heap of call released twice"));
}

TEST(DoubleRelease, ConditionTellsThatItHappened) {
  Program P; // if (rc) free(p); if (!rc) free(p);
  P.function("f")
      .number("rc")
      .get("heap", "p")
      .releaseIf("rc", "heap", "p")
      .branch("rc", "end", "three")
      .block("three")
      .release("heap", "p")
      .jump("end")
      .block("end")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(MismatchedRelease, OtherFamily) {
  Program P;
  P.function("f").get("new", "p").release("heap", "p").ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: new 1 released as heap"));
}

TEST(MismatchedRelease, InACallee) {
  Program P;
  addDrop(P);
  P.function("f").get("new", "p").call("", "drop", {"p"}).ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: new 1 released as heap"));
}

TEST(MismatchedRelease, PathsThatAgree) {
  Program P; // one pointer, two families, each with its own release
  P.function("f")
      .number("c")
      .branch("c", "a", "b")
      .block("a")
      .get("new", "p")
      .release("new", "p")
      .jump("end")
      .block("b")
      .get("heap", "p")
      .release("heap", "p")
      .jump("end")
      .block("end")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

/// int post(box, p) { if (full) { free(p); return -1; } keep(p); return 0; }
static void addPost(Program &P) {
  P.function("post")
      .param("p")
      .kept()
      .released("heap")
      .number("full")
      .branch("full", "drop", "keep")
      .block("drop")
      .release("heap", "p")
      .ret("-1")
      .block("keep")
      .transfer("p")
      .ret("0");
}

TEST(DoubleRelease, AfterACallThatReleasesWhenItFails) {
  Program P;
  addPost(P);
  P.function("f")
      .get("heap", "p")
      .returnIf("!p")
      .call("%rc", "post", {"p", "?"})
      .releaseIf("%rc != 0", "heap", "p")
      .ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 released twice"));
  EXPECT_EQ(P.effects("post").Slots[0].Freed, SignSet::negative());
  EXPECT_EQ(P.effects("post").Slots[0].Gone, SignSet::notPositive());
}

TEST(DoubleRelease, NobodyKnowsWhoKeepsWhatACallTakes) {
  Program P; // if (post(p) == 0) drop(p), once it is in the box
  addPost(P);
  P.function("f")
      .get("heap", "p")
      .call("%rc", "post", {"p", "?"})
      .releaseIf("%rc == 0", "heap", "p")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

} // namespace
