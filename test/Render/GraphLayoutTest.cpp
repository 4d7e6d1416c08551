//===- GraphLayoutTest.cpp ------------------------------------------------===//
#include "tools/Render/GraphLayers.h"
#include "gtest/gtest.h"
#include <cmath>
#include <random>

using namespace ouro::render;

static bool overlap(const Box &L, const Box &R) {
  return std::abs(L.Centre.X - R.Centre.X) < (L.Width + R.Width) / 2 - 0.01 &&
         std::abs(L.Centre.Y - R.Centre.Y) < (L.Height + R.Height) / 2 - 0.01;
}

/// What layOut() promises about \p L, made of \p Nodes and \p Edges.
static void expectReadable(const Layout &L, llvm::ArrayRef<LayoutNode> Nodes,
                           llvm::ArrayRef<LayoutEdge> Edges) {
  std::vector<Box> Taken = L.Nodes;
  ASSERT_EQ(L.Nodes.size(), Nodes.size());
  ASSERT_EQ(L.Edges.size(), Edges.size());
  for (size_t I = 0; I < Edges.size(); ++I)
    if (Edges[I].LabelWidth > 0)
      Taken.push_back({L.Edges[I].Label, Edges[I].LabelWidth, 14});
  for (size_t I = 0; I < Taken.size(); ++I) {
    const Box &B = Taken[I];
    EXPECT_GE(B.Centre.X - B.Width / 2, 0) << I;
    EXPECT_GE(B.Centre.Y - B.Height / 2, 0) << I;
    EXPECT_LE(B.Centre.X + B.Width / 2, L.Width) << I;
    EXPECT_LE(B.Centre.Y + B.Height / 2, L.Height) << I;
    for (size_t J = 0; J < I; ++J)
      EXPECT_FALSE(overlap(B, Taken[J])) << I << " lies on " << J;
  }
  for (size_t I = 0; I < Edges.size(); ++I) {
    auto touches = [&](Point P, unsigned Node) {
      const Box &B = L.Nodes[Node];
      return std::abs(P.X - B.Centre.X) <= B.Width / 2 + 0.01 &&
             std::abs(P.Y - B.Centre.Y) <= B.Height / 2 + 0.01;
    };
    EXPECT_TRUE(touches(L.Edges[I].Points.front(), Edges[I].From)) << I;
    EXPECT_TRUE(touches(L.Edges[I].Points.back(), Edges[I].To)) << I;
  }
}

TEST(GraphLayout, NothingAndOneNode) {
  Layout Empty = layOut({}, {});
  EXPECT_TRUE(Empty.Nodes.empty());
  LayoutNode One[] = {{80, 30}};
  expectReadable(layOut(One, {}), One, {});
}

TEST(GraphLayout, HoldersStandAboveWhatTheyHold) {
  LayoutNode Nodes[] = {{80, 30}, {80, 30}, {80, 30}};
  LayoutEdge Edges[] = {{2, 1, 40}, {1, 0, 40}, {2, 0, 40}};
  Layout L = layOut(Nodes, Edges);
  EXPECT_LT(L.Nodes[2].Centre.Y, L.Nodes[1].Centre.Y);
  EXPECT_LT(L.Nodes[1].Centre.Y, L.Nodes[0].Centre.Y);
  expectReadable(L, Nodes, Edges);
}

TEST(GraphLayout, TheEdgeToCutPointsUp) {
  LayoutNode Nodes[] = {{80, 30}, {80, 30}};
  LayoutEdge Edges[] = {{0, 1, 40, /*Backwards=*/true}, {1, 0, 40}};
  Layout L = layOut(Nodes, Edges);
  EXPECT_GT(L.Edges[0].Points.front().Y, L.Edges[0].Points.back().Y);
  EXPECT_NE(L.Edges[0].Points.front().X, L.Edges[1].Points.back().X);
  expectReadable(L, Nodes, Edges);
}

TEST(GraphLayout, LoopsHaveRoom) {
  LayoutNode Nodes[] = {{80, 30}, {80, 30}};
  LayoutEdge Edges[] = {{0, 0, 60}, {0, 0, 90}, {0, 0, 0}, {0, 1, 50}};
  expectReadable(layOut(Nodes, Edges), Nodes, Edges);
}

TEST(GraphLayout, CrossingsThatNeedNotBeAreNot) {
  // Two chains, given in opposite orders.
  LayoutNode Nodes[] = {{80, 30}, {80, 30}, {80, 30}, {80, 30}};
  LayoutEdge Edges[] = {{0, 3, 20}, {1, 2, 20}};
  Layout L = layOut(Nodes, Edges);
  EXPECT_EQ(L.Nodes[0].Centre.X < L.Nodes[1].Centre.X,
            L.Nodes[3].Centre.X < L.Nodes[2].Centre.X);
}

TEST(GraphLayout, RandomGraphs) {
  for (unsigned Seed = 0; Seed < 60; ++Seed) {
    std::mt19937 Random(Seed);
    auto upTo = [&](unsigned Count) { return Random() % Count; };
    std::vector<LayoutNode> Nodes(1 + upTo(60));
    for (LayoutNode &N : Nodes)
      N = {40.0 + upTo(200), 26.0 + upTo(30)};
    std::vector<LayoutEdge> Edges(upTo(2 * Nodes.size()));
    for (LayoutEdge &E : Edges)
      E = {static_cast<unsigned>(upTo(Nodes.size())),
           static_cast<unsigned>(upTo(Nodes.size())), double(upTo(120)),
           upTo(5) == 0};
    Layering Found = assignLayers(Nodes.size(), Edges);
    for (size_t I = 0; I < Edges.size(); ++I) {
      unsigned Above = Found.LayerOf[Edges[I].From];
      unsigned Below = Found.LayerOf[Edges[I].To];
      if (Edges[I].From != Edges[I].To) {
        EXPECT_EQ(Found.Reversed[I], Above > Below);
        EXPECT_NE(Above, Below);
      }
    }
    Layout L = layOut(Nodes, Edges);
    expectReadable(L, Nodes, Edges);
    Layout Again = layOut(Nodes, Edges);
    for (size_t I = 0; I < Nodes.size(); ++I)
      EXPECT_EQ(L.Nodes[I].Centre.X, Again.Nodes[I].Centre.X);
  }
}
