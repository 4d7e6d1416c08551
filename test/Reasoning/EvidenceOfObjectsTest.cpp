//===- EvidenceOfObjectsTest.cpp - Which objects are the same -------------===//
#include "test/Reasoning/FactsBuilder.h"
#include <gmock/gmock.h>

using namespace ouro;
using namespace ouro::testing;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace {

/// One recursive field: rings only by evidence.
struct Recursive : ::testing::Test, FactsBuilder {
  Recursive() {
    record("Node");
    hold("Node::next", "Node");
    hold("Node::all", "Node", HoldKind::Shared, /*Many=*/true).Silenced = true;
  }
};

TEST_F(Recursive, ANodePutIntoItselfIsReportedAtTheStore) {
  function("f").param("n", "Node").store("n.Node::next", "n");
  EXPECT_THAT(
      findings(),
      ElementsAre(
          "certain 5: strong reference cycle of 'Node' through 'Node::next'"));
  EXPECT_THAT(proofOf(shown()[0]),
              Contains("keep this object out of its own 'Node::next', or hold "
                       "it weakly there"));
}

TEST_F(Recursive, ParametersAreDifferentObjects) {
  function("f")
      .param("n", "Node")
      .param("m", "Node")
      .store("n.Node::next", "m");
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(Recursive, ARingOfTwoNodes) {
  function("f")
      .param("n", "Node")
      .fresh("m", "Node")
      .store("n.Node::next", "m")
      .store("m.Node::next", "n");
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("certain ")));
}

TEST_F(Recursive, ElementsOfAContainerAreDifferentObjects) {
  // for (auto &n : p->all) n->next = q->all.back();
  function("f")
      .param("p", "Node")
      .local("n", "Node")
      .bind("n", "p.Node::all[]")
      .store("n.Node::next", "p.Node::all[]");
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(Recursive, ElementsOfALocalContainerAreDifferentObjects) {
  function("f").local("v", "Node").store("v[].Node::next", "v[]");
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(Recursive, AnElementKnownByNameIsOneObject) {
  function("f")
      .local("v", "Node")
      .local("n", "Node")
      .bind("n", "v[]")
      .store("n.Node::next", "n");
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("certain ")));
}

TEST(EvidenceOfContainers, AStoreAddsAndABreakRemovesAll) {
  for (bool Cleared : {false, true}) {
    FactsBuilder F;
    F.record("Group");
    F.hold("Group::members", "Group", HoldKind::Shared, /*Many=*/true);
    Body Fill =
        F.function("f").confined().param("g", "Group").param("h", "Group");
    Fill.store("g.Group::members", "g").store("g.Group::members", "h");
    if (Cleared)
      Fill.breaks("g.Group::members");
    EXPECT_EQ(F.findings().size(), Cleared ? 0u : 1u);
  }
}

TEST(EvidenceOfInterfaces, TheOwnerPutIntoTheSlotIsCertain) {
  FactsBuilder F;
  F.record("Listener").Polymorphic = true;
  F.record("Track");
  F.record("Player", {"Listener"});
  F.hold("Track::listener", "Listener");
  F.hold("Player::tracks", "Track", HoldKind::Shared, /*Many=*/true);
  F.function("Player::add")
      .of("Player")
      .fresh("t", "Track")
      .store("t.Track::listener", "this")
      .store("this.Player::tracks", "t");
  EXPECT_THAT(F.findings(), ElementsAre(HasSubstr("certain 5: ")));
}

TEST(EvidenceOfVariants, TheClassStoredPicksTheHold) {
  FactsBuilder F;
  F.record("A");
  F.record("B");
  F.record("C");
  F.hold("A::v", "C");
  F.hold("A::v", "B");
  F.hold("B::a", "A");
  F.function("f")
      .param("x", "A")
      .param("y", "B")
      .store("x.A::v", "y")
      .store("y.B::a", "x");
  EXPECT_THAT(F.findings(),
              ElementsAre(HasSubstr(
                  "certain 6: strong reference cycle of 'A' and 'B'")));
}

TEST(EvidenceOfClosures, ACaptureOfWhatHoldsTheClosureIsASelfCapture) {
  FactsBuilder F;
  F.record("A");
  F.hold("A::callback", "", HoldKind::Erased);
  F.Facts.Holds.back().Held = {};
  F.record("B");
  F.hold("B::a", "A");
  Body Set =
      F.function("f").param("x", "A").object(ObjectKind::Closure, "lambda", "");
  Set.captures("lambda", "x", HoldKind::Shared)
      .store("x.A::callback", "lambda");
  EXPECT_THAT(F.findings(), ElementsAre(HasSubstr(
                                "closure captures 'A' strongly, which "
                                "holds the closure through 'A::callback'")));
}

} // namespace
