//===- OwnershipNeighbourhoodTest.cpp -------------------------------------===//
#include "checks/Reasoning/RingPicture.h"
#include "test/Reasoning/FactsBuilder.h"
#include "gtest/gtest.h"

using namespace ouro;
using namespace ouro::reasoning;
using namespace ouro::testing;

/// "A -field-> B" for each edge, marks included, in the map's order.
static Names linesOf(const OwnershipMap &Map) {
  Names Out;
  for (const MapEdge &E : Map.Edges)
    Out.push_back(Map.Nodes[E.From].Name + " -" + E.Name +
                  (E.Cut ? " cut" : "") + (E.OnRing ? " ring" : "") + "-> " +
                  Map.Nodes[E.To].Name);
  return Out;
}

static Names namesOf(const OwnershipMap &Map) {
  Names Out;
  for (const MapNode &N : Map.Nodes)
    Out.push_back(N.Name);
  return Out;
}

/// Room and Player close a ring; House leads to it, Log hangs off it.
static FactsBuilder rooms() {
  FactsBuilder B;
  B.record("net::House");
  B.record("net::Room");
  B.record("net::Player");
  B.record("net::Log");
  B.hold("net::House::hall", "net::Room", HoldKind::Unique);
  B.hold("net::Room::players", "net::Player", HoldKind::Shared, true);
  B.hold("net::Player::room", "net::Room");
  B.hold("net::Player::log", "net::Log");
  B.hold("net::Log::last", "net::Player", HoldKind::Raw);
  return B;
}

TEST(OwnershipNeighbourhood, HopsGoBothWays) {
  OwnershipMap Map = mapOf(rooms().Facts);
  std::vector<unsigned> Log = classesNamed(Map, "Log");
  ASSERT_EQ(Log.size(), 1u);
  auto within = [&](unsigned Hops) {
    return namesOf(neighbourhood(Map, Log, {Hops}).Map);
  };
  EXPECT_EQ(within(0), (Names{"net::Log"}));
  EXPECT_EQ(within(1), (Names{"net::Log", "net::Player"}));
  EXPECT_EQ(within(2), (Names{"net::Log", "net::Player", "net::Room"}));
  EXPECT_EQ(within(3).size(), 4u);
}

TEST(OwnershipNeighbourhood, RawEdgesOnRequest) {
  OwnershipMap Map = mapOf(rooms().Facts);
  std::vector<unsigned> Log = classesNamed(Map, "Log");
  EXPECT_EQ(neighbourhood(Map, Log, {1, false}).Map.Edges.size(), 1u);
  EXPECT_EQ(neighbourhood(Map, Log, {1, true}).Map.Edges.size(), 2u);
}

TEST(OwnershipNeighbourhood, WhatDoesNotFitIsCounted) {
  OwnershipMap Map = mapOf(rooms().Facts);
  Neighbourhood Part =
      neighbourhood(Map, classesNamed(Map, "Room"), {2, false, 2});
  EXPECT_EQ(Part.Map.Nodes.size(), 2u);
  EXPECT_EQ(Part.LeftOut, 2u);
}

TEST(OwnershipNeighbourhood, NamesBySuffix) {
  FactsBuilder B;
  for (StringRef Name :
       {"Room", "net::Room", "net::Bedroom", "old::net::Hall", "net::Hall"})
    B.record(Name);
  OwnershipMap Map = mapOf(B.Facts);
  EXPECT_EQ(classesNamed(Map, "Room").size(), 1u);
  EXPECT_EQ(classesNamed(Map, "::net::Room").size(), 1u);
  EXPECT_EQ(classesNamed(Map, "Hall").size(), 2u);
  EXPECT_EQ(classesNamed(Map, "net::Hall").size(), 1u);
  EXPECT_TRUE(classesNamed(Map, "room").empty());
}

TEST(OwnershipNeighbourhood, MergeForgetsTheOrder) {
  OwnershipMap One = mapOf(rooms().Facts);
  FactsBuilder B;
  B.record("net::Player");
  B.record("net::Pet");
  B.hold("net::Player::pet", "net::Pet");
  OwnershipMap Two = mapOf(B.Facts);
  OwnershipMap Whole = merge({One, Two});
  EXPECT_EQ(Whole.Nodes, merge({Two, One}).Nodes);
  EXPECT_EQ(Whole.Edges, merge({Two, One}).Edges);
  EXPECT_EQ(Whole.Nodes, merge({Whole, One, Two}).Nodes);
  EXPECT_EQ(Whole.Edges, merge({Whole, One, Two}).Edges);
  EXPECT_EQ(Whole.Nodes.size(), One.Nodes.size() + 1);
}

TEST(OwnershipNeighbourhood, TheRingOfAFindingIsMarked) {
  FactsBuilder B = rooms();
  std::vector<Finding> Found = B.shown();
  ASSERT_EQ(Found.size(), 1u);
  OwnershipMap Map = mapOf(B.Facts);
  markRing(Map, Found[0]);
  Names Lines = linesOf(Map);
  EXPECT_TRUE(llvm::is_contained(
      Lines, "net::Player -net::Player::room cut ring-> net::Room"));
  EXPECT_TRUE(llvm::is_contained(
      Lines, "net::Room -net::Room::players ring-> net::Player"));
  EXPECT_TRUE(
      llvm::is_contained(Lines, "net::Player -net::Player::log-> net::Log"));
}

TEST(OwnershipNeighbourhood, ARingHasANodePerObject) {
  FactsBuilder B;
  B.record("Node");
  B.hold("Node::up", "Node");
  B.hold("Node::children", "Node", HoldKind::Shared, true);
  std::vector<Finding> Found = B.shown();
  ASSERT_EQ(Found.size(), 1u);
  std::optional<Neighbourhood> Ring = ringOf(Found[0], mapOf(B.Facts), {1});
  ASSERT_TRUE(Ring.has_value());
  EXPECT_EQ(namesOf(Ring->Map), (Names{"Node", "Node"}));
  ASSERT_EQ(Ring->Map.Edges.size(), 2u);
  EXPECT_EQ(Ring->Map.Edges[0].From, Ring->Map.Edges[1].To);
  EXPECT_NE(Ring->Map.Edges[0].From, Ring->Map.Edges[0].To);
}

TEST(OwnershipNeighbourhood, AFindingWithoutRingIsNotDrawn) {
  Finding F{};
  F.Rule = RuleId::Annotation;
  F.Witness = {{StepKind::Explain, {}, {"'f' is defined here"}}};
  EXPECT_FALSE(ringOf(F, {}, {1}).has_value());
}
