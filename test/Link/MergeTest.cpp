//===- MergeTest.cpp - The laws of merging, and what it joins -------------===//
#include "checks/Summary/Canonical.h"
#include "test/Summary/RandomFacts.h"
#include "tools/Link/MergeFacts.h"
#include <gtest/gtest.h>
#include <numeric>

using namespace ouro;
using namespace ouro::facts;
using ouro::link::merge;
using summary::canonical;

namespace {

/// Cuts \p Units into groups, merges each, and merges what comes out.
TuFacts mergeInGroups(std::vector<TuFacts> Units, summary::Randomizer &Random) {
  std::vector<TuFacts> Groups;
  for (size_t I = 0; I < Units.size();) {
    size_t Size = 1 + Random.below(3);
    std::vector<TuFacts> Group;
    for (; Size && I < Units.size(); --Size)
      Group.push_back(Units[I++]);
    Groups.push_back(merge(std::move(Group)));
  }
  return merge(std::move(Groups));
}

TEST(Merge, LawsHold) {
  for (unsigned Seed = 0; Seed < 300; ++Seed) {
    summary::Randomizer Random(Seed);
    std::vector<TuFacts> Units;
    for (unsigned Count = 2 + Random.below(4); Count; --Count)
      Units.push_back(Random.make<TuFacts>());
    const std::string Expected = canonical(merge(Units));

    std::vector<TuFacts> Shuffled = Units;
    std::shuffle(Shuffled.begin(), Shuffled.end(), std::mt19937(Seed));
    EXPECT_TRUE(canonical(merge(Shuffled)) == Expected)
        << "order, seed " << Seed;

    EXPECT_TRUE(canonical(mergeInGroups(Shuffled, Random)) == Expected)
        << "grouping, seed " << Seed;

    std::vector<TuFacts> Repeated = Shuffled;
    Repeated.push_back(Units.front());
    Repeated.push_back(merge(Units));
    EXPECT_TRUE(canonical(merge(Repeated)) == Expected)
        << "repetition, seed " << Seed;
  }
}

RecordFact record(bool Complete, bool TornDown) {
  RecordFact R;
  R.Id = {1};
  R.Name = "Node";
  R.Complete = Complete;
  R.MayBeTornDownElsewhere = TornDown;
  return R;
}

TEST(Merge, WhoSeesTheDefinitionDecides) {
  TuFacts Declared, Defined, Partial;
  Declared.Records = {record(false, false)};
  Defined.Records = {record(true, false)};
  Partial.Records = {record(true, true)};
  TuFacts Both = merge({Declared, Partial});
  ASSERT_EQ(Both.Records.size(), 1u);
  EXPECT_TRUE(Both.Records[0].Complete);
  EXPECT_TRUE(Both.Records[0].MayBeTornDownElsewhere);
  EXPECT_FALSE(
      merge({Declared, Partial, Defined}).Records[0].MayBeTornDownElsewhere)
      << "one TU has the bodies";
}

TEST(Merge, GrowthsUniteAndOneShrinkSuffices) {
  TuFacts Fills, Empties;
  GlobalFact Global;
  Global.Id = {5};
  Global.Growths.emplace_back().Function = {1};
  Fills.Globals = {Global};
  Global.Growths.front().Function = {2};
  Global.Shrinks = true;
  Empties.Globals = {Global};
  TuFacts Both = merge({Fills, Empties});
  ASSERT_EQ(Both.Globals.size(), 1u);
  EXPECT_EQ(Both.Globals[0].Growths.size(), 2u);
  EXPECT_TRUE(Both.Globals[0].Shrinks);
}

TEST(Merge, ErrorsInOneAreNotErrorsInAll) {
  TuFacts Broken, Whole;
  Broken.HasErrors = true;
  EXPECT_TRUE(merge({Broken}).HasErrors);
  EXPECT_FALSE(merge({Broken, Whole}).HasErrors);
}

} // namespace
