//===- LinkTest.cpp - What linking makes of summaries ---------------------===//
#include "test/Summary/SampleSummary.h"
#include "tools/Link/Program.h"
#include <gtest/gtest.h>

using namespace ouro;
using namespace ouro::summary;

namespace {

TuSummary read(const Sample &S) {
  return llvm::cantFail(TuSummary::read(S.bytes(), "sample", "/r"));
}

TEST(Link, FindsWhatOneUnitSays) {
  Sample S;
  std::vector<TuSummary> Units;
  Units.push_back(read(S));
  link::LinkResult Result = link::link(std::move(Units));
  EXPECT_EQ(Result.Units, 1u);
  ASSERT_EQ(Result.Findings.size(), 1u);
  EXPECT_EQ(Result.Findings[0].Rule, RuleId::UnreleasedResource);
  EXPECT_TRUE(Result.Reconsidered.empty());
}

TEST(Link, RepetitionsCountOnce) {
  Sample S;
  std::vector<TuSummary> Units;
  for (int I = 0; I < 3; ++I)
    Units.push_back(read(S));
  link::LinkResult Result = link::link(std::move(Units));
  EXPECT_EQ(Result.Units, 1u);
  EXPECT_EQ(Result.Findings.size(), 1u);
  EXPECT_TRUE(Result.Conflicts.empty());
}

TEST(Link, SameNameElsewhereIsAConflict) {
  Sample One, Two;
  Two.Unit.MainFile = Two.Facts.MainFile = "/r/b.c";
  for (facts::FlowFunction &F : Two.Flow.Functions)
    F.Where.Begin.File = "/r/b.c";
  Two.Graph.Blocks[0].Effects[1].Where.Begin.File = "/r/b.c";
  std::vector<TuSummary> Units;
  Units.push_back(read(One));
  Units.push_back(read(Two));
  link::LinkResult Result = link::link(std::move(Units));
  ASSERT_EQ(Result.Conflicts.size(), 2u);
  EXPECT_EQ(Result.Conflicts[0].Name, "helper");
  EXPECT_EQ(Result.Conflicts[1].Name, "work");
  EXPECT_EQ(Result.Conflicts[1].Places.size(), 2u);
  EXPECT_EQ(Result.Findings.size(), 2u) << "each is judged by itself";
}

TEST(Link, OnlyWholeProgramsCloseGlobals) {
  Sample S;
  facts::GlobalFact &Global = S.Facts.Globals.emplace_back();
  Global.Id = {41};
  Global.Name = "log";
  facts::GrowthFact &Growth = Global.Growths.emplace_back();
  Growth.Function = {21};
  Growth.FunctionName = "work";
  Growth.Open = true;
  S.Facts.Served = {{21}};
  auto Count = [&](bool IsWhole) {
    std::vector<TuSummary> Units;
    Units.push_back(read(S));
    link::LinkResult Result = link::link(std::move(Units), IsWhole);
    return std::count_if(
        Result.Findings.begin(), Result.Findings.end(),
        [](const Finding &F) { return F.Rule == RuleId::UnboundedGlobal; });
  };
  EXPECT_EQ(Count(true), 1);
  EXPECT_EQ(Count(false), 0);
}

// What a file says may be a lie; nobody may crash or hang because of it.
TEST(Link, SurvivesMalice) {
  std::string Bytes = Sample().bytes();
  Randomizer Random(4);
  unsigned Linked = 0;
  for (int Round = 0; Round < 5000; ++Round) {
    std::optional<TuSummary> Summary = tamperedWith(Bytes, Random);
    if (!Summary)
      continue;
    std::vector<TuSummary> Units;
    Units.push_back(std::move(*Summary));
    Units.push_back(read(Sample()));
    Linked += link::link(std::move(Units)).Units;
  }
  EXPECT_GT(Linked, 100u);
}

} // namespace
