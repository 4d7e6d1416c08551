//===- ArraysTest.cpp - Elements whose index only the run knows -----------===//
#include "test/Reasoning/FlowProgram.h"
#include "gmock/gmock.h"

using namespace ouro;
using namespace ouro::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

namespace {

/// for (...) { a[i] = malloc(); }
Flow &fill(Flow &F, StringRef Array) {
  F.jump("head").block("head").maybe("body", "after").block("body");
  F.get("heap", (Array + "[]").str()).jump("head").block("after");
  return F;
}

TEST(Arrays, FilledAndForgotten) {
  Program P;
  auto F = P.function("f");
  fill(F, "a").ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 lost at return"));
}

TEST(Arrays, LoopsThatFillAndReleaseCountTheSame) {
  Program P;
  auto F = P.function("f");
  fill(F, "a").jump("second").block("second").maybe("drop", "end");
  F.block("drop").release("heap", "a[]").jump("second").block("end").ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(Arrays, ConstantElementsAndALoopThatReleases) {
  Program P;
  auto F = P.function("f");
  F.get("heap", "a").get("heap", "a[1]").jump("head").block("head");
  F.maybe("drop", "end").block("drop").release("heap", "a[]").jump("head");
  F.block("end").ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(Arrays, PointerThatWalksOverIt) {
  Program P; // for (p = a; ...; p++) free(*p);
  auto F = P.function("f");
  F.get("heap", "a").get("heap", "a[1]").assign("p", "&a").jump("head");
  F.block("head").maybe("drop", "end").block("drop").release("heap", "*p");
  F.assign("p", "p").jump("head").block("end").ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(Arrays, GivenAwayOnSomePath) {
  Program P;
  auto F = P.function("f");
  F.number("n");
  fill(F, "a").maybe("give", "end").block("give").call("", "take", {"&a"});
  F.ret().block("end").ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(Arrays, ElementPassedToAReleaser) {
  Program P;
  addDrop(P);
  auto F = P.function("f");
  F.get("heap", "a[1]").call("", "drop", {"a[]"}).ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(Arrays, BlockOfHandlesThatGrows) {
  Program P; // a->x = malloc(); b = realloc(a); free(b->x); free(b);
  auto F = P.function("f");
  F.get("new", "a").get("heap", "a->x").borrow("%b", "realloc", {"a"});
  F.release("new", "a", "%b -+").acquire("new", "%b", "%b -+");
  F.branch("%b", "moved", "failed");
  F.block("moved").release("heap", "%b->x").release("new", "%b").ret();
  F.block("failed").release("heap", "a->x").release("new", "a").ret();
  EXPECT_THAT(P.defects(), IsEmpty());
}

TEST(Arrays, UsedButNeverReleased) {
  Program P;
  auto F = P.function("f");
  fill(F, "a").borrow("", "print", {"a[]"}).ret();
  EXPECT_THAT(P.defects(), ElementsAre("f: heap 1 lost at return"));
}

} // namespace
