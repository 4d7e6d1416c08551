//===- RandomTypeGraphTest.cpp - Shortest rings against enumeration -------===//
//
// shortestRings() searches breadth-first inside components. Here the same
// question is answered by trying every walk, longer and longer, on the links
// as OwnershipGraph.h describes them, made from the facts a second time.
//
//===----------------------------------------------------------------------===//
#include "checks/Reasoning/OwnershipGraph.h"
#include "test/Reasoning/FactsBuilder.h"
#include "llvm/Support/raw_ostream.h"
#include <gtest/gtest.h>
#include <map>
#include <optional>
#include <random>
#include <set>

using namespace ouro;
using namespace ouro::testing;
using ouro::reasoning::HoldIndex;
using ouro::reasoning::LinkKind;
using ouro::reasoning::OwnershipGraph;

namespace {

/// A class, or a slot for what is used as that class.
using Spot = std::pair<SymbolId, bool>;

struct Way {
  Spot To;
  const HoldFact *Hold; ///< null for steps through bases
  bool Implements;
};

class Naive {
public:
  explicit Naive(const TuFacts &Facts) {
    std::set<SymbolId> Bases, Slots;
    for (const RecordFact &R : Facts.Records)
      for (const BaseFact &B : R.Bases)
        Bases.insert(B.Record);
    for (const HoldFact &H : Facts.Holds) {
      if (strengthOf(H.Kind) != HoldStrength::Strong || H.Silenced ||
          isOut(Facts, H.Holder) || isOut(Facts, H.Held))
        continue;
      bool Slot = H.Kind != HoldKind::Part && Bases.count(H.Held);
      if (Slot)
        Slots.insert(H.Held);
      Ways[{H.Holder, false}].push_back({{H.Held, Slot}, &H, false});
    }
    for (SymbolId S : Slots)
      Ways[{S, true}].push_back({{S, false}, nullptr, false});
    for (const RecordFact &R : Facts.Records)
      for (const BaseFact &B : R.Bases) {
        Ways[{R.Id, false}].push_back({{B.Record, false}, nullptr, false});
        if (Slots.count(B.Record))
          Ways[{B.Record, true}].push_back(
              {{R.Id, Slots.count(R.Id) != 0}, nullptr, true});
      }
  }

  /// Links of the shortest ring that starts with \p H, if there is one.
  std::optional<unsigned> shortest(const HoldFact &H) const {
    for (const Way &W : waysFrom({H.Holder, false}))
      if (W.Hold == &H)
        for (bool Concrete : {true, false})
          for (unsigned Links = 1; Links <= MaxLinks; ++Links)
            if (closes(W.To, Links - 1, false, Concrete, H))
              return Links;
    return std::nullopt;
  }

  static constexpr unsigned MaxLinks = 11;

private:
  static bool isOut(const TuFacts &Facts, SymbolId Record) {
    for (const RecordFact &R : Facts.Records)
      if (R.Id == Record)
        return R.Acyclic || R.Immortal;
    return false;
  }

  const std::vector<Way> &waysFrom(Spot At) const {
    static const std::vector<Way> None;
    auto It = Ways.find(At);
    return It == Ways.end() ? None : It->second;
  }

  bool closes(Spot At, unsigned Left, bool Passed, bool Concrete,
              const HoldFact &First) const {
    if (Left == 0)
      return Passed && At == Spot(First.Holder, false);
    for (const Way &W : waysFrom(At)) {
      bool Handle = W.Hold && W.Hold->Kind != HoldKind::Part;
      if ((W.Implements && Concrete) ||
          (Handle && W.Hold->Field == First.Field))
        continue;
      if (closes(W.To, Left - 1, Passed || Handle, Concrete, First))
        return true;
    }
    return false;
  }

  std::map<Spot, std::vector<Way>> Ways;
};

/// Up to four classes; the later ones may derive from earlier ones.
FactsBuilder randomTypes(std::mt19937 &Random) {
  auto Below = [&](unsigned Bound) {
    return static_cast<unsigned>(Random() % Bound);
  };
  static constexpr HoldKind Kinds[] = {
      HoldKind::Shared, HoldKind::Shared, HoldKind::Shared, HoldKind::Unique,
      HoldKind::Part,   HoldKind::Weak,   HoldKind::Raw,    HoldKind::Traced};
  FactsBuilder F;
  unsigned Classes = 1 + Below(4);
  auto Name = [](unsigned I) { return "C" + std::to_string(I); };
  for (unsigned I = 0; I < Classes; ++I) {
    RecordFact &R = F.record(Name(I));
    if (I && Below(3) == 0)
      R.Bases.push_back({id(Name(Below(I))), F.At.take()});
    R.Acyclic = Below(20) == 0;
  }
  unsigned Fields = Below(7);
  for (unsigned I = 0; I < Fields; ++I) {
    std::string Holder = Name(Below(Classes));
    unsigned Targets = Below(6) == 0 ? 2 : 1; // a variant now and then
    for (unsigned T = 0; T < Targets; ++T)
      F.hold(Holder + "::f" + std::to_string(I), Name(Below(Classes)),
             Kinds[Below(8)], Below(2) != 0);
  }
  return F;
}

std::string dump(const TuFacts &Facts) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  print(Facts, OS);
  return Text;
}

/// Each link starts where the one before ended, and the last one at the first.
void expectClosed(const OwnershipGraph &Graph,
                  const OwnershipGraph::Ring &Ring) {
  for (size_t I = 0; I < Ring.size(); ++I)
    EXPECT_EQ(Ring[I].Taken->To, Ring[(I + 1) % Ring.size()].Node);
  for (const OwnershipGraph::Step &S : Ring)
    if (S.Taken->Kind == LinkKind::Hold) {
      EXPECT_EQ(Graph.recordAt(S.Node), S.Taken->Hold->Holder);
      EXPECT_EQ(Graph.recordAt(S.Taken->To), S.Taken->Hold->Held);
      EXPECT_EQ(strengthOf(S.Taken->Hold->Kind), HoldStrength::Strong);
    }
}

TEST(RandomTypeGraph, RingsAreTheShortestThatEnumerationFinds) {
  std::mt19937 Random(7);
  unsigned Rings = 0, Expanded = 0;
  for (unsigned Round = 0; Round < 3000 && !::testing::Test::HasFailure();
       ++Round) {
    FactsBuilder F = randomTypes(Random);
    HoldIndex Index(F.Facts);
    OwnershipGraph Graph(Index);
    std::map<const HoldFact *, size_t> Found;
    for (const OwnershipGraph::Ring &Ring : Graph.shortestRings()) {
      expectClosed(Graph, Ring);
      ASSERT_TRUE(Found.emplace(Ring.front().Taken->Hold, Ring.size()).second)
          << "two rings for one field";
      for (const OwnershipGraph::Step &S : Ring)
        Expanded += S.Taken->Kind == LinkKind::Implement;
    }
    Rings += Found.size();
    Naive Reference(F.Facts);
    for (const HoldFact &H : F.Facts.Holds) {
      std::optional<unsigned> Links =
          H.Kind == HoldKind::Shared ? Reference.shortest(H) : std::nullopt;
      auto It = Found.find(&H);
      EXPECT_EQ(Links.value_or(0), It == Found.end() ? 0 : It->second)
          << "round " << Round << ", ring from " << H.Name << " to "
          << H.HeldName << '\n'
          << dump(F.Facts);
    }
  }
  // The generator is worth its time only if it makes what it is meant to test.
  EXPECT_GT(Rings, 500u);
  EXPECT_GT(Expanded, 50u);
}

} // namespace
