//===- LeakConditionsTest.cpp - What tests tell ---------------------------===//
#include "test/Reasoning/FlowProgram.h"
#include "gmock/gmock.h"

using namespace ouro;
using namespace ouro::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

namespace {

// The comments are the C that the graphs stand for.

TEST(LeakConditions, DescriptorBelowZeroIsNone) {
  Program P; // fd = open(); if (fd < 0) return; close(fd);
  P.function("f")
      .get("fd", "fd")
      .returnIf("fd < 0", "-1")
      .release("fd", "fd")
      .ret("0");
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakConditions, DescriptorComparedWithMinusOne) {
  Program P; // fd = -1; if (c) fd = open(); if (fd != -1) close(fd);
  P.function("f")
      .number("c")
      .assign("fd", "-1")
      .branch("c", "open", "join")
      .block("open")
      .get("fd", "fd")
      .jump("join")
      .block("join")
      .releaseIf("fd != -1", "fd", "fd")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakConditions, FlagTellsWhetherToRelease) {
  Program P; // p = 0; have = 0; if (c) { p = malloc(); have = 1; } if (have)
             // free(p);
  P.function("f")
      .number("c")
      .assign("p", "0")
      .assign("have", "0")
      .branch("c", "take", "join")
      .block("take")
      .get("heap", "p")
      .assign("have", "1")
      .jump("join")
      .block("join")
      .releaseIf("have", "heap", "p")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakConditions, StackOrHeap) {
  Program P; // p = c ? malloc() : buf; if (p != buf) free(p);
  P.function("f")
      .number("c")
      .branch("c", "heap", "stack")
      .block("heap")
      .get("heap", "p")
      .branch("!p", "end", "join")
      .block("stack")
      .assign("p", "&buf")
      .jump("join")
      .block("join")
      .branch("p != &buf", "drop", "end")
      .block("drop")
      .release("heap", "p")
      .jump("end")
      .block("end")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakConditions, SameConditionTwice) {
  Program P; // if (a > b) p = malloc(); if (a > b) free(p);
  auto F = P.function("f").number("a").number("b").reads(0, {"a", "b"});
  F.assign("p", "0")
      .branch("b < a", "take", "join", 0)
      .block("take")
      .get("heap", "p")
      .jump("join")
      .block("join")
      .branch("b < a", "drop", "end", 0)
      .block("drop")
      .release("heap", "p")
      .jump("end")
      .block("end")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakConditions, OrderOfTheSameTwoValues) {
  // if (a < b) p = malloc(); if (a == b) return; if (a < b) free(p);
  for (auto [Second, Lost] : {std::pair("a == b", false), {"a <= b", true}}) {
    Program P;
    auto F = P.function("f").number("a").number("b").reads(0, {"a", "b"});
    F.assign("p", "0")
        .branch("a < b", "take", "join", 0)
        .block("take")
        .get("heap", "p")
        .jump("join")
        .block("join")
        .branch(Second, "end", "drop", 0)
        .block("drop")
        .release("heap", "p")
        .jump("end")
        .block("end")
        .ret();
    EXPECT_EQ(P.defects().empty(), !Lost) << Second;
  }
}

TEST(LeakConditions, WhatIsAboveACountIsPositive) {
  for (auto [First, Lost] : {std::pair("0 <= a", false), {"a <= 0", true}}) {
    Program P; // p = malloc(); if (First && a < b && b == 0) return; free(p);
    auto F = P.function("f").number("a").number("b");
    F.get("heap", "p")
        .branch(First, "counts", "drop")
        .block("counts")
        .branch("a < b", "below", "drop")
        .block("below")
        .branch("b == 0", "end", "drop")
        .block("drop")
        .release("heap", "p")
        .jump("end")
        .block("end")
        .ret();
    EXPECT_EQ(P.defects().empty(), !Lost) << First;
  }
}

TEST(LeakConditions, ConditionWhoseOperandIsWritten) {
  Program P; // if (a > b) p = malloc(); a = ?; if (a > b) free(p);
  auto F = P.function("f").number("a").number("b").reads(0, {"a", "b"});
  F.assign("p", "0")
      .branch("b < a", "take", "join", 0)
      .block("take")
      .get("heap", "p")
      .jump("join")
      .block("join")
      .assign("a", "?")
      .branch("b < a", "drop", "end", 0)
      .block("drop")
      .release("heap", "p")
      .jump("end")
      .block("end")
      .ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 lost at return"));
}

TEST(LeakConditions, EqualityIsRemembered) {
  Program P; // if (op == 3) p = malloc(); if (op == 4) return; free(p);
  P.function("f")
      .number("op")
      .assign("p", "0")
      .branch("op == 3", "take", "join")
      .block("take")
      .get("heap", "p")
      .jump("join")
      .block("join")
      .returnIf("op == 4")
      .release("heap", "p")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakConditions, SwitchOnAnErrorCode) {
  Program P; // rc = open_x(&x) [x if rc == 0]; switch (rc) { case 0: drop(x); }
  P.function("f")
      .borrow("%rc", "open_x", {"&x"})
      .acquire("heap", "x", "%rc 0")
      .assign("rc", "%rc")
      .choose("rc", {{0, "fine"}}, "bad")
      .block("fine")
      .release("heap", "x")
      .ret()
      .block("bad")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakConditions, OutParameterLostOnALaterError) {
  Program P;
  P.function("f")
      .number("c")
      .borrow("%rc", "open_x", {"&x"})
      .acquire("heap", "x", "%rc 0")
      .returnIf("%rc", "-1")
      .returnIf("c", "5")
      .release("heap", "x")
      .ret("0");
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 lost at return"));
}

TEST(LeakConditions, ResizedBlock) {
  Program P; // q = realloc(p, n); if (q) p = q; free(p);
  P.function("f")
      .get("heap", "p")
      .returnIf("!p")
      .borrow("%q", "realloc", {"p"})
      .release("heap", "p", "%q -+")
      .acquire("heap", "%q", "%q -+")
      .assign("q", "%q")
      .branch("q", "take", "end")
      .block("take")
      .assign("p", "q")
      .jump("end")
      .block("end")
      .release("heap", "p")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakConditions, ResizedIntoItself) {
  Program P; // p = realloc(p, n); if (!p) return; free(p);
  P.function("f")
      .get("heap", "p")
      .returnIf("!p")
      .borrow("%q", "realloc", {"p"})
      .release("heap", "p", "%q -+")
      .acquire("heap", "%q", "%q -+")
      .assign("p", "%q")
      .returnIf("!p")
      .release("heap", "p")
      .ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 lost at overwriting"));
}

TEST(LeakConditions, TakenOnlyOnSuccess) {
  Program P; // f = fdopen(fd); if (!f) close(fd); return f;
  P.function("f")
      .get("fd", "fd")
      .returnIf("fd < 0", "0")
      .borrow("%f", "fdopen", {"fd"})
      .transfer("fd", "%f -+")
      .acquire("FILE", "%f", "%f -+")
      .assign("f", "%f")
      .releaseIf("!f", "fd", "fd")
      .ret("f");
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakConditions, TakenOnlyOnSuccessAndForgotten) {
  Program P; // f = fdopen(fd); if (!f) return 0; return f;
  P.function("f")
      .get("fd", "fd")
      .returnIf("fd < 0", "0")
      .borrow("%f", "fdopen", {"fd"})
      .transfer("fd", "%f -+")
      .acquire("FILE", "%f", "%f -+")
      .ret("%f");
  EXPECT_THAT(P.defects(), ElementsAre("f: fd 1 lost at return"));
}

TEST(LeakConditions, ValuesThatGoTogether) {
  Program
      P; // rc = -1; if (!in) rc = 0; if (!rc) list = p; else if (in) free(p);
  P.function("f")
      .outside("list")
      .number("in")
      .get("heap", "p")
      .assign("rc", "-1")
      .branch("in", "join", "fine")
      .block("fine")
      .assign("rc", "0")
      .jump("join")
      .block("join")
      .branch("!rc", "keep", "bad")
      .block("keep")
      .assign("list", "p")
      .jump("end")
      .block("bad")
      .branch("in", "drop", "end")
      .block("drop")
      .release("heap", "p")
      .jump("end")
      .block("end")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakConditions, SettingThatWeDoNotSee) {
  Program P; // if (elsewhere) print(); else free(p);
  auto F =
      P.function("f").outside("elsewhere").reads(0, {"elsewhere"}).setting(0);
  F.get("heap", "p")
      .branch("elsewhere", "skip", "drop", 0)
      .block("skip")
      .borrow("", "print")
      .jump("end")
      .block("drop")
      .release("heap", "p")
      .jump("end")
      .block("end")
      .ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 lost at return (possible)"));
}

TEST(LeakConditions, SettingThatLeavesEarly) {
  Program P; // if (elsewhere) return; free(p);
  auto F = P.function("f").outside("elsewhere").reads(0, {"elsewhere"});
  F.setting(0)
      .get("heap", "p")
      .branch("elsewhere", "early", "late", 0)
      .block("early")
      .ret()
      .block("late")
      .release("heap", "p")
      .ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 lost at return"));
}

TEST(LeakConditions, SettingThatDoesNotMatter) {
  Program P; // if (elsewhere) print();
  auto F =
      P.function("f").outside("elsewhere").reads(0, {"elsewhere"}).setting(0);
  F.get("heap", "p")
      .branch("elsewhere", "print", "end", 0)
      .block("print")
      .borrow("", "print")
      .jump("end")
      .block("end")
      .ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 lost at return"));
}

TEST(LeakConditions, PointersIntoOneObjectDiffer) {
  Program P; // end = a + n; while (a < end) { p = get(); ++a; }
  auto F = P.function("f").param("a");
  F.assign("end", "a + ?")
      .jump("loop")
      .block("loop")
      .branch("a < end", "round", "out")
      .block("round")
      .get("heap", "p")
      .assign("a", "a + ?")
      .end("p")
      .jump("loop")
      .block("out")
      .ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 lost at end of scope"));
}

TEST(LeakConditions, APointerThatNeverMovedIsItself) {
  Program P; // q = a; if (c) q = get(); if (q != a) free(q);
  P.function("f")
      .param("a")
      .number("c")
      .assign("q", "a")
      .branch("c", "new", "end")
      .block("new")
      .get("heap", "q")
      .jump("end")
      .block("end")
      .releaseIf("q != a", "heap", "q")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakConditions, NegatedCodes) {
  Program P; // int open(int **out) { if (e > 0) return -e; *out = get(); return
             // 0; }
  P.function("open")
      .param("out")
      .number("e")
      .branch("0 < e", "failed", "fine")
      .block("failed")
      .ret("- e")
      .block("fine")
      .get("new", "*out")
      .ret("0");
  P.function("f")
      .number("n")
      .call("%rc", "open", {"&p", "n"})
      .returnIf("%rc")
      .release("new", "p")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
  EXPECT_EQ(P.effects("open").Result, SignSet::notPositive());
}

} // namespace
