//===- ReleaseMendsTest.cpp - Releases that mend a path -------------------===//
#include "test/Reasoning/FlowProgram.h"
#include "gtest/gtest.h"

using namespace ouro::testing;

using Lines = std::vector<std::string>;

TEST(ReleaseMends, TheReturnThatForgets) {
  Program P;
  auto F = P.function("f");
  F.number("n").get("new", "p").returnIf("n < 0").release("new", "p").ret();
  EXPECT_EQ(P.mends(), Lines{"f: drop_new(p) in b1"});
}

TEST(ReleaseMends, EveryReturnThatForgets) {
  Program P;
  auto F = P.function("f");
  F.number("n").get("new", "p").returnIf("n < 0").returnIf("n == 3");
  F.release("new", "p").ret();
  EXPECT_EQ(P.mends(), Lines{"f: drop_new(p) in b1 in b3"});
}

TEST(ReleaseMends, WhatMayBeNullIsAsked) {
  Program P;
  auto F = P.function("f");
  F.number("n").assign("p", "0").branch("n < 0", "none", "some");
  F.block("some").get("heap", "p").jump("none");
  F.block("none").ret();
  // Not known to be a pointer: -1 may mean none, too.
  EXPECT_EQ(P.mends(), Lines{});

  Program Q;
  auto G = Q.function("g");
  G.number("n").pointer("p").assign("p", "0").branch("n < 0", "none", "some");
  G.block("some").get("heap", "p").jump("none");
  G.block("none").ret();
  EXPECT_EQ(Q.mends(), Lines{"g: drop_heap(p) if it is not null in b1"});
}

// At the return that all share, some paths have released it.
TEST(ReleaseMends, NotWhereSomePathReleased) {
  Program P;
  auto F = P.function("f");
  F.number("n").get("new", "p").branch("n < 0", "drop", "out");
  F.block("drop").release("new", "p").jump("out");
  F.block("out").ret();
  EXPECT_EQ(P.defects(), Lines{"f: new 1 lost at return"});
  EXPECT_EQ(P.mends(), Lines{});
}

// The variable holds something else by then.
TEST(ReleaseMends, NotByAVariableThatMovedOn) {
  Program P;
  auto F = P.function("f");
  F.number("n").get("new", "p").assign("q", "p").assign("p", "0").ret("n");
  EXPECT_EQ(P.defects(), Lines{"f: new 1 lost at return"});
  EXPECT_EQ(P.mends(), Lines{});
}

// What it points to would be lost instead.
TEST(ReleaseMends, NotIfItLosesSomethingElse) {
  Program P;
  auto F = P.function("f");
  F.get("heap", "p").returnIf("!p").get("heap", "p->buf").ret();
  EXPECT_EQ(P.mends(), Lines{});
}

TEST(ReleaseMends, NotIfItIsOverwrittenElsewhere) {
  Program P;
  auto F = P.function("f");
  F.number("n").get("new", "p").returnIf("n < 0").assign("p", "0").ret();
  EXPECT_EQ(P.mends(), Lines{});
}

TEST(ReleaseMends, TheFormOfDelete) {
  Program P;
  auto F = P.function("f");
  F.get("heap", "p").returnIf("!p").release("new", "p").ret();
  EXPECT_EQ(P.mends(), Lines{"f: b2.0 as heap"});
}

// One release for two kinds.
TEST(ReleaseMends, NoFormFitsBoth) {
  Program P;
  auto F = P.function("f");
  F.number("n").branch("n < 0", "one", "other");
  F.block("one").get("new", "p").jump("out");
  F.block("other").get("heap", "p").branch("p", "out", "none");
  F.block("none").ret();
  F.block("out").release("new", "p").ret();
  EXPECT_EQ(P.defects(), Lines{"f: heap 2 released as new"});
  EXPECT_EQ(P.mends(), Lines{});
}

static Flow grow(Program &P) {
  Flow F = P.function("f"); // p = realloc(p)
  F.pointer("p").number("n").get("heap", "p").returnIf("!p");
  F.borrow("%r", "realloc", {"p"}).release("heap", "p", "%r -+");
  F.acquire("heap", "%r", "%r -+").assign("p", "%r");
  return F;
}

TEST(ReleaseMends, TheOldBlockIsKeptUntilThereIsANewOne) {
  Program P;
  grow(P).returnIf("!p", "-1").release("heap", "p").ret("0");
  EXPECT_EQ(P.defects(), Lines{"f: heap 1 lost at overwriting"});
  EXPECT_EQ(P.mends(),
            Lines{"f: drop_heap(p) unless replaced if it is not null in b2"});
}

// Without a test nobody knows when.
TEST(ReleaseMends, NotIfFailureIsNotTested) {
  Program P;
  grow(P).release("heap", "p").ret();
  EXPECT_EQ(P.defects(), Lines{"f: heap 1 lost at overwriting"});
  EXPECT_EQ(P.mends(), Lines{});
}

// It would no longer be null there.
TEST(ReleaseMends, NotIfFailureIsAskedForLater) {
  Program P;
  auto F = grow(P);
  F.branch("!p", "failed", "out").block("failed").assign("n", "0").jump("out");
  F.block("out").branch("!p", "end", "drop");
  F.block("drop").release("heap", "p").jump("end").block("end").ret();
  EXPECT_EQ(P.defects(), Lines{"f: heap 1 lost at overwriting"});
  EXPECT_EQ(P.mends(), Lines{});
}
