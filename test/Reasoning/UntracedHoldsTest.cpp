//===- UntracedHoldsTest.cpp - References no collector is told of ---------===//
#include "test/Reasoning/FactsBuilder.h"
#include <gmock/gmock.h>

using namespace ouro;
using namespace ouro::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

namespace {

class UntracedHolds : public ::testing::Test, protected FactsBuilder {
protected:
  TraceFact &trace(StringRef Name, TraceState State) {
    TraceFact T;
    T.State = State;
    T.Name = Name.str();
    T.Field = id(Name);
    T.HolderName = Name.rsplit("::").first.str();
    T.Holder = id(T.HolderName);
    T.Tracer = T.HolderName + "::trace";
    T.TracerWhere = At.take();
    T.Where = At.take();
    Facts.Traces.push_back(std::move(T));
    return Facts.Traces.back();
  }

  TraceFact &variable(StringRef Name, TraceState State) {
    TraceFact &T = trace(Name, State);
    T.Field = T.Holder = {};
    T.HolderName = T.Tracer = "";
    return T;
  }

  RecordFact &collected(StringRef Name,
                        std::initializer_list<StringRef> Bases = {}) {
    RecordFact &R = record(Name, Bases);
    R.Collected = true;
    return R;
  }
};

TEST_F(UntracedHolds, WhatIsReportedOrOutOfSightIsNoFinding) {
  trace("Node::left", TraceState::Reported);
  trace("Node::right", TraceState::Opaque);
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(UntracedHolds, WhatAReadFunctionLeavesOutIsCertain) {
  trace("Node::left", TraceState::Missing);
  EXPECT_THAT(findings(),
              ElementsAre("certain 2: 'Node::trace' does not report "
                          "'Node::left' to the collector"));
  EXPECT_THAT(proofOf(shown().front()),
              ElementsAre("'Node::trace' does not mention 'Node::left'",
                          "pass 'Node::left' on to the collector"));
}

TEST_F(UntracedHolds, ABaseIsReportedByItsOwnFunction) {
  TraceFact &T = trace("Base", TraceState::Missing);
  T.IsBase = true;
  T.HolderName = "Node";
  T.Tracer = "Node::trace";
  EXPECT_THAT(proofOf(shown().front()),
              ElementsAre("'Node::trace' does not mention 'Base'",
                          "call the one of 'Base' in 'Node::trace'"));
}

TEST_F(UntracedHolds, WhatMayHoldNothingIsLikely) {
  trace("Node::callback", TraceState::Missing).Erased = true;
  EXPECT_THAT(findings(), ElementsAre("likely 2: 'Node::trace' does not report "
                                      "'Node::callback' to the collector"));
}

TEST_F(UntracedHolds, HalfAFileProvesNothing) {
  trace("Node::left", TraceState::Missing).Fix.push_back({});
  Facts.HasErrors = true;
  EXPECT_THAT(findings(),
              ElementsAre("possible 2: 'Node::trace' may not report "
                          "'Node::left' to the collector"));
  EXPECT_THAT(shown().front().Fix, IsEmpty());
}

TEST_F(UntracedHolds, AFixOfTheFactsIsTheFindings) {
  trace("Node::left", TraceState::Missing).Fix.push_back({});
  EXPECT_EQ(shown().front().Fix.size(), 1u);
  EXPECT_EQ(shown().front().FixTitle, "report 'Node::left' in 'Node::trace'");
}

TEST_F(UntracedHolds, AClassOfAHeaderMayBeAPartElsewhere) {
  trace("Deck::top", TraceState::Orphan);
  trace("Pile::top", TraceState::Orphan).Confined = true;
  EXPECT_THAT(
      findings(),
      ElementsAre("possible 2: 'Deck::top' may be a traced reference outside "
                  "any object that the collector asks",
                  "likely 4: 'Pile::top' is a traced reference outside any "
                  "object that the collector asks"));
}

TEST_F(UntracedHolds, VariablesByWhatTheyAre) {
  variable("root", TraceState::Static);
  TraceFact &Now = variable("now", TraceState::Local);
  Now.Spelled = Now.Exposed = true;
  variable("brief", TraceState::Local).Spelled = true;
  variable("deduced", TraceState::Local);
  EXPECT_THAT(
      findings(),
      ElementsAre("certain 2: 'root' is a traced reference outside any object "
                  "that the collector asks",
                  "likely 4: 'now' is a traced reference outside any object "
                  "that the collector asks",
                  "possible 6: 'brief' may be a traced reference outside any "
                  "object that the collector asks",
                  "possible 8: 'deduced' may be a traced reference outside any "
                  "object that the collector asks"));
}

TEST_F(UntracedHolds, AVariableOfAReportedClassIsNotReportedAgain) {
  trace("Pile::top", TraceState::Orphan).Confined = true;
  variable("pile", TraceState::Static).Holder = id("Pile");
  EXPECT_EQ(findings().size(), 1u);
}

TEST_F(UntracedHolds, RingsOfTracedReferencesAreCollected) {
  collected("A");
  collected("B");
  hold("A::b", "B", HoldKind::Traced);
  hold("B::a", "A", HoldKind::Traced);
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(UntracedHolds, OneUntracedLinkMakesARing) {
  collected("A");
  record("B");
  hold("A::b", "B", HoldKind::Traced);
  hold("B::a", "A");
  EXPECT_THAT(findings(),
              ElementsAre("likely 4: strong reference cycle of 'A' and 'B' "
                          "through 'B::a' and 'A::b'"));
}

TEST_F(UntracedHolds, ARootInsideThatLeadsBack) {
  collected("A");
  collected("B");
  hold("A::b", "B", HoldKind::Traced);
  hold("B::a", "A");
  EXPECT_THAT(findings(),
              ElementsAre("likely 4: 'B::a' is a root inside a collected 'B', "
                          "which what it refers to can lead back to"));
  EXPECT_THAT(proofOf(shown().front()),
              ElementsAre("'B::a' holds 'A' strongly here",
                          "'A::b' holds 'B' strongly here",
                          "'B::a' counts as a root although objects of 'B' are "
                          "collected",
                          "make 'B::a' a traced reference and report it to the "
                          "collector, or a weak one"));
}

TEST_F(UntracedHolds, ARootThatLeadsNowhere) {
  collected("A");
  collected("B");
  hold("B::a", "A");
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(UntracedHolds, ARootOfTheOwnClass) {
  collected("A");
  hold("A::head", "A");
  EXPECT_THAT(findings(),
              ElementsAre("likely 2: 'A::head' is a root inside a collected "
                          "'A', which what it refers to can lead back to"));
}

TEST_F(UntracedHolds, ARootOfABaseOfTheOwnClass) {
  collected("Base");
  collected("A", {"Base"});
  hold("A::up", "Base");
  EXPECT_EQ(findings().size(), 1u);
}

TEST_F(UntracedHolds, WhatIsVouchedForIsNoRootInside) {
  collected("A");
  hold("A::head", "A").Silenced = true;
  hold("A::once", "A").Fixed = true;
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(UntracedHolds, AListOfAClassThatNobodyCollectsIsNone) {
  record("A");
  hold("A::next", "A");
  EXPECT_THAT(findings(), IsEmpty());
}

} // namespace
