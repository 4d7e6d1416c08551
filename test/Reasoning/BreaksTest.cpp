//===- BreaksTest.cpp - What taking a ring apart is worth -----------------===//
#include "checks/Reasoning/BreakIndex.h"
#include "test/Reasoning/FactsBuilder.h"
#include <gmock/gmock.h>

using namespace ouro;
using namespace ouro::testing;
using ouro::reasoning::Break;
using ouro::reasoning::BreakCredit;
using ouro::reasoning::BreakIndex;
using ouro::reasoning::HoldIndex;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

namespace {

/// A ring of A and B, and an owner outside of it.
struct Breaks : ::testing::Test, FactsBuilder {
  Breaks() {
    record("A");
    record("B");
    record("Owner");
    hold("A::b", "B");     // line 4
    hold("B::a", "A");     // line 5
    hold("Owner::a", "A"); // line 6
  }

  Break best() const {
    HoldIndex Index(Facts);
    return BreakIndex(Index).bestBreak({&Facts.Holds[0], &Facts.Holds[1]},
                                       {id("A"), id("B")});
  }
  BreakCredit credit() const { return best().Credit; }

  Body closing(StringRef Name) {
    return function(Name).of("A").confined().breaks("this.A::b");
  }
};

TEST_F(Breaks, Nobody) {
  EXPECT_EQ(credit(), BreakCredit::None);
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("likely 5: ")));
}

TEST_F(Breaks, AnotherFieldIsNotOfTheRing) {
  function("f").param("o", "Owner").breaks("o.Owner::a");
  EXPECT_EQ(credit(), BreakCredit::None);
}

TEST_F(Breaks, AConstructorUndoesNothing) {
  function("A::A").of("A", FunctionRole::Constructor).breaks("this.A::b");
  function("Owner::Owner")
      .of("Owner", FunctionRole::Constructor)
      .breaks("this.Owner::a.A::b");
  EXPECT_EQ(credit(), BreakCredit::None);
}

TEST_F(Breaks, AFunctionThatAnybodyMayCallIsReached) {
  function("close").param("x", "A").breaks("x.A::b");
  EXPECT_EQ(credit(), BreakCredit::Reached);
  // By its types alone the ring was likely: one class less.
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("possible 5: ")));
}

TEST_F(Breaks, AReachedBreakOfAPossibleRingIsTheEndOfIt) {
  Facts.Holds[0].HeldName = "";
  FactsBuilder F;
  F.record("Node");
  F.hold("Node::left", "Node");
  F.hold("Node::right", "Node");
  ASSERT_THAT(F.findings(), ElementsAre(HasSubstr("possible")));
  F.function("unlink").param("n", "Node").breaks("n.Node::left");
  EXPECT_THAT(F.findings(), IsEmpty());
}

TEST_F(Breaks, TheProofNamesTheBreak) {
  function("close").param("x", "A").breaks("x.A::b"); // lines 7 and 8
  std::vector<Finding> Found = reasoning::findAll(Facts);
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_THAT(proofOf(Found[0]), Contains("'close' resets 'A::b' here"));
  EXPECT_EQ(Found[0].Witness.rbegin()[1].Where.Begin.Line, 8u);
  EXPECT_EQ(Found[0].Witness.back().Kind, StepKind::Remedy);
}

TEST_F(Breaks, AFunctionThatNothingCallsEarnsANoteOnly) {
  closing("A::close");
  EXPECT_EQ(credit(), BreakCredit::Uncalled);
  std::vector<Finding> Found = reasoning::findAll(Facts);
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(Found[0].Sureness, Confidence::Likely);
  EXPECT_THAT(
      proofOf(Found[0]),
      Contains("'A::close' would reset 'A::b', but nothing here calls it"));
}

TEST_F(Breaks, UncalledIsStillCertainIfTheRingIsBuilt) {
  closing("A::close");
  function("link")
      .param("x", "A")
      .param("y", "B")
      .store("x.A::b", "y")
      .store("y.B::a", "x");
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("certain 5: ")));
}

TEST_F(Breaks, CalledByAFunctionThatRuns) {
  closing("A::close");
  function("main").calls("A::close");
  EXPECT_EQ(credit(), BreakCredit::Reached);
}

TEST_F(Breaks, CalledThroughOthers) {
  closing("A::close");
  function("step").confined().calls("A::close");
  function("main").calls("step");
  EXPECT_EQ(credit(), BreakCredit::Reached);
}

TEST_F(Breaks, CalledOnlyByWhatNothingCalls) {
  closing("A::close");
  function("step").confined().calls("A::close");
  EXPECT_EQ(credit(), BreakCredit::Uncalled);
}

TEST_F(Breaks, CallsInACircleReachNothing) {
  closing("A::close").calls("step");
  function("step").confined().calls("A::close");
  EXPECT_EQ(credit(), BreakCredit::Uncalled);
}

// Destructors.

TEST_F(Breaks, TheDestructorOfAnOwnerOutside) {
  function("Owner::~Owner")
      .of("Owner", FunctionRole::Destructor)
      .confined()
      .breaks("this.Owner::a.A::b");
  EXPECT_EQ(credit(), BreakCredit::Teardown);
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(Breaks, WhatThatDestructorCalls) {
  closing("A::close");
  function("Owner::~Owner")
      .of("Owner", FunctionRole::Destructor)
      .confined()
      .calls("A::close");
  EXPECT_EQ(credit(), BreakCredit::Teardown);
}

TEST_F(Breaks, TeardownSilencesEvenABuiltRing) {
  closing("A::close");
  function("Owner::~Owner")
      .of("Owner", FunctionRole::Destructor)
      .calls("A::close");
  function("link")
      .param("x", "A")
      .param("y", "B")
      .store("x.A::b", "y")
      .store("y.B::a", "x");
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(Breaks, TheDestructorOfAMemberNeverRuns) {
  function("B::~B").of("B", FunctionRole::Destructor).breaks("this.B::a.A::b");
  EXPECT_EQ(credit(), BreakCredit::None);
  std::vector<Finding> Found = reasoning::findAll(Facts);
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(Found[0].Sureness, Confidence::Likely);
}

TEST_F(Breaks, NorDoesWhatOnlyItCalls) {
  closing("A::close");
  function("B::~B").of("B", FunctionRole::Destructor).calls("A::close");
  EXPECT_EQ(credit(), BreakCredit::Uncalled);
}

TEST_F(Breaks, AMembersDestructorCalledByAnOwnersIsNoWayToTheBreak) {
  // ~Owner lets go of its A, which does not die while the ring stands.
  closing("A::close");
  function("A::~A").of("A", FunctionRole::Destructor).calls("A::close");
  function("Owner::~Owner")
      .of("Owner", FunctionRole::Destructor)
      .calls("A::~A");
  EXPECT_EQ(credit(), BreakCredit::Uncalled);
}

TEST_F(Breaks, TheDestructorOfADerivedMemberNeverRunsEither) {
  record("C", {"B"});
  function("C::~C").of("C", FunctionRole::Destructor).breaks("this.B::a");
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("likely 5: ")));
}

TEST_F(Breaks, TheDestructorOfABaseOfAMemberNeverRunsEither) {
  Facts.Records[0].Bases.push_back({id("Base"), {}});
  record("Base");
  function("Base::~Base")
      .of("Base", FunctionRole::Destructor)
      .param("x", "A")
      .breaks("x.A::b");
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("likely 5: ")));
}

TEST_F(Breaks, AMembersConstructorRunsBeforeTheRing) {
  closing("A::close");
  function("A::A").of("A", FunctionRole::Constructor).calls("A::close");
  EXPECT_EQ(credit(), BreakCredit::Uncalled);
  function("make").calls("A::A");
  EXPECT_EQ(credit(), BreakCredit::Uncalled);
}

// Virtual functions.

TEST_F(Breaks, AnOverriderIsReachedThroughTheBase) {
  closing("A::close").overrides("Base::close");
  function("main").calls("Base::close");
  EXPECT_EQ(credit(), BreakCredit::Reached);
}

TEST_F(Breaks, AnOverriderOfWhatNothingCallsIsNot) {
  closing("A::close").overrides("Base::close");
  function("main").calls("Base::open");
  EXPECT_EQ(credit(), BreakCredit::Uncalled);
}

TEST_F(Breaks, TheBaseIsNotReachedThroughAnOverrider) {
  closing("Base::close");
  function("A::close").of("A").confined().overrides("Base::close");
  function("main").calls("A::close");
  EXPECT_EQ(credit(), BreakCredit::Uncalled);
}

// Which break counts.

TEST_F(Breaks, TheBestOfSeveral) {
  closing("A::forgotten");
  function("close").param("y", "B").breaks("y.B::a");
  EXPECT_EQ(credit(), BreakCredit::Reached);
  EXPECT_EQ(best().Function->Name, "close");
  EXPECT_EQ(best().Hold, &Facts.Holds[1]);
  function("Owner::~Owner")
      .of("Owner", FunctionRole::Destructor)
      .breaks("this.Owner::a.A::b");
  EXPECT_EQ(credit(), BreakCredit::Teardown);
  EXPECT_EQ(best().Function->Name, "Owner::~Owner");
}

TEST_F(Breaks, OfEqualOnesTheFirst) {
  function("first").param("y", "B").breaks("y.B::a");
  function("second").param("y", "B").breaks("y.B::a");
  EXPECT_EQ(best().Function->Name, "first");
}

TEST_F(Breaks, AnElementOfTheFieldIsTheField) {
  function("close").param("x", "A").breaks("x.A::b[]");
  EXPECT_EQ(credit(), BreakCredit::Reached);
}

TEST_F(Breaks, AnAnnotationCountsAsTeardown) {
  Facts.Holds[1].BrokenBy = id("A::close");
  closing("A::close");
  EXPECT_EQ(credit(), BreakCredit::Teardown);
  EXPECT_EQ(best().Function->Name, "A::close");
  EXPECT_EQ(best().Effect, nullptr);
}

TEST_F(Breaks, InTheClassAnInterfaceStandsFor) {
  // Ring through an interface: the destructor of its implementer never runs.
  FactsBuilder F;
  F.record("Listener").Polymorphic = true;
  F.record("Track");
  F.record("Player", {"Listener"});
  F.hold("Track::listener", "Listener");
  F.hold("Player::tracks", "Track", HoldKind::Shared, /*Many=*/true);
  F.function("Player::~Player")
      .of("Player", FunctionRole::Destructor)
      .breaks("this.Player::tracks");
  EXPECT_THAT(F.findings(), ElementsAre(HasSubstr("possible 5: ")));
}

// Calls that pass nothing.

TEST_F(Breaks, ASetterCalledWithNothing) {
  function("A::setB").of("A").confined().param("q", "B").store("this.A::b",
                                                               "q");
  EXPECT_EQ(credit(), BreakCredit::None);
  function("close")
      .param("x", "A")
      .object(ObjectKind::Empty, "nothing", "")
      .call("x", "A::setB", {"nothing"});
  EXPECT_EQ(credit(), BreakCredit::Reached);
  EXPECT_EQ(best().Function->Name, "close");
}

TEST_F(Breaks, ASetterCalledWithSomethingIsNoBreak) {
  function("A::setB").of("A").confined().param("q", "B").store("this.A::b",
                                                               "q");
  function("open").param("x", "A").fresh("y", "B").call("x", "A::setB", {"y"});
  EXPECT_EQ(credit(), BreakCredit::None);
}

TEST_F(Breaks, ATeardownInAnotherFileLeavesOnlyPossible) {
  Facts.Records[0].MayBeTornDownElsewhere = true;
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("possible 5: ")));
}

TEST_F(Breaks, OfAnOwnerOutsideItSaysNothing) {
  Facts.Records[2].MayBeTornDownElsewhere = true;
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("likely 5: ")));
}

/// OURO_BROKEN_BY(A::close) on B::a.
struct Promises : Breaks {
  Promises() {
    Facts.Holds[1].BrokenBy = id("A::close");
    Facts.Holds[1].BrokenByName = "A::close";
  }
};

TEST_F(Promises, Kept) {
  function("A::close").of("A").breaks("this.A::b.B::a");
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(Promises, KeptByWhatItCalls) {
  function("A::close").of("A").calls("drop");
  function("drop").param("y", "B").breaks("y.B::a");
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(Promises, NotKept) {
  function("A::close").of("A").breaks("this.A::b");
  EXPECT_THAT(findings(),
              ElementsAre("certain 5: 'B::a' is said to be broken by "
                          "'A::close', which does not reset it"));
}

TEST_F(Promises, OfAFunctionInAnotherFileAreBelieved) {
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(Promises, ThatMayBeKeptInAnotherFileAreBelieved) {
  function("A::close").of("A").calls("elsewhere");
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(Promises, AreNotJudgedInATuWithErrors) {
  function("A::close").of("A").breaks("this.A::b");
  Facts.HasErrors = true;
  EXPECT_THAT(findings(), IsEmpty());
}

} // namespace
