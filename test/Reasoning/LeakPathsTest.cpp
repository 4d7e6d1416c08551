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
  P.function("f")
      .get("heap", "p")
      .branch("!p", "null", "rest")
      .block("null")
      .ret()
      .block("rest")
      .release("heap", "p")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakPaths, EarlyReturn) {
  Program P; // if (!p) return; if (c) return; free(p);
  P.function("f")
      .number("c")
      .get("heap", "p")
      .branch("!p", "null", "rest")
      .block("null")
      .ret("-1")
      .block("rest")
      .branch("c", "early", "late")
      .block("early")
      .ret("-2")
      .block("late")
      .release("heap", "p")
      .ret("0");
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 lost at return"));
}

TEST(LeakPaths, ReturnOfWhatIsNullLosesNothing) {
  Program P; // p = malloc(); if (p == 0) return; return p;
  P.function("f")
      .get("heap", "p")
      .branch("p == 0", "null", "rest")
      .block("null")
      .ret("0")
      .block("rest")
      .ret("p");
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

TEST(LeakPaths, DescriptorBelowZeroIsNone) {
  Program P; // fd = open(); if (fd < 0) return; close(fd);
  P.function("f")
      .get("fd", "fd")
      .branch("fd < 0", "bad", "good")
      .block("bad")
      .ret("-1")
      .block("good")
      .release("fd", "fd")
      .ret("0");
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakPaths, DescriptorComparedWithMinusOne) {
  Program P; // fd = -1; if (c) fd = open(); if (fd != -1) close(fd);
  P.function("f")
      .number("c")
      .assign("fd", "-1")
      .branch("c", "open", "join")
      .block("open")
      .get("fd", "fd")
      .jump("join")
      .block("join")
      .branch("fd != -1", "close", "end")
      .block("close")
      .release("fd", "fd")
      .jump("end")
      .block("end")
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

TEST(LeakPaths, FlagTellsWhetherToRelease) {
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
      .branch("have", "drop", "end")
      .block("drop")
      .release("heap", "p")
      .jump("end")
      .block("end")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakPaths, StackOrHeap) {
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

TEST(LeakPaths, SameConditionTwice) {
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

TEST(LeakPaths, ConditionWhoseOperandIsWritten) {
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

TEST(LeakPaths, EqualityIsRemembered) {
  Program P; // if (op == 3) p = malloc(); if (op == 4) return; free(p);
  P.function("f")
      .number("op")
      .assign("p", "0")
      .branch("op == 3", "take", "join")
      .block("take")
      .get("heap", "p")
      .jump("join")
      .block("join")
      .branch("op == 4", "four", "drop")
      .block("four")
      .ret()
      .block("drop")
      .release("heap", "p")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakPaths, SwitchOnAnErrorCode) {
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

TEST(LeakPaths, OutParameterLostOnALaterError) {
  Program P;
  P.function("f")
      .number("c")
      .borrow("%rc", "open_x", {"&x"})
      .acquire("heap", "x", "%rc 0")
      .branch("%rc", "bad", "more")
      .block("bad")
      .ret("-1")
      .block("more")
      .branch("c", "lost", "fine")
      .block("lost")
      .ret("5")
      .block("fine")
      .release("heap", "x")
      .ret("0");
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 lost at return"));
}

TEST(LeakPaths, StoredWhereOthersReachIt) {
  Program P; // global = malloc(); object->field = malloc(); *element[] = ...
  P.function("f")
      .outside("global")
      .param("object")
      .get("heap", "global")
      .get("heap", "object->field")
      .get("heap", "array[]")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakPaths, FieldOfWhatIsReturned) {
  Program P; // x = malloc(); if (!x) return 0; x->name = strdup(); return x;
  P.function("f")
      .get("heap", "x")
      .branch("!x", "null", "rest")
      .block("null")
      .ret("0")
      .block("rest")
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
              ElementsAre("f: heap 2 lost at release of its block (possible)"));
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
      .branch("s.fd < 0", "bad", "on")
      .block("bad")
      .ret()
      .block("on")
      .branch("c", "lost", "fine")
      .block("lost")
      .ret()
      .block("fine")
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

TEST(LeakPaths, LoopWithoutRelease) {
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
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 lost at next round (likely)",
                                       "f: heap 1 lost at return"));
}

TEST(LeakPaths, LoopThatReleases) {
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

TEST(LeakPaths, RetryUntilItOpens) {
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

TEST(LeakPaths, ListIsBuiltAndFreed) {
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

TEST(LeakPaths, ListIsAppendedAndReturned) {
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

TEST(LeakPaths, ResizedBlock) {
  Program P; // q = realloc(p, n); if (q) p = q; free(p);
  P.function("f")
      .get("heap", "p")
      .branch("!p", "null", "grow")
      .block("null")
      .ret()
      .block("grow")
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

TEST(LeakPaths, ResizedIntoItself) {
  Program P; // p = realloc(p, n); if (!p) return; free(p);
  P.function("f")
      .get("heap", "p")
      .branch("!p", "null", "grow")
      .block("null")
      .ret()
      .block("grow")
      .borrow("%q", "realloc", {"p"})
      .release("heap", "p", "%q -+")
      .acquire("heap", "%q", "%q -+")
      .assign("p", "%q")
      .branch("!p", "bad", "end")
      .block("bad")
      .ret()
      .block("end")
      .release("heap", "p")
      .ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 lost at overwriting"));
}

TEST(LeakPaths, TakenOnlyOnSuccess) {
  Program P; // f = fdopen(fd); if (!f) close(fd); return f;
  P.function("f")
      .get("fd", "fd")
      .branch("fd < 0", "bad", "wrap")
      .block("bad")
      .ret("0")
      .block("wrap")
      .borrow("%f", "fdopen", {"fd"})
      .transfer("fd", "%f -+")
      .acquire("FILE", "%f", "%f -+")
      .assign("f", "%f")
      .branch("!f", "undo", "end")
      .block("undo")
      .release("fd", "fd")
      .jump("end")
      .block("end")
      .ret("f");
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(LeakPaths, TakenOnlyOnSuccessAndForgotten) {
  Program P; // f = fdopen(fd); if (!f) return 0; return f;
  P.function("f")
      .get("fd", "fd")
      .branch("fd < 0", "bad", "wrap")
      .block("bad")
      .ret("0")
      .block("wrap")
      .borrow("%f", "fdopen", {"fd"})
      .transfer("fd", "%f -+")
      .acquire("FILE", "%f", "%f -+")
      .ret("%f");
  EXPECT_THAT(P.defects(), ElementsAre("f: fd 1 lost at return"));
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
      .branch("!p", "null", "on")
      .block("null")
      .ret()
      .block("on")
      .gain("ref", "p")
      .release("ref", "p")
      .ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: ref 1 lost at return"));
}

TEST(LeakPaths, MoreStatesThanAllowedAreSilent) {
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

TEST(LeakPaths, VisitsAreLimited) {
  Program P;
  P.Limits.Visits = 1;
  P.function("f").get("heap", "p").jump("next").block("next").ret();
  EXPECT_THAT(P.defects(), IsEmpty());
  EXPECT_TRUE(P.outcome("f").Capped);
}

TEST(LeakPaths, LoopThatRunsOnce) {
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

TEST(LeakPaths, SettingThatWeDoNotSee) {
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

TEST(LeakPaths, SettingThatDoesNotMatter) {
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

} // namespace
