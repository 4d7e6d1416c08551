//===- RingShapesTest.cpp - Which shapes of types are rings ---------------===//
#include "test/Reasoning/FactsBuilder.h"
#include <gmock/gmock.h>

using namespace ouro;
using namespace ouro::testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

namespace {

struct RingShapes : ::testing::Test, FactsBuilder {
  /// A and B hold each other by these kinds.
  void pair(HoldKind There, HoldKind Back) {
    record("A");
    record("B");
    hold("A::b", "B", There); // line 3
    hold("B::a", "A", Back);  // line 4
  }
};

TEST_F(RingShapes, NothingHoldsAnything) { EXPECT_THAT(findings(), IsEmpty()); }

TEST_F(RingShapes, TwoClassesAreLikelyAtTheLaterField) {
  pair(HoldKind::Shared, HoldKind::Shared);
  EXPECT_THAT(findings(), ElementsAre("likely 4: strong reference cycle of "
                                      "'A' and 'B' through 'B::a' and 'A::b'"));
}

TEST_F(RingShapes, ThreeClasses) {
  record("A");
  record("B");
  record("C");
  hold("A::b", "B");
  hold("B::c", "C");
  hold("C::a", "A");
  EXPECT_THAT(
      findings(),
      ElementsAre("likely 6: strong reference cycle of 'A', 'B' and 'C' "
                  "through 'C::a', 'A::b' and 'B::c'"));
}

TEST_F(RingShapes, UniqueAndSharedCloseARingAtTheSharedField) {
  pair(HoldKind::Shared, HoldKind::Unique);
  EXPECT_THAT(findings(), ElementsAre("likely 3: strong reference cycle of "
                                      "'B' and 'A' through 'A::b' and 'B::a'"));
}

TEST_F(RingShapes, WithoutACountedFieldThereIsNoRing) {
  pair(HoldKind::Unique, HoldKind::Unique);
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(RingShapes, WhatDoesNotKeepAliveIsNoEdge) {
  for (HoldKind Kind : {HoldKind::Weak, HoldKind::Raw, HoldKind::Erased}) {
    FactsBuilder F;
    F.record("A");
    F.record("B");
    F.hold("A::b", "B");
    F.hold("B::a", "A", Kind);
    EXPECT_THAT(F.findings(), IsEmpty()) << toString(Kind).str();
  }
}

TEST_F(RingShapes, PartsAreSeenThrough) {
  record("A");
  record("Part");
  record("B");
  hold("A::part", "Part", HoldKind::Part);
  hold("Part::bs", "B", HoldKind::Shared, /*Many=*/true);
  hold("B::a", "A");
  EXPECT_THAT(findings(),
              ElementsAre("likely 6: strong reference cycle of 'A' and 'B' "
                          "through 'B::a' and 'Part::bs'"));
}

TEST_F(RingShapes, APartAndOneFieldBackIsRecursionByDesign) {
  record("A");
  record("Part");
  hold("A::part", "Part", HoldKind::Part);
  hold("Part::a", "A");
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(RingShapes, InheritedFieldsBelongToTheDerivedClass) {
  record("Base");
  record("A", {"Base"});
  record("B");
  hold("Base::b", "B");
  hold("B::a", "A");
  EXPECT_THAT(findings(), ElementsAre("likely 6: strong reference cycle of "
                                      "'A' and 'B' through 'B::a' and "
                                      "'Base::b'"));
}

TEST_F(RingShapes, AnInterfaceThatTheOwnerImplementsIsOnlyPossible) {
  record("Listener").Polymorphic = true;
  record("Track");
  record("Player", {"Listener"});
  hold("Track::listener", "Listener");
  hold("Player::tracks", "Track", HoldKind::Shared, /*Many=*/true);
  EXPECT_THAT(findings(),
              ElementsAre("possible 5: possible strong reference cycle of "
                          "'Listener' and 'Track' through 'Track::listener' "
                          "and 'Player::tracks'"));
}

TEST_F(RingShapes, TheInterfaceItselfIsNoImplementer) {
  record("Listener").Polymorphic = true;
  record("Track");
  record("Player");
  hold("Track::listener", "Listener");
  hold("Player::tracks", "Track");
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(RingShapes, APartIsExactlyItsClass) {
  record("Base").Polymorphic = true;
  record("Derived", {"Base"});
  record("B");
  hold("B::base", "Base", HoldKind::Part);
  hold("Derived::b", "B");
  hold("Derived::c", "B", HoldKind::Unique);
  EXPECT_THAT(findings(), IsEmpty()); // B::base is never a Derived
}

// Classes that hold their own kind.

TEST_F(RingShapes, OneRecursiveFieldIsAList) {
  record("Node");
  hold("Node::next", "Node");
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(RingShapes, OneRecursiveContainerIsATree) {
  record("Node");
  hold("Node::children", "Node", HoldKind::Shared, /*Many=*/true);
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(RingShapes, ContainerOfChildrenAndOneParentIsLikely) {
  record("Node");
  hold("Node::up", "Node");
  hold("Node::children", "Node", HoldKind::Shared, /*Many=*/true);
  EXPECT_THAT(findings(), ElementsAre("likely 2: strong reference cycle of "
                                      "'Node' through 'Node::up' and "
                                      "'Node::children'"));
}

TEST_F(RingShapes, TwoSingleFieldsArePossible) {
  record("Node");
  hold("Node::left", "Node");
  hold("Node::right", "Node");
  EXPECT_THAT(findings(), ElementsAre("possible 3: possible strong reference "
                                      "cycle of 'Node' through 'Node::right' "
                                      "and 'Node::left'"));
}

TEST_F(RingShapes, ThreeFieldsOfOneClassAreOnlyPossible) {
  record("Node");
  hold("Node::up", "Node");
  hold("Node::next", "Node");
  hold("Node::children", "Node", HoldKind::Shared, /*Many=*/true);
  Names All = findings();
  ASSERT_FALSE(All.empty());
  for (const std::string &Line : All)
    EXPECT_THAT(Line, HasSubstr("possible")) << Line;
}

TEST_F(RingShapes, UniqueChildrenAndSharedParentOfOneClass) {
  record("Node");
  hold("Node::children", "Node", HoldKind::Unique, /*Many=*/true);
  hold("Node::up", "Node");
  EXPECT_THAT(findings(),
              ElementsAre("possible 3: possible strong reference cycle of "
                          "'Node' through 'Node::up' and 'Node::children'"));
}

TEST_F(RingShapes, AVariantWithTheSameFieldTwiceIsOneField) {
  record("A");
  record("B");
  // std::variant<shared_ptr<A>, shared_ptr<B>> A::v, and B is a leaf.
  hold("A::v", "A");
  hold("A::v", "B");
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(RingShapes, AVariantOfItsOwnClassTwiceIsOneField) {
  // std::variant<shared_ptr<vector<Json>>, shared_ptr<map<string, Json>>>
  record("Json");
  hold("Json::value", "Json", HoldKind::Shared, /*Many=*/true);
  hold("Json::value", "Json", HoldKind::Shared, /*Many=*/true);
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(RingShapes, AVariantClosesARingThroughOneOfItsClasses) {
  record("A");
  record("B");
  hold("A::v", "A");
  hold("A::v", "B");
  hold("B::a", "A");
  EXPECT_THAT(findings(), ElementsAre("likely 5: strong reference cycle of "
                                      "'A' and 'B' through 'B::a' and 'A::v'"));
}

// Const fields.

TEST_F(RingShapes, ARingOfConstFieldsOnlyIsNone) {
  record("A");
  record("B");
  hold("A::b", "B").Fixed = true;
  hold("B::a", "A").Fixed = true;
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(RingShapes, OneFieldThatCanBeReboundIsEnough) {
  record("A");
  record("B");
  hold("A::b", "B").Fixed = true;
  hold("B::a", "A");
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("likely 4: ")));
}

TEST_F(RingShapes, ConstLeftAndRightOfAnExpressionAreNone) {
  record("Expr");
  hold("Expr::left", "Expr").Fixed = true;
  hold("Expr::right", "Expr").Fixed = true;
  EXPECT_THAT(findings(), IsEmpty());
}

// What the author says.

TEST_F(RingShapes, AcyclicAndImmortalClassesAreOnNoRing) {
  for (bool RecordFact::*Said : {&RecordFact::Acyclic, &RecordFact::Immortal})
    for (int Which : {0, 1}) {
      FactsBuilder F;
      F.record("A");
      F.record("B");
      F.Facts.Records[Which].*Said = true;
      F.Facts.Records[Which].Reason = "so";
      F.hold("A::b", "B");
      F.hold("B::a", "A");
      EXPECT_THAT(F.findings(), IsEmpty()) << Which;
      EXPECT_THAT(F.silenced(), ElementsAre(StartsWith("[so] likely 4: ")));
    }
}

TEST_F(RingShapes, AnAcyclicNodeIsNoSameClassRing) {
  record("Node").Acyclic = true;
  hold("Node::up", "Node");
  hold("Node::children", "Node", HoldKind::Shared, /*Many=*/true);
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(RingShapes, ASilencedFieldIsNoEdge) {
  record("A");
  record("B");
  HoldFact &Said = hold("A::b", "B");
  Said.Silenced = true;
  Said.Reason = "one is null";
  hold("B::a", "A");
  EXPECT_THAT(findings(), IsEmpty());
  EXPECT_THAT(silenced(),
              ElementsAre("[one is null] likely 4: strong reference cycle of "
                          "'A' and 'B' through 'B::a' and 'A::b'"));
}

TEST_F(RingShapes, EveryReasonOnTheRingIsGivenOnce) {
  for (StringRef Name : {"A", "B", "C"}) {
    record(Name).Acyclic = true;
    Facts.Records.back().Reason = Name == "C" ? "other" : "same";
  }
  hold("A::b", "B");
  hold("B::c", "C");
  hold("C::a", "A");
  EXPECT_THAT(silenced(), ElementsAre(StartsWith("[same; other] likely ")));
}

TEST_F(RingShapes, ARingBesideASilencedOneIsAFinding) {
  record("A");
  record("B");
  hold("A::b", "B").Silenced = true;
  hold("A::c", "B");
  hold("B::a", "A");
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("'B::a' and 'A::c'")));
}

TEST_F(RingShapes, ASilencedFieldThatClosesNoRingIsNoFinding) {
  record("A");
  record("B");
  hold("A::b", "B").Silenced = true;
  hold("B::a", "A", HoldKind::Weak);
  EXPECT_THAT(silenced(), IsEmpty());
}

TEST_F(RingShapes, AFieldBrokenByAFunctionOfTheAuthorIsNone) {
  record("A");
  record("B");
  HoldFact &Said = hold("A::b", "B");
  Said.BrokenBy = id("A::close");
  Said.Reason = "broken by close";
  hold("B::a", "A");
  EXPECT_THAT(findings(), IsEmpty());
  EXPECT_THAT(silenced(), ElementsAre(StartsWith("[broken by close] likely")));
}

// Rings beside each other.

TEST_F(RingShapes, RingsThatShareTheEdgeToCutAreOneFinding) {
  record("Owner");
  record("Item");
  hold("Owner::first", "Item", HoldKind::Shared, /*Many=*/true);
  hold("Owner::second", "Item", HoldKind::Shared, /*Many=*/true);
  hold("Item::owner", "Owner");
  EXPECT_THAT(findings(), ElementsAre("likely 5: strong reference cycle of "
                                      "'Owner' and 'Item' through "
                                      "'Item::owner' and 'Owner::first'"));
}

TEST_F(RingShapes, SeparateRingsAreSeparateFindings) {
  for (std::string N : {"1", "2"}) {
    record("A" + N);
    record("B" + N);
    hold("A" + N + "::b", "B" + N);
    hold("B" + N + "::a", "A" + N);
  }
  EXPECT_THAT(
      findings(),
      ElementsAre(HasSubstr("likely 4: strong reference cycle of 'A1'"),
                  HasSubstr("likely 8: strong reference cycle of 'A2'")));
}

TEST_F(RingShapes, AHolderThatIsNotOnTheRingIsNotNamed) {
  record("Outside");
  hold("Outside::a", "A");
  pair(HoldKind::Shared, HoldKind::Shared);
  for (const Finding &F : reasoning::findAll(Facts))
    EXPECT_THAT(terse(F), ::testing::Not(HasSubstr("Outside")));
  EXPECT_EQ(findings().size(), 1u);
}

TEST_F(RingShapes, ErrorsInTheTuLeaveOnlyPossible) {
  pair(HoldKind::Shared, HoldKind::Shared);
  Facts.HasErrors = true;
  EXPECT_THAT(findings(),
              ElementsAre(HasSubstr("possible 4: possible strong")));
}

} // namespace
