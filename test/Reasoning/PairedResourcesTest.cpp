//===- PairedResourcesTest.cpp - Locks left held --------------------------===//
#include "test/Reasoning/FlowProgram.h"
#include "gtest/gtest.h"

using namespace ouro::testing;

using Lines = std::vector<std::string>;

static const Lines Left{"f: lock 1 lost at return (likely)"};

/// f(t, n): lock(&t->lock);
static Flow locked(Program &P) {
  Flow F = P.function("f");
  F.param("t").number("n").acquire("lock", "t->lock");
  return F;
}

TEST(PairedResources, LeftHeldOnOnePath) {
  Program P;
  locked(P).returnIf("n < 0").release("lock", "t->lock").ret();
  EXPECT_EQ(P.defects(), Left);
}

TEST(PairedResources, EachPlaceIsItsOwn) {
  Program P;
  auto F = locked(P);
  F.acquire("lock", "t->other").branch("n < 0", "early", "late");
  F.block("early").release("lock", "t->other").ret();
  F.block("late").release("lock", "t->other").release("lock", "t->lock").ret();
  EXPECT_EQ(P.defects(), Left);
}

TEST(PairedResources, AFunctionThatOnlyTakesIt) {
  Program P;
  locked(P).returnIf("n < 0").ret();
  EXPECT_EQ(P.defects(), Lines{});
}

TEST(PairedResources, NotHeldIfTakingItFails) {
  Program P;
  auto F = P.function("f");
  F.param("t").borrow("%rc", "try", {"t"}).acquire("lock", "t->lock", "%rc 0");
  F.returnIf("%rc").release("lock", "t->lock").ret();
  EXPECT_EQ(P.defects(), Lines{});
}

TEST(PairedResources, TheResultTellsThatItIsHeld) {
  Program P;
  auto F = locked(P);
  F.branch("n < 0", "failed", "held");
  F.block("failed").release("lock", "t->lock").ret("-1");
  F.block("held").ret("0");
  EXPECT_EQ(P.defects(), Lines{});
}

TEST(PairedResources, FailureDoesNotTell) {
  Program P;
  locked(P).returnIf("n < 0", "-1").release("lock", "t->lock").ret("0");
  EXPECT_EQ(P.defects(), Left);
}

// Whatever the callee returns, it is no failure.
TEST(PairedResources, AnUnknownResultTells) {
  Program P;
  auto F = locked(P);
  F.branch("n < 0", "failed", "held");
  F.block("failed").release("lock", "t->lock").ret("-1");
  F.block("held").call("%r", "start").ret("%r");
  EXPECT_EQ(P.defects(), Lines{});
}

TEST(PairedResources, ZeroIsNotAlwaysAFailure) {
  Program P;
  locked(P).returnIf("n < 0", "0").release("lock", "t->lock").ret("1");
  EXPECT_EQ(P.defects(), Lines{});
  Program Q;
  auto F = locked(Q);
  F.failsWithZero().returnIf("n < 0", "0").release("lock", "t->lock").ret("t");
  EXPECT_EQ(Q.defects(), Left);
}

TEST(PairedResources, AnErrorCodeBeforeTheEnd) {
  Program P; // the blocks' places are their order in the source
  locked(P).returnIf("n < 0", "1").release("lock", "t->lock").ret("0");
  P.number();
  EXPECT_EQ(P.defects(), Left);

  Program Q; // the last return has it: 1 is success
  auto F = locked(Q);
  F.branch("n < 0", "failed", "held");
  F.block("failed").release("lock", "t->lock").ret("0");
  F.block("held").ret("1");
  Q.number();
  EXPECT_EQ(Q.defects(), Lines{});
}

// Hand over hand.
TEST(PairedResources, APlaceThatMoves) {
  Program P;
  auto F = locked(P);
  F.returnIf("n < 0").assign("t", "t->next").release("lock", "t->lock").ret();
  EXPECT_EQ(P.defects(), Lines{});
}

// It was held before the function began.
TEST(PairedResources, GivenBackAndTakenAgain) {
  Program P;
  auto F = P.function("f");
  F.param("t").number("n").release("lock", "t->lock");
  F.acquire("lock", "t->lock")
      .returnIf("n < 0")
      .release("lock", "t->lock")
      .ret();
  EXPECT_EQ(P.defects(), Lines{});
}

TEST(PairedResources, ACallThatGivesItBack) {
  Program P;
  P.function("drop").param("t").release("lock", "t->lock").ret();
  auto F = locked(P);
  F.branch("n < 0", "early", "late");
  F.block("early").call("", "drop", {"t"}).ret();
  F.block("late").release("lock", "t->lock").ret();
  EXPECT_EQ(P.defects(), Lines{});
}

TEST(PairedResources, ACallThatMayGiveItBack) {
  Program P; // nothing later does, and it gets t
  auto F = locked(P);
  F.branch("n < 0", "early", "late");
  F.block("early").call("", "fail", {"t"}).ret();
  F.block("late").release("lock", "t->lock").ret();
  EXPECT_EQ(P.defects(), Lines{});

  Program Q; // the lock is given back after it
  locked(Q)
      .call("%r", "find", {"t"})
      .returnIf("!%r")
      .release("lock", "t->lock")
      .ret();
  EXPECT_EQ(Q.defects(), Left);

  Program R; // it does not get t
  auto G = locked(R);
  G.branch("n < 0", "early", "late");
  G.block("early").call("", "print", {"n"}).ret();
  G.block("late").release("lock", "t->lock").ret();
  EXPECT_EQ(R.defects(), Left);
}
