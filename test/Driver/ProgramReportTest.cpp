//===- ProgramReportTest.cpp - What linking adds to a report --------------===//
#include "tools/Driver/ProgramReport.h"
#include "gtest/gtest.h"

using namespace ouro;
using namespace ouro::driver;

namespace {

Finding finding(RuleId Rule, const char *File, unsigned Line,
                Confidence Sureness = Confidence::Likely,
                uint64_t Identity = 1) {
  Finding F{};
  F.Rule = Rule;
  F.Sureness = Sureness;
  F.Where.Begin = {File, Line, 1};
  F.Identity.Value = Identity;
  return F;
}

summary::UnitFact unit(std::vector<summary::RuleSetting> Rules,
                       std::vector<summary::ShownFile> Shown) {
  summary::UnitFact Unit;
  Unit.Rules = std::move(Rules);
  Unit.Shown = std::move(Shown);
  return Unit;
}

constexpr RuleId Leak = RuleId::UnreleasedResource;
const summary::RuleSetting Likely = {"ouro-unreleased-resource",
                                     Confidence::Likely};

TEST(Audience, WantsRulesFilesAndConfidences) {
  Audience Readers(std::nullopt);
  Readers.add(unit({Likely}, {{"a.cpp", {}}}));
  auto Admits = [&](Finding F) { return Readers.admits(F); };
  EXPECT_TRUE(Admits(finding(Leak, "a.cpp", 1)));
  EXPECT_FALSE(Admits(finding(Leak, "a.cpp", 1, Confidence::Possible)));
  EXPECT_FALSE(Admits(finding(RuleId::DoubleRelease, "a.cpp", 1)));
  EXPECT_FALSE(Admits(finding(Leak, "other.h", 1)));
}

TEST(Audience, OneReaderIsEnough) {
  Audience Readers(std::nullopt);
  Readers.add(unit({{Likely.Rule, Confidence::Certain}}, {{"x.h", {}}}));
  Readers.add(unit({{Likely.Rule, Confidence::Possible}}, {{"x.h", {}}}));
  Readers.add(unit({}, {{"y.h", {}}}));
  Finding InX = finding(Leak, "x.h", 1, Confidence::Possible);
  Finding InY = finding(Leak, "y.h", 1, Confidence::Certain);
  EXPECT_TRUE(Readers.admits(InX));
  EXPECT_FALSE(Readers.admits(InY));
}

TEST(Audience, TheCommandLineOverridesConfidences) {
  Audience Readers(Confidence::Possible);
  Readers.add(unit({{Likely.Rule, Confidence::Certain}}, {{"x.h", {}}}));
  Finding F = finding(Leak, "x.h", 1, Confidence::Possible);
  EXPECT_TRUE(Readers.admits(F));
}

TEST(Audience, CommentsSilence) {
  Audience Readers(std::nullopt);
  Readers.add(unit({Likely}, {{"a.cpp",
                               {{3, 5, "ouro-unreleased-*", "on purpose"},
                                {7, 7, "ouro-double-release", ""}}}}));
  Finding Inside = finding(Leak, "a.cpp", 4), Below = finding(Leak, "a.cpp", 6),
          Other = finding(Leak, "a.cpp", 7);
  ASSERT_TRUE(Readers.admits(Inside) && Readers.admits(Below) &&
              Readers.admits(Other));
  EXPECT_EQ(Inside.Silenced,
            (Suppression{Suppression::Origin::Comment, "on purpose"}));
  EXPECT_FALSE(Below.Silenced);
  EXPECT_FALSE(Other.Silenced);
}

class Linking : public testing::Test {
protected:
  Linking() : Readers(std::nullopt) {
    Readers.add(unit({Likely,
                      {"ouro-annotation", Confidence::Likely},
                      {"ouro-untraced-hold", Confidence::Likely}},
                     {{"a.cpp", {{9, 9, "", "seen"}}}}));
  }
  /// \p Linked is what linking found, \p Reconsidered whom it looked at.
  void apply(std::vector<Finding> &Units, std::vector<Finding> Linked,
             std::set<std::string> Reconsidered = {}) {
    link::LinkResult Result;
    Result.Findings = std::move(Linked);
    Result.Reconsidered = std::move(Reconsidered);
    applyLinking(Units, Result, Readers);
  }
  Audience Readers;
};

TEST_F(Linking, RefutesAndAdds) {
  std::vector<Finding> Units = {finding(Leak, "a.cpp", 1)};
  Units[0].Symbol = "work";
  apply(Units, {finding(Leak, "a.cpp", 2), finding(Leak, "a.cpp", 9)},
        {"work"});
  ASSERT_EQ(Units.size(), 2u);
  EXPECT_EQ(Units[0].Where.Begin.Line, 2u);
  EXPECT_FALSE(Units[0].Silenced);
  EXPECT_EQ(Units[1].Silenced->Reason, "seen");
}

TEST_F(Linking, WhatCallsNoOtherUnitStays) {
  std::vector<Finding> Units = {finding(Leak, "a.cpp", 1),
                                finding(RuleId::RefcountCycle, "a.cpp", 3)};
  Units[0].Symbol = "alone";
  apply(Units, {finding(Leak, "a.cpp", 2)}, {"work"});
  ASSERT_EQ(Units.size(), 2u) << "rings are a matter of the whole program";
  EXPECT_EQ(Units[0].Rule, RuleId::UnreleasedResource);
  EXPECT_EQ(Units[1].Rule, RuleId::UnreleasedResource);
}

TEST_F(Linking, BelowTheThresholdIsRefuted) {
  std::vector<Finding> Units = {finding(Leak, "a.cpp", 1)};
  apply(Units, {finding(Leak, "a.cpp", 1, Confidence::Possible)});
  EXPECT_TRUE(Units.empty());
}

TEST_F(Linking, KnowsConfidenceTheUnitKnowsSilenceAndFix) {
  Finding Own = finding(Leak, "a.cpp", 1);
  Own.Silenced = {Suppression::Origin::Comment, "in a macro"};
  Own.FixTitle = "mend";
  Own.Fix.resize(1);
  std::vector<Finding> Units = {Own};
  Finding Better = finding(Leak, "a.cpp", 1, Confidence::Certain);
  Better.Witness.resize(3);
  apply(Units, {Better});
  ASSERT_EQ(Units.size(), 1u);
  EXPECT_EQ(Units[0].Sureness, Confidence::Certain);
  EXPECT_EQ(Units[0].Witness.size(), 3u);
  EXPECT_EQ(Units[0].FixTitle, "mend");
  EXPECT_EQ(Units[0].Fix.size(), 1u);
  EXPECT_EQ(Units[0].Silenced->Reason, "in a macro");
}

TEST_F(Linking, LeavesRulesAboutOneUnitAlone) {
  std::vector<Finding> Units = {finding(RuleId::Annotation, "a.cpp", 1)};
  apply(Units, {finding(RuleId::UntracedHold, "a.cpp", 2)});
  ASSERT_EQ(Units.size(), 1u);
  EXPECT_EQ(Units[0].Rule, RuleId::Annotation);
}

TEST(Conflicts, ListedUpToTwenty) {
  EXPECT_EQ(describeConflicts({}, ""), std::nullopt);
  std::vector<link::Conflict> Many;
  for (unsigned I = 0; I < 22; ++I) {
    SourceSpan A, B;
    A.Begin = {"/r/a.cpp", I + 1, 1};
    B.Begin = {"/r/b.cpp", 1, 1};
    Many.push_back({"f" + std::to_string(I), {A, B}});
  }
  auto N = describeConflicts(Many, "/r");
  ASSERT_TRUE(N);
  EXPECT_EQ(N->Severity, Level::Note);
  llvm::StringRef Text = N->Message;
  EXPECT_TRUE(Text.starts_with("22 names have several definitions"));
  EXPECT_TRUE(Text.contains("\n'f19': a.cpp:20, b.cpp:1\nand 2 more"));
  EXPECT_FALSE(Text.contains("'f20'"));
}

} // namespace
