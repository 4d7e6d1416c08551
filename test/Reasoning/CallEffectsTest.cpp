//===- CallEffectsTest.cpp - What calls do, on literal graphs -------------===//
#include "test/Reasoning/FlowProgram.h"
#include "gmock/gmock.h"

using namespace ouro;
using namespace ouro::testing;
using ouro::reasoning::ReturnOwnership;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

namespace {

/// X *make() { x = malloc(); return x; }
void addMake(Program &P) { P.function("make").get("heap", "x").ret("x"); }

TEST(CallEffects, ReleaserWithATestForNull) {
  Program P;
  addDrop(P);
  P.function("f").get("heap", "p").call("", "drop", {"p"}).ret();
  EXPECT_THAT(P.defects(), IsEmpty());
  const auto &Slot = P.effects("drop").Slots[0];
  EXPECT_FALSE(Slot.MayKeep);
  EXPECT_EQ(Slot.Releases, 0u);
  EXPECT_TRUE(Slot.Stays.isEmpty());
}

TEST(CallEffects, MakerHandsOverToItsCaller) {
  Program P;
  addMake(P);
  P.function("make2").call("%x", "make").ret("%x");
  P.function("f")
      .number("c")
      .call("%x", "make2")
      .assign("x", "%x")
      .returnIf("!x")
      .returnIf("c")
      .release("heap", "x")
      .ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: heap of call lost at return"));
  EXPECT_EQ(P.effects("make2").Returns, ReturnOwnership::Owned);
}

TEST(CallEffects, BorrowerLeavesItToTheCaller) {
  Program P;
  addMake(P);
  P.function("peek").param("x").borrow("", "print", {"x->name"}).ret("0");
  P.function("f").call("%x", "make").call("", "peek", {"%x"}).ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: heap of call lost at return"));
}

TEST(CallEffects, ResultTellsOfTheSignOfAnArgument) {
  Program P;
  auto IsOpen = P.function("isOpen"); // bool Is = 0 <= n; return Is;
  IsOpen.number("n").fact().Tells = true;
  IsOpen.branch("0 <= n", "yes", "no");
  IsOpen.block("yes").assign("is", "1").jump("end");
  IsOpen.block("no").assign("is", "0").jump("end");
  IsOpen.block("end").ret("is");
  auto Ask = [&](llvm::StringRef Name, llvm::StringRef Leave) {
    auto F = P.function(Name);
    F.get("fd", "h").call("%is", "isOpen", {"h"}).returnIf(Leave);
    F.release("fd", "h").ret();
  };
  Ask("right", "%is == 0");
  Ask("wrong", "%is != 0");
  EXPECT_THAT(P.defects(), ElementsAre("wrong: fd 1 lost at return"));
  EXPECT_EQ(P.effects("isOpen").Slots[0].Told,
            (reasoning::Answers{SignSet::zero(), SignSet::positive(),
                                SignSet::positive()}));
}

TEST(CallEffects, WhoPassesToOneThatReleasesNothingIsNotFollowed) {
  Program P;
  auto Peek = P.function("peek"); // the scan sees a release, no path does
  Peek.param("x").released("heap");
  Peek.assign("n", "0").branch("n == 1", "never", "always");
  Peek.block("never").release("heap", "x").ret().block("always").ret();
  auto Pass = P.function("pass");
  Pass.param("x").passed("peek");
  Pass.call("", "peek", {"x"}).ret();
  P.function("f").get("heap", "x").call("", "pass", {"x"}).ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 lost at return"));
  EXPECT_NE(P.outcome("peek").Visits, 0u);
  EXPECT_EQ(P.outcome("pass").Visits, 0u);
  EXPECT_FALSE(P.effects("pass").Slots[0].MayKeep);
}

TEST(CallEffects, RecursionIsFearedWhileItIsFollowed) {
  Program P;
  addDrop(P);
  for (auto [Name, Other] : {std::pair("even", "odd"), {"odd", "even"}}) {
    auto F = P.function(Name);
    F.param("x").passed(Other).passed("drop").number("n");
    F.branch("n == 0", "end", "on");
    F.block("end").call("", "drop", {"x"}).ret();
    F.block("on").call("", Other, {"x", "n"}).ret();
  }
  P.function("f").get("heap", "x").call("", "even", {"x", "?"}).ret();
  EXPECT_THAT(P.defects(), IsEmpty());
  EXPECT_NE(P.outcome("even").Visits, 0u);
  EXPECT_NE(P.outcome("odd").Visits, 0u);
}

TEST(CallEffects, KeeperOfKeeper) {
  Program P;
  auto Keep = P.function("keep");
  Keep.outside("list").param("x").kept();
  Keep.assign("list", "x").ret();
  auto Keep2 = P.function("keep2");
  Keep2.param("x").passed("keep");
  Keep2.call("", "keep", {"x"}).ret();
  P.function("f").get("heap", "x").call("", "keep2", {"x"}).ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

/// int open_x(X **out) { x = malloc(); if (!x) return -1; *out = x; return 0; }
void addOpen(Program &P) {
  auto F = P.function("open_x");
  F.param("out");
  F.get("heap", "x").returnIf("!x", "-1").assign("*out", "x").ret("0");
}

TEST(CallEffects, WhatComesOutOfAnotherMayBeDropped) {
  Program P; // text_of(s): gives s back and returns what was in it
  for (StringRef Name : {"dropped", "taken"}) {
    Flow F = P.function(Name);
    F.get("FILE", "s").borrow("%t", "text_of", {"s"});
    F.release("FILE", "s").acquire("heap", "%t");
    if (Name == "taken")
      F.assign("t", "%t");
    F.ret();
  }
  P.function("made").borrow("%t", "make").acquire("heap", "%t").ret();
  EXPECT_THAT(P.defects(), ElementsAre("made: heap 1 lost at return",
                                       "taken: heap 2 lost at return"));
}

TEST(CallEffects, OutParameterOnSuccess) {
  Program P;
  addOpen(P);
  P.function("fine")
      .call("%rc", "open_x", {"&x"})
      .returnIf("%rc != 0", "%rc")
      .release("heap", "x")
      .ret("0");
  P.function("leak")
      .number("c")
      .call("%rc", "open_x", {"&x"})
      .returnIf("%rc", "1")
      .returnIf("c", "5")
      .release("heap", "x")
      .ret("0");
  P.function("negative")
      .assign("x", "0")
      .call("%rc", "open_x", {"&x"})
      .returnIf("%rc < 0", "1")
      .release("heap", "x")
      .ret("0");
  EXPECT_THAT(P.defects(), ElementsAre("leak: heap of call lost at return"));
  ASSERT_EQ(P.effects("open_x").Outs.size(), 1u);
  EXPECT_EQ(P.effects("open_x").Outs[0].When, SignSet::zero());
}

TEST(CallEffects, OutParameterPassedThrough) {
  Program P;
  addOpen(P);
  auto F = P.function("through");
  F.param("o");
  F.call("%rc", "open_x", {"o"}).ret("%rc");
  P.function("leak").call("%rc", "through", {"&x"}).returnIf("%rc").ret();
  EXPECT_THAT(P.defects(), ElementsAre("leak: heap of call lost at return"));
}

TEST(CallEffects, TakenOnlyOnSuccess) {
  Program P; // int push(x) { if (?) return -1; list = x; return 0; }
  auto Push = P.function("push");
  Push.outside("list").param("x").kept();
  Push.get("heap", "scratch")
      .release("heap", "scratch")
      .maybe("bad", "good")
      .block("bad")
      .ret("-1")
      .block("good")
      .assign("list", "x")
      .ret("0");
  P.function("fine")
      .get("heap", "x")
      .call("%rc", "push", {"x"})
      .branch("%rc < 0", "undo", "end")
      .block("undo")
      .release("heap", "x")
      .ret()
      .block("end")
      .ret();
  P.function("leak").get("heap", "x").call("%rc", "push", {"x"}).ret();
  EXPECT_THAT(P.defects(), ElementsAre("leak: heap 1 lost at return"));
}

TEST(CallEffects, ReturnsItsArgument) {
  Program P; // char *fill(char *s) { return s; }
  auto Fill = P.function("fill");
  Fill.param("s").kept();
  Fill.get("heap", "t").release("heap", "t").ret("s");
  P.function("fine")
      .get("heap", "p")
      .call("%q", "fill", {"p"})
      .release("heap", "%q")
      .ret();
  P.function("leak").get("heap", "p").call("%q", "fill", {"p"}).ret();
  EXPECT_THAT(P.defects(), ElementsAre("leak: heap 1 lost at return"));
  EXPECT_EQ(P.effects("fill").SameAs, 0u);
}

TEST(CallEffects, NeverReturns) {
  Program P;
  P.function("die").stops().borrow("", "print").stop();
  P.function("die2").call("", "die").ret();
  P.function("f")
      .get("heap", "p")
      .maybe("bad", "good")
      .block("bad")
      .call("", "die2")
      .ret()
      .block("good")
      .release("heap", "p")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
  EXPECT_TRUE(P.effects("die2").NeverReturns);
}

TEST(CallEffects, AllocatorThatNeverFails) {
  Program P; // x = malloc(); if (!x) exit(1); return x;
  P.function("xmalloc")
      .get("heap", "x")
      .branch("!x", "die", "good")
      .block("die")
      .stop()
      .block("good")
      .ret("x");
  P.function("f")
      .call("%x", "xmalloc")
      .branch("%x", "have", "none")
      .block("have")
      .release("heap", "%x")
      .ret()
      .block("none")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(CallEffects, OwnedOrBorrowedIsNobodys) {
  Program P; // return ? malloc() : &buffer;
  P.function("mixed")
      .outside("buffer")
      .maybe("own", "borrow")
      .block("own")
      .get("heap", "x")
      .returnIf("!x", "0")
      .ret("x")
      .block("borrow")
      .ret("&buffer");
  P.function("f").call("%x", "mixed").ret();
  EXPECT_THAT(P.defects(), IsEmpty());
  EXPECT_EQ(P.effects("mixed").Returns, ReturnOwnership::Mixed);
}

TEST(CallEffects, RecursionFallsBackToTheScan) {
  Program P; // void drop(x) { if (!x) return; drop(x->next); free(x); }
  auto F = P.function("drop");
  F.param("x").released("heap");
  F.returnIf("!x").call("", "drop", {"x->next"}).release("heap", "x").ret();
  P.function("f").get("heap", "p").call("", "drop", {"p"}).ret();
  EXPECT_THAT(P.defects(), IsEmpty());
  EXPECT_EQ(P.effects("drop").Slots[0].Releases, 0u);
}

TEST(CallEffects, ReceiverIsASlot) {
  Program P; // void Unref() { if (?) delete this; }
  auto F = P.function("Unref");
  F.receiver().released("new");
  F.maybe("last", "more")
      .block("last")
      .release("new", "this")
      .ret()
      .block("more")
      .ret();
  P.function("peek").receiver().ret("0");
  P.function("fine").get("new", "r").call("", "Unref").on("r").ret();
  P.function("leak").get("new", "r").call("", "peek").on("r").ret();
  EXPECT_THAT(P.defects(), ElementsAre("leak: new 1 lost at return"));
}

} // namespace
