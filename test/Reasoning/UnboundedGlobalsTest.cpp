//===- UnboundedGlobalsTest.cpp - Containers that only grow ---------------===//
#include "test/Reasoning/FactsBuilder.h"
#include <gmock/gmock.h>

using namespace ouro;
using namespace ouro::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

namespace {

class UnboundedGlobals : public ::testing::Test, protected FactsBuilder {
protected:
  GlobalFact &global(StringRef Name, GlobalKind Kind = GlobalKind::Variable) {
    GlobalFact G;
    G.Id = id(Name);
    G.Name = Name.str();
    G.Kind = Kind;
    G.Closed = true;
    G.Where = At.take();
    Facts.Globals.push_back(std::move(G));
    return Facts.Globals.back();
  }

  /// \p Function, which anybody may call, adds something that it makes.
  GrowthFact &growth(GlobalFact &G, StringRef Function) {
    GrowthFact New;
    New.Function = id(Function);
    New.FunctionName = Function.str();
    New.Open = true;
    New.Where = At.take();
    G.Growths.push_back(std::move(New));
    return G.Growths.back();
  }

  /// \p Function gives for each key what it gave before.
  GrowthFact &memo(GlobalFact &G, StringRef Function) {
    GrowthFact &New = growth(G, Function);
    New.Key = GrowthKey::Given;
    New.Recalls = true;
    return New;
  }
};

TEST_F(UnboundedGlobals, WhatIsRememberedForEachArgumentIsLikely) {
  memo(global("known"), "locate");
  EXPECT_THAT(
      findings(),
      ElementsAre("likely 2: 'known' remembers whatever 'locate' was ever "
                  "asked for"));
  EXPECT_THAT(
      proofOf(shown().front()),
      ElementsAre("'known' lives as long as the program, and nothing takes "
                  "anything out of it",
                  "'locate' keeps here what it gives for each new key",
                  "limit how much 'known' holds, and drop what was not asked "
                  "for longest"));
}

TEST_F(UnboundedGlobals, WhatShrinksOrEscapesOrIsOpenIsNot) {
  GlobalFact &Shrinks = global("shrinks");
  memo(Shrinks, "f");
  Shrinks.Shrinks = true;
  GlobalFact &Escapes = global("escapes");
  memo(Escapes, "f");
  Escapes.Escapes = true;
  GlobalFact &Open = global("open");
  memo(Open, "f");
  Open.Closed = false;
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(UnboundedGlobals, ListsAreUnlinkedWhereverTheirLinkIsSet) {
  GlobalFact &List = global("list");
  memo(List, "f");
  List.Links = {id("Node::next")};
  Facts.Relinked = {id("Other::next")};
  EXPECT_THAT(findings(), ElementsAre(StartsWith("likely 2: 'list'")));
  Facts.Relinked = {id("Node::next")};
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(UnboundedGlobals, BoundsOfAGrowthSilence) {
  memo(global("guarded"), "f").Guarded = true;
  memo(global("enumeration"), "f").Key = GrowthKey::Fixed;
  growth(global("initialised"), "f").Function = {};
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(UnboundedGlobals, WhatRunsOnceIsNoGrowth) {
  // Nobody calls it but the initialisers, and main before its loop.
  Body Main = function("main").calls("setup");
  Main.fact().Role = FunctionRole::Entry;
  function("setup").confined().calls("fill");
  memo(global("table"), "fill").Open = false;
  // What main itself gathers.
  memo(global("lines"), "main");
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(UnboundedGlobals, TheLoopOfMainRunsItAgainAndAgain) {
  Body Main = function("main").calls("serve");
  Main.fact().Role = FunctionRole::Entry;
  Facts.Served = {id("serve")};
  function("serve").confined().calls("note");
  GrowthFact &Note = growth(global("log"), "note");
  Note.Open = false;
  Note.Value = GrowthValue::Given;
  EXPECT_THAT(findings(),
              ElementsAre("likely 4: 'log' only grows: 'note' adds to it, and "
                          "nothing takes anything out"));
  EXPECT_THAT(proofOf(shown().front()),
              ElementsAre(StartsWith("'log' lives as long as"),
                          "main calls 'serve' in a loop",
                          "take out of 'log' what is no longer needed, or "
                          "limit its size"));
}

TEST_F(UnboundedGlobals, AFunctionsOwnVariableIsForManyCalls) {
  growth(global("seen", GlobalKind::Local), "f");
  GlobalFact &Handed = global("handed", GlobalKind::Local);
  growth(Handed, "g").Value = GrowthValue::Given;
  EXPECT_THAT(findings(),
              ElementsAre("likely 2: 'seen' only grows: 'f' adds to it, and "
                          "nothing takes anything out",
                          "possible 4: 'handed' may only grow: 'g' adds to it, "
                          "and nothing takes anything out"));
}

TEST_F(UnboundedGlobals, RegistriesArePossibleUnlessTheirObjectsEnd) {
  growth(global("plugins"), "add").Value = GrowthValue::Given;
  growth(global("statics"), "Static::Static").Value = GrowthValue::Self;
  GrowthFact &Ends = growth(global("windows"), "Window::Window");
  Ends.Value = GrowthValue::Self;
  Ends.Ends = true;
  EXPECT_THAT(findings(), ElementsAre(StartsWith("possible 2: 'plugins'"),
                                      StartsWith("possible 4: 'statics'"),
                                      StartsWith("likely 6: 'windows'")));
  EXPECT_THAT(proofOf(shown().back()).back(),
              "take the object out of 'windows' in its destructor");
}

TEST_F(UnboundedGlobals, ThreadsAndWeakValuesHaveTheirOwnWords) {
  GlobalFact &G = global("cache");
  G.PerThread = G.Weak = true;
  memo(G, "get");
  Names Proof = proofOf(shown().front());
  EXPECT_THAT(Proof.front(), StartsWith("'cache' lives as long as its thread"));
  EXPECT_EQ(Proof.back(), "erase expired entries of 'cache' now and then");
}

TEST_F(UnboundedGlobals, TheSurestGrowthIsReportedAndTheOthersAreSteps) {
  GlobalFact &G = global("cache");
  growth(G, "put").Value = GrowthValue::Given;
  memo(G, "get");
  EXPECT_THAT(findings(), ElementsAre(StartsWith("likely 3: 'cache'")));
  EXPECT_THAT(proofOf(shown().front()),
              ::testing::Contains("'put' adds to 'cache', too"));
}

TEST_F(UnboundedGlobals, ErrorsLeaveNothingSure) {
  memo(global("known"), "locate");
  Facts.HasErrors = true;
  EXPECT_THAT(findings(), ElementsAre(StartsWith("possible 2:")));
}

} // namespace
