//===- PartEffectsTest.cpp - Fields of what arguments point to ------------===//
#include "test/Reasoning/FlowProgram.h"
#include "gmock/gmock.h"

using namespace ouro;
using namespace ouro::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

namespace {

PartPath path(std::initializer_list<StringRef> Fields) {
  PartPath Path;
  for (StringRef Field : Fields)
    Path.push_back(Field == "*" ? PartStep()
                                : PartStep{SymbolId::of(Field), Field.str()});
  return Path;
}

/// int init(S *s) { s->buf = malloc(); if (!s->buf) return -1; return 0; }
void addInit(Program &P) {
  auto F = P.function("init");
  F.param("s");
  F.get("heap", "s->buf").returnIf("!s->buf", "-1").ret("0");
}

/// void deinit(S *s) { free(s->buf); }
void addDeinit(Program &P) {
  auto F = P.function("deinit");
  F.param("s").use().PartsReleased.push_back(path({"buf"}));
  F.release("heap", "s->buf").ret();
}

TEST(PartEffects, FilledFieldIsTheCallers) {
  Program P;
  addInit(P);
  P.function("leak").call("%rc", "init", {"&s"}).returnIf("%rc").ret();
  P.function("fine")
      .call("%rc", "init", {"&s"})
      .returnIf("%rc")
      .release("heap", "s.buf")
      .ret();
  EXPECT_THAT(P.defects(), ElementsAre("leak: heap of call lost at return"));
  ASSERT_EQ(P.effects("init").Outs.size(), 1u);
  EXPECT_EQ(P.effects("init").Outs[0].When, SignSet::zero());
  EXPECT_EQ(P.effects("init").Outs[0].Path, path({"buf"}));
}

TEST(PartEffects, HandleItselfTells) {
  Program P;
  auto Init = P.function("init");
  Init.param("s").get("heap", "s->buf").ret();
  P.function("leak").call("", "init", {"&s"}).ret();
  P.function("fine")
      .call("", "init", {"&s"})
      .returnIf("!s.buf")
      .release("heap", "s.buf")
      .ret();
  EXPECT_THAT(P.defects(), ElementsAre("leak: heap of call lost at return"));
}

TEST(PartEffects, ReceiverIsFilledAndEmptied) {
  Program P;
  auto Open = P.function("open");
  Open.receiver().get("heap", "this->buf").ret();
  auto Close = P.function("close");
  Close.receiver().use().PartsReleased.push_back(path({"buf"}));
  Close.release("heap", "this->buf").ret();
  P.function("leak").call("", "open").on("&s").ret();
  P.function("fine").call("", "open").on("&s").call("", "close").on("&s").ret();
  EXPECT_THAT(P.defects(), ElementsAre("leak: heap of call lost at return"));
}

TEST(PartEffects, ReleasedPartIsGone) {
  Program P;
  addInit(P);
  addDeinit(P);
  P.function("fine")
      .call("%rc", "init", {"&s"})
      .returnIf("%rc")
      .call("", "deinit", {"&s"})
      .ret();
  P.function("twice")
      .get("heap", "s.buf")
      .call("", "deinit", {"&s"})
      .release("heap", "s.buf")
      .ret();
  P.function("other")
      .get("heap", "s.buf")
      .get("heap", "s.more")
      .call("", "deinit", {"&s"})
      .ret();
  EXPECT_THAT(P.defects(), ElementsAre("other: heap 2 lost at return",
                                       "twice: heap 1 released twice"));
}

TEST(PartEffects, PartThatIsClearedMayBeReleasedAgain) {
  Program P;
  auto F = P.function("reset");
  F.param("s").use().PartsReleased.push_back(path({"buf"}));
  F.release("heap", "s->buf").assign("s->buf", "0").ret();
  P.function("f")
      .get("heap", "s.buf")
      .call("", "reset", {"&s"})
      .releaseIf("s.buf", "heap", "s.buf")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(PartEffects, TestForNullIsNoSecondFate) {
  Program P;
  auto F = P.function("reset");
  F.param("s").use().PartsReleased.push_back(path({"buf"}));
  F.releaseIf("s->buf", "heap", "s->buf").ret();
  P.function("f").get("heap", "s.buf").call("", "reset", {"&s"}).ret();
  P.function("twice")
      .get("heap", "s.buf")
      .call("", "reset", {"&s"})
      .release("heap", "s.buf")
      .ret();
  EXPECT_THAT(P.defects(), ElementsAre("twice: heap 1 released twice"));
  ASSERT_EQ(P.effects("reset").Slots[0].Parts.size(), 1u);
  EXPECT_TRUE(P.effects("reset").Slots[0].Parts[0].Stays.isEmpty());
}

TEST(PartEffects, MaybeReleasedIsSilent) {
  Program P;
  auto F = P.function("some");
  F.param("s").use().PartsReleased.push_back(path({"buf"}));
  F.maybe("yes", "no");
  F.block("yes").release("heap", "s->buf").ret();
  F.block("no").ret();
  P.function("f").get("heap", "s.buf").call("", "some", {"&s"}).ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(PartEffects, KeptPartIsSilent) {
  Program P;
  auto F = P.function("take");
  F.outside("list").param("s").use().PartsKept.push_back(path({"buf"}));
  F.assign("list", "s->buf").assign("s->buf", "0").ret();
  P.function("f").get("heap", "s.buf").call("", "take", {"&s"}).ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(PartEffects, InteriorPointerFindsTheField) {
  Program P;
  addDeinit(P);
  auto F = P.function("f");
  F.get("new", "p")
      .get("heap", "p->inner.buf")
      .assign("q", "p") // &p->inner
      .call("", "deinit", {"q"})
      .release("new", "p")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(PartEffects, NestedThroughAWrapper) {
  Program P;
  addInit(P);
  addDeinit(P);
  auto Up = P.function("up");
  Up.param("o").call("%rc", "init", {"&o->inner"}).ret("%rc");
  auto Down = P.function("down");
  Down.param("o").use().Passed.push_back(
      {SymbolId::of("deinit"), 0, std::nullopt, path({"inner"})});
  Down.call("", "deinit", {"&o->inner"}).ret();
  P.function("leak").call("%rc", "up", {"&o"}).returnIf("%rc").ret();
  P.function("fine")
      .call("%rc", "up", {"&o"})
      .returnIf("%rc")
      .call("", "down", {"&o"})
      .ret();
  EXPECT_THAT(P.defects(), ElementsAre("leak: heap of call lost at return"));
}

TEST(PartEffects, ContentsOfWhatIsReturned) {
  Program P; // S *make() { s = new; s->buf = malloc(); return s; }
  P.function("make").get("new", "s").get("heap", "s->buf").ret("s");
  auto Drop = P.function("drop");
  Drop.param("s").released("new");
  Drop.use().PartsReleased.push_back(path({"buf"}));
  Drop.release("heap", "s->buf").release("new", "s").ret();
  P.function("fine").call("%s", "make").call("", "drop", {"%s"}).ret();
  P.function("half").call("%s", "make").release("new", "%s").ret();
  EXPECT_THAT(P.defects(), ElementsAre("half: heap of call lost at release of "
                                       "its block (likely)"));
}

TEST(PartEffects, ReferenceToAHandle) {
  Program P; // void drop(char *&p) { free(p); p = nullptr; }
  auto F = P.function("drop");
  F.param("p").use().PartsReleased.push_back(path({}));
  F.release("heap", "*p").assign("*p", "0").ret();
  P.function("f").get("heap", "p").call("", "drop", {"&p"}).ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(PartEffects, OverwrittenFieldOfAnArgument) {
  Program P;
  auto F = P.function("twice");
  F.param("s").get("heap", "s->buf").get("heap", "s->buf").ret();
  auto G = P.function("watched");
  G.param("s").get("heap", "s->buf").call("", "unknown").get("heap", "s->buf");
  G.ret();
  EXPECT_THAT(P.defects(),
              ElementsAre("twice: heap 1 lost at overwriting",
                          "watched: heap 1 lost at overwriting (possible)"));
}

TEST(PartEffects, ThrowLeavesItWithItsObject) {
  Program P;
  auto F = P.function("f");
  F.param("s").get("heap", "s->buf").raise();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(PartEffects, ArgumentInAnObjectThatIsReturned) {
  Program P; // N *make(char *name) { n = new; n->name = name; return n; }
  auto F = P.function("make");
  F.param("name").kept();
  F.get("new", "n").assign("n->name", "name").ret("n");
  P.function("f")
      .get("heap", "p")
      .call("%n", "make", {"p"})
      .release("new", "%n")
      .ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

} // namespace
