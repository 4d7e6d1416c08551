//===- WitnessTest.cpp - The edge to cut, identity, determinism -----------===//
#include "test/Reasoning/FactsBuilder.h"
#include <algorithm>
#include <gmock/gmock.h>
#include <random>

using namespace ouro;
using namespace ouro::testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

namespace {

std::string cutOf(const FactsBuilder &F) {
  std::vector<Finding> Found = reasoning::findAll(F.Facts);
  return Found.size() == 1 ? Found[0].Symbol
                           : std::to_string(Found.size()) + " findings";
}

// The edge to cut.

TEST(EdgeToCut, ASingleFieldRatherThanAContainer) {
  for (bool First : {false, true}) {
    FactsBuilder F;
    F.record("A");
    F.record("B");
    F.hold("A::b", "B", HoldKind::Shared, /*Many=*/First);
    F.hold("B::a", "A", HoldKind::Shared, /*Many=*/!First);
    EXPECT_EQ(cutOf(F), First ? "B::a" : "A::b");
  }
}

TEST(EdgeToCut, NeverAUniqueFieldOrAPart) {
  FactsBuilder F;
  F.record("A");
  F.record("P");
  F.record("B");
  F.hold("A::p", "P", HoldKind::Part);
  F.hold("P::bs", "B", HoldKind::Shared, /*Many=*/true);
  F.hold("B::a", "A", HoldKind::Unique);
  EXPECT_EQ(cutOf(F), "P::bs");
}

TEST(EdgeToCut, TheOneFilledWithTheReceiver) {
  FactsBuilder F;
  F.record("A");
  F.record("B");
  F.hold("B::a", "A");
  F.hold("A::b", "B");
  EXPECT_EQ(cutOf(F), "A::b"); // the later one
  F.function("A::start")
      .of("A")
      .fresh("y", "B")
      .store("this.A::b", "y")
      .store("y.B::a", "this");
  EXPECT_EQ(cutOf(F), "B::a");
}

TEST(EdgeToCut, TheOneToAClassThatSharesItself) {
  FactsBuilder F;
  F.record("A").Shareable = true;
  F.record("B");
  F.hold("B::a", "A");
  F.hold("A::b", "B");
  EXPECT_EQ(cutOf(F), "B::a");
}

TEST(EdgeToCut, ElseTheLastDeclared) {
  FactsBuilder F;
  F.record("A");
  F.record("B");
  F.hold("A::b", "B");
  F.hold("B::a", "A");
  std::swap(F.Facts.Holds[0], F.Facts.Holds[1]); // order of facts is no order
  EXPECT_EQ(cutOf(F), "B::a");
}

// The steps of the proof.

TEST(Proof, PartsBasesAndInterfacesAreSteps) {
  FactsBuilder F;
  F.record("Base");
  F.record("Listener").Polymorphic = true;
  F.record("A", {"Base", "Listener"}); // bases at lines 4 and 5
  F.record("Part");
  F.record("B");
  F.hold("Base::part", "Part", HoldKind::Part);
  F.hold("Part::bs", "B", HoldKind::Unique, /*Many=*/true);
  F.hold("B::listener", "Listener");
  std::vector<Finding> Found = reasoning::findAll(F.Facts);
  ASSERT_THAT(Found, SizeIs(1));
  EXPECT_THAT(proofOf(Found[0]),
              ElementsAre("'B::listener' holds 'Listener' strongly here",
                          "a 'Listener' may be a 'A'",
                          "'A' inherits it from 'Base'",
                          "'Part' is a part of 'Base' through 'Base::part'",
                          "'Part::bs' owns 'B' here",
                          "make 'B::listener' a weak or plain reference, or "
                          "reset it where its owner shuts down"));
  EXPECT_EQ(Found[0].Witness[1].Where.Begin.Line, 5u);
  EXPECT_EQ(Found[0].Witness[2].Where.Begin.Line, 4u);
}

TEST(Proof, AClassDefinedElsewhereHasAName) {
  FactsBuilder F;
  F.record("A");
  F.record("B");
  F.hold("A::b", "B");
  F.hold("B::a", "A");
  F.Facts.Records.clear();
  for (const Finding &Found : reasoning::findAll(F.Facts))
    EXPECT_THAT(terse(Found), HasSubstr("of 'A' and 'B'"));
}

// Identity.

/// A ring of \p Size classes, declared from the \p First one on, \p Skip lines
/// further down.
FactsBuilder ringFrom(unsigned Size, unsigned First, unsigned Skip) {
  FactsBuilder F;
  F.At.Next += Skip;
  auto Name = [&](unsigned I) { return "C" + std::to_string(I % Size); };
  for (unsigned I = 0; I < Size; ++I)
    F.record(Name(First + I));
  for (unsigned I = 0; I < Size; ++I)
    F.hold(Name(First + I) + "::next", Name(First + I + 1));
  return F;
}

TEST(Identity, DoesNotDependOnRotationOrLines) {
  std::vector<Finding> Plain = reasoning::findAll(ringFrom(4, 0, 0).Facts);
  ASSERT_THAT(Plain, SizeIs(1));
  for (unsigned First = 0; First < 4; ++First)
    for (unsigned Skip : {0u, 1u, 1000u}) {
      std::vector<Finding> Turned =
          reasoning::findAll(ringFrom(4, First, Skip).Facts);
      ASSERT_THAT(Turned, SizeIs(1));
      EXPECT_EQ(Turned[0].Identity, Plain[0].Identity) << First << ' ' << Skip;
    }
}

TEST(Identity, DoesNotDependOnEvidence) {
  FactsBuilder F = ringFrom(2, 0, 0);
  Fingerprint Before = reasoning::findAll(F.Facts)[0].Identity;
  F.function("link")
      .param("x", "C0")
      .param("y", "C1")
      .store("x.C0::next", "y")
      .store("y.C1::next", "x");
  std::vector<Finding> After = reasoning::findAll(F.Facts);
  ASSERT_EQ(After[0].Sureness, Confidence::Certain);
  EXPECT_EQ(After[0].Identity, Before);
}

TEST(Identity, DependsOnTheClassWithItsTemplateArguments) {
  auto IdentityOf = [](StringRef A) {
    FactsBuilder F;
    F.record(A);
    F.record("B");
    F.hold(A.str() + "::b", "B").Name = "Node::b"; // the short name
    F.hold("B::a", A);
    return reasoning::findAll(F.Facts).at(0).Identity;
  };
  EXPECT_NE(IdentityOf("Node<int>"), IdentityOf("Node<char>"));
  EXPECT_EQ(IdentityOf("Node<int>"), IdentityOf("Node<int>"));
}

// Determinism.

std::string everything(const TuFacts &Facts) {
  std::string All;
  for (const Finding &F : reasoning::findAll(Facts)) {
    All += toString(F.Identity) + ' ' + toString(F.Sureness).str() + ' ' +
           toString(F.Where.Begin) + ' ' + terse(F);
    for (const std::string &Step : proofOf(F))
      All += "\n  " + Step;
    All += '\n';
  }
  return All;
}

/// Several rings with the same edges to cut, several rings of the same size,
/// several breaks of the same credit.
FactsBuilder crowded() {
  FactsBuilder F;
  for (StringRef Name : {"A", "B", "C", "D", "E"})
    F.record(Name);
  F.record("F", {"A"});
  for (StringRef Name : {"A::b", "B::c", "C::d", "D::e", "E::a", "A::c", "C::b",
                         "B::a", "E::c", "D::b"})
    F.hold(Name, Name.take_back().upper());
  F.function("one")
      .param("x", "A")
      .param("y", "B")
      .store("x.A::b", "y")
      .store("y.B::a", "x");
  F.function("two")
      .param("x", "A")
      .param("y", "B")
      .store("y.B::a", "x")
      .store("x.A::b", "y");
  F.function("three").param("x", "C").breaks("x.C::d").breaks("x.C::b");
  F.function("four").param("x", "C").breaks("x.C::b").breaks("x.C::d");
  return F;
}

TEST(Determinism, TwoRunsAgree) {
  EXPECT_EQ(everything(crowded().Facts), everything(crowded().Facts));
}

TEST(Determinism, TheOrderOfFactsIsNoInput) {
  FactsBuilder F = crowded();
  std::string Sorted = everything(F.Facts);
  ASSERT_FALSE(Sorted.empty());
  std::mt19937 Random(20240607);
  for (int Round = 0; Round < 50; ++Round) {
    std::shuffle(F.Facts.Records.begin(), F.Facts.Records.end(), Random);
    std::shuffle(F.Facts.Holds.begin(), F.Facts.Holds.end(), Random);
    std::shuffle(F.Facts.Functions.begin(), F.Facts.Functions.end(), Random);
    ASSERT_EQ(everything(F.Facts), Sorted) << "round " << Round;
  }
}

// Annotations that mean nothing are findings, too.

TEST(AnnotationProblems, AreCertainAndStandWhereTheyAre) {
  FactsBuilder F;
  F.Facts.Annotations.push_back({"an odd word", {{"a.cpp", 7, 3}, 7, 9}});
  EXPECT_THAT(F.findings(), ElementsAre("certain 7: an odd word"));
  EXPECT_EQ(reasoning::findAll(F.Facts)[0].Rule, RuleId::Annotation);
}

} // namespace
