//===- TextTest.cpp -------------------------------------------------------===//
#include "tools/Render/Text.h"
#include "test/Render/Golden.h"
#include "test/Render/SampleReport.h"
#include "tools/Render/Excerpt.h"
#include "llvm/Support/Unicode.h"
#include "gmock/gmock.h"

using namespace ouro;
using namespace ouro::render;
using testing::HasSubstr;
using testing::Not;

static std::string textOf(const Report &R, TextOptions Options = {}) {
  SourceFiles Sources(R.SourceRoot, sample::files());
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  writeText(R, Options, Sources, OS);
  return Out;
}

static Excerpt excerpt(llvm::StringRef Text, unsigned Column,
                       unsigned EndColumn) {
  SourceFile File(llvm::MemoryBuffer::getMemBufferCopy(Text));
  return excerptOf(File, sample::span("f", 1, Column, 1, EndColumn));
}

TEST(Text, WholeReport) {
  Report R = sample::full();
  finish(R);
  TextOptions Options;
  Options.WithSuppressed = true;
  expectGolden("full.txt", textOf(R, Options));
}

TEST(Text, SuppressedAndUnsureFindingsAreLeftOut) {
  Report R = sample::full();
  R.MinConfidence = Confidence::Likely;
  finish(R);
  std::string Out = textOf(R);
  EXPECT_THAT(Out,
              HasSubstr("net/stream.h:4:21: warning: strong reference cycle"));
  EXPECT_THAT(Out, Not(HasSubstr("gives no reason")));
  EXPECT_THAT(Out, Not(HasSubstr("lives_forever")));
  EXPECT_THAT(Out,
              HasSubstr("\n2 findings (1 certain, 1 likely, 0 possible) in "
                        "3 translation units, 1 suppressed; 1 translation "
                        "unit could not be analysed\n"));
}

TEST(Text, SummaryOfACleanRun) {
  Report R = sample::head();
  R.Units = {{"a.cpp", UnitOutcome::Analysed}};
  EXPECT_EQ(textOf(R), "0 findings (0 certain, 0 likely, 0 possible) in 1 "
                       "translation unit\n");
}

TEST(Text, ColoursOnlyWhenAsked) {
  Report R = sample::full();
  finish(R);
  EXPECT_THAT(textOf(R), Not(HasSubstr("\x1B")));
  TextOptions Options;
  Options.Colours = true;
  EXPECT_THAT(textOf(R, Options), HasSubstr("\x1B["));
}

TEST(Text, NothingDrivesTheTerminal) {
  Report R = sample::head();
  Finding F = sample::cycle();
  F.Arguments = {"a\x1B[2Jb\nc", "\xE2\x80\xAE"};
  F.Where.Begin.File = "evil\x1B]0;name.h";
  R.Findings = {F};
  R.Notifications = {{Level::Error, "x\x07", "m\x1B[31m\r\nsecond", {}}};
  std::string Out = textOf(R);
  EXPECT_THAT(Out, Not(HasSubstr("\x1B")));
  EXPECT_THAT(Out, Not(HasSubstr("\r")));
  EXPECT_THAT(Out, Not(HasSubstr("\x07")));
  EXPECT_THAT(Out, Not(HasSubstr("\xE2\x80\xAE")));
  EXPECT_THAT(Out, HasSubstr("a<U+001B>[2Jb<U+000A>c"));
}

TEST(Excerpt, CaretStandsUnderWideAndExpandedCharacters) {
  Excerpt E = excerpt("\tint \xE6\xBC\xA2 = x;", 12, 13);
  EXPECT_EQ(E.Line, "        int \xE6\xBC\xA2 = x;");
  EXPECT_EQ(E.Marks, std::string(17, ' ') + "^");
}

TEST(Excerpt, UnprintableBytesAreSpelledOut) {
  Excerpt E = excerpt("a\xE9 = \x1B;", 2, 3);
  EXPECT_EQ(E.Line, "a<E9> = <U+001B>;");
  EXPECT_EQ(E.Marks, " ^~~~");
}

TEST(Excerpt, SpansThatDoNotFitTheText) {
  EXPECT_EQ(excerpt("abc", 4, 4).Marks, "   ^");
  EXPECT_EQ(excerpt("abc", 90, 99).Marks, "   ^");
  EXPECT_EQ(excerpt("abc", 2, 1).Marks, " ^");
  EXPECT_EQ(excerpt("abc", 0, 0).Marks, "^");
  EXPECT_EQ(excerpt("", 1, 1).Marks, "^");
  EXPECT_EQ(excerpt("abc", 2, 4000000000u).Marks, " ^~");
  SourceFile File(llvm::MemoryBuffer::getMemBufferCopy("abc def\nghi"));
  EXPECT_EQ(excerptOf(File, sample::span("f", 1, 5, 2, 2)).Marks, "    ^~~");
}

TEST(Excerpt, LongLinesAreCutAroundTheCaret) {
  std::string Long(5000, 'x');
  for (unsigned Column : {1u, 60u, 2500u, 4990u, 5000u}) {
    std::string Text = Long;
    Text[Column - 1] = 'Y';
    Excerpt E = excerpt(Text, Column, Column + 1);
    EXPECT_LE(E.Line.size(), Excerpt::MaxWidth + 6) << Column;
    ASSERT_LT(E.Indent, E.Line.size()) << Column;
    EXPECT_EQ(E.Line[E.Indent], 'Y') << Column;
    EXPECT_EQ(E.Marks.size(), E.Indent + 1) << Column;
  }
  // Underlining stops where the line is cut.
  Excerpt E = excerpt(Long, 100, 4000);
  EXPECT_LE(E.Marks.size(), Excerpt::MaxWidth + 6);
}
