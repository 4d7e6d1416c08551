//===- LeakLoopsTest.cpp - Rounds and limits ------------------------------===//
#include "test/Reasoning/FlowProgram.h"
#include "gmock/gmock.h"

using namespace ouro;
using namespace ouro::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

namespace {

// The comments are the C that the graphs stand for.

TEST(LeakLoops, LoopWithoutRelease) {
  Program P; // while (?) { p = malloc(); if (!p) continue; if (?) continue;
             // free(p); }
  P.function("f")
      .block("head")
      .maybe("body", "exit")
      .block("body")
      .get("heap", "p")
      .branch("!p", "head", "some")
      .block("some")
      .maybe("head", "drop")
      .block("drop")
      .release("heap", "p")
      .jump("head")
      .block("exit")
      .ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 lost at next round",
                                       "f: heap 1 lost at return"));
}

TEST(LeakLoops, LoopThatReleases) {
  Program P;
  P.function("f")
      .block("head")
      .maybe("body", "exit")
      .block("body")
      .get("heap", "p")
      .branch("!p", "head", "drop")
      .block("drop")
      .release("heap", "p")
      .jump("head")
      .block("exit")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakLoops, RetryUntilItOpens) {
  Program P; // while ((fd = open()) < 0) if (?) return; close(fd);
  P.function("f")
      .block("head")
      .get("fd", "fd")
      .branch("fd < 0", "again", "ok")
      .block("again")
      .maybe("head", "give up")
      .block("give up")
      .ret("-1")
      .block("ok")
      .release("fd", "fd")
      .ret("0");
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakLoops, ListIsBuiltAndFreed) {
  Program
      P; // while (?) { x = malloc(); if (!x) break; x->next = head; head = x; }
  P.function("f")
      .assign("head", "0")
      .jump("grow")
      .block("grow")
      .maybe("make", "shrink")
      .block("make")
      .get("heap", "x")
      .branch("!x", "shrink", "link")
      .block("link")
      .assign("x->next", "head")
      .assign("head", "x")
      .jump("grow")
      .block("shrink")
      .branch("head", "drop", "exit")
      .block("drop")
      .assign("t", "head->next")
      .release("heap", "head")
      .assign("head", "t")
      .jump("shrink")
      .block("exit")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakLoops, ListIsAppendedAndReturned) {
  Program P; // if (!first) first = x; if (prev) prev->next = x; prev = x;
  P.function("f")
      .assign("first", "0")
      .assign("prev", "0")
      .jump("head")
      .block("head")
      .maybe("make", "exit")
      .block("make")
      .get("heap", "x")
      .branch("!x", "exit", "link")
      .block("link")
      .branch("!first", "set", "test")
      .block("set")
      .assign("first", "x")
      .jump("test")
      .block("test")
      .branch("prev", "chain", "next")
      .block("chain")
      .assign("prev->next", "x")
      .jump("next")
      .block("next")
      .assign("prev", "x")
      .jump("head")
      .block("exit")
      .ret("first");
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakLoops, MoreStatesThanAllowedAreSilent) {
  Program P; // 2^5 combinations of what is held
  P.Limits.StatesPerBlock = 8;
  auto F = P.function("f");
  for (StringRef V : {"a", "b", "c", "d", "e"})
    F.assign(V, "0");
  std::string At = "start";
  F.jump(At);
  for (StringRef V : {"a", "b", "c", "d", "e"}) {
    std::string Take = ("take " + V).str(), Next = ("next " + V).str();
    F.block(At).maybe(Take, Next).block(Take).get("heap", V).jump(Next);
    At = Next;
  }
  F.block(At);
  for (StringRef V : {"a", "b", "c", "d", "e"})
    F.release("heap", V);
  F.ret();
  EXPECT_THAT(P.defects(), IsEmpty());
  EXPECT_TRUE(P.outcome("f").Capped);
}

TEST(LeakLoops, VisitsAreLimited) {
  Program P;
  P.Limits.Visits = 1;
  P.function("f").get("heap", "p").jump("next").block("next").ret();
  EXPECT_THAT(P.defects(), IsEmpty());
  EXPECT_TRUE(P.outcome("f").Capped);
}

TEST(LeakLoops, LoopThatRunsOnce) {
  Program P; // for (i = 0; i < 1; i++) p = malloc(); for (j = 0; j < 1; j++)
             // free(p);
  P.function("f")
      .assign("i", "0")
      .jump("make?")
      .block("make?")
      .branch("i < 1", "make", "drop?")
      .block("make")
      .get("heap", "p")
      .assign("i", "i + 1")
      .jump("make?")
      .block("drop?")
      .assign("j", "0")
      .jump("drop loop")
      .block("drop loop")
      .branch("j < 1", "drop", "end")
      .block("drop")
      .release("heap", "p")
      .assign("j", "j + 1")
      .jump("drop loop")
      .block("end")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

} // namespace
