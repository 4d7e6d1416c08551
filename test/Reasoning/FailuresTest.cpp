//===- FailuresTest.cpp - What calls tell of through an argument ----------===//
#include "test/Reasoning/FlowProgram.h"
#include "gmock/gmock.h"

using namespace ouro;
using namespace ouro::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

namespace {

/// p = fetch(Target): null, and an error of kind \p Kind there, if it fails.
void addFetch(Flow &F, StringRef Kind, StringRef Argument, StringRef Target) {
  F.borrow("%p", "fetch", {Argument})
      .acquire("heap", "%p", "%p +")
      .acquire(Kind, Target, "%p 0")
      .assign("p", "%p");
}

/// if (e) { drop(e); return; } drop(p);
void addUse(Flow &F, StringRef Kind) {
  F.branch("e", "failed", "fine");
  F.block("failed").release(Kind, "e").ret();
  F.block("fine").release("heap", "p").ret();
}

TEST(Failures, WhoSucceedsLeavesThePlaceAlone) {
  Program P;
  for (StringRef Kind : {"error", "FILE"}) {
    Flow F = P.function(Kind);
    F.pointer("e").assign("e", "0");
    addFetch(F, Kind, "&e", "e");
    addUse(F, Kind);
  }
  // Of any other kind it is not known what was left there.
  EXPECT_THAT(P.defects(), ElementsAre("FILE: heap 1 lost at return"));
}

TEST(Failures, AreLostLikeAnythingElse) {
  Program P;
  Flow F = P.function("f");
  F.pointer("e").assign("e", "0");
  addFetch(F, "error", "&e", "e");
  F.returnIf("!p").release("heap", "p").ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: error 2 lost at return"));
}

TEST(Failures, EarlierOnesAreStillThere) {
  Program P;
  Flow F = P.function("f");
  F.pointer("e").assign("e", "0");
  addFetch(F, "error", "&e", "e");
  F.releaseIf("p", "heap", "p");
  F.borrow("%q", "fetch", {"&e"})
      .acquire("heap", "%q", "%q +")
      .acquire("error", "e", "%q 0");
  F.release("heap", "%q").ret();
  // Where the second call succeeds nobody has dropped the first error.
  EXPECT_THAT(P.defects(), ElementsAre("f: error 2 lost at return",
                                       "f: error 4 lost at return"));
}

TEST(Failures, OfFunctionsThatPassThemOn) {
  Program P;
  for (StringRef Kind : {"error", "FILE"}) {
    Flow Through = P.function(Kind == "error" ? "through" : "other");
    Through.param("out");
    addFetch(Through, Kind, "out", "*out");
    Through.ret("p");
    Flow F = P.function(Kind);
    F.pointer("e").assign("e", "0");
    F.call("%p", Kind == "error" ? "through" : "other", {"&e"});
    F.assign("p", "%p");
    addUse(F, Kind);
  }
  EXPECT_THAT(P.defects(), ElementsAre("FILE: heap of call lost at return"));
  EXPECT_EQ(P.effects("through").Outs.size(), 1u);
}

TEST(Failures, OfFunctionsThatLookAtTheirArgumentFirst) {
  Program P; // if (out && *out) stop(); return fetch(out);
  Flow Through = P.function("through");
  Through.param("out").branch("!out", "on", "there");
  Through.block("there").branch("!*out", "on", "stop").block("stop").stop();
  Through.block("on");
  addFetch(Through, "error", "out", "*out");
  Through.ret("p");
  Flow F = P.function("f");
  F.pointer("e").assign("e", "0").call("%p", "through", {"&e"});
  F.assign("p", "%p");
  addUse(F, "error");
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(Failures, SeenWhereTheResultIsStored) {
  for (StringRef Home : {"global", "at->home->all"}) {
    Program P; // Home = fetch(&e); if (!Home) drop(e);
    Flow F = P.function("f");
    F.outside("global").param("at").pointer("e").assign("e", "0");
    F.borrow("%p", "fetch", {"&e"}).acquire("error", "e", "%p 0");
    F.assign(Home, "%p");
    F.branch(Home, "fine", "failed");
    F.block("failed").release("error", "e").ret().block("fine").ret();
    EXPECT_THAT(P.defects(), IsEmpty()) << Home.str();
  }
}

TEST(Failures, NotIfSomebodyRunsInBetween) {
  Program P;
  Flow F = P.function("f");
  F.outside("global").pointer("e").assign("e", "0");
  F.borrow("%p", "fetch", {"&e"}).acquire("error", "e", "%p 0");
  F.assign("global", "%p").call("", "other");
  F.branch("global", "fine", "failed");
  F.block("failed").release("error", "e").ret().block("fine").ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: error 1 lost at return"));
}

TEST(Failures, ThatMayBeMissingAreNotLost) {
  Program P; // int f(out) { if (?) fail(out); return 0; }
  Flow Through = P.function("through");
  Through.param("out").maybe("bad", "good");
  Through.block("bad").borrow("%b", "fail", {"out"}).acquire("error", "*out");
  Through.jump("good").block("good").ret("0");
  P.function("f").pointer("e").call("%r", "through", {"&e"}).ret();
  EXPECT_THAT(P.defects(), IsEmpty());
  ASSERT_EQ(P.effects("through").Outs.size(), 1u);
  EXPECT_TRUE(P.effects("through").Outs[0].Maybe);
}

} // namespace
