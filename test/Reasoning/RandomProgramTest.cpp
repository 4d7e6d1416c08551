//===- RandomProgramTest.cpp - ObjectGraph against running programs -------===//
//
// Random functions over objects with single strong fields are run by
// ObjectGraph and by a plain interpreter with a heap. Without branches both
// must agree on every ring; with branches a ring must exist at the end of some
// run that the interpreter makes when it takes each arm in turn.
//
//===----------------------------------------------------------------------===//
#include "checks/Reasoning/ObjectGraph.h"
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
using ouro::reasoning::ObjectGraph;
using ouro::reasoning::ObjectHold;
using ouro::reasoning::ObjectRing;

namespace {

constexpr unsigned Variables = 4, Fields = 3, Branches = 2;

SymbolId field(unsigned I) { return id("Node::f" + std::to_string(I)); }

/// Runs a function on a heap. What a parameter's field refers to at the start
/// is an object of its own; reading it makes it.
class Interpreter {
public:
  /// Bit B of \p Taken: which arm of branch B runs.
  Interpreter(const FunctionFact &F, unsigned Taken) {
    for (unsigned I = 0; I < F.Objects.size(); ++I)
      Values.push_back(Objects++);
    for (const EffectFact &E : F.Effects)
      if (llvm::all_of(E.Arms, [&](Arm A) {
            return (Taken >> A.Branch & 1) == A.Which;
          }))
        apply(E);
  }

  /// Length of the shortest ring through what \p E stored, 0 if there is none.
  unsigned ringThrough(const EffectFact *E) const {
    unsigned Best = 0;
    for (auto &[Slot, Content] : Heap)
      if (Content.Made == E)
        if (unsigned Way = distance(Content.Object, Slot.first))
          Best = Best ? std::min(Best, Way) : Way;
    return Best;
  }

private:
  struct Content {
    unsigned Object;
    const EffectFact *Made;
  };

  void apply(const EffectFact &E) {
    if (E.Kind == EffectKind::Bind) {
      Values[E.Target.Object] = read(E.Value);
    } else if (E.Kind == EffectKind::Store) {
      unsigned Value = read(E.Value);
      Place Owner = E.Target;
      Owner.Path.pop_back();
      Heap.insert_or_assign({read(Owner), E.Target.Path.back()},
                            Content{Value, &E});
    } else if (E.Kind == EffectKind::Break) {
      Place Owner = E.Target;
      Owner.Path.pop_back();
      // What is there afterwards is unknown again, not what it was.
      Heap.erase({read(Owner), E.Target.Path.back()});
    }
  }

  unsigned read(const Place &P) {
    unsigned At = Values[P.Object];
    for (SymbolId Step : P.Path) {
      auto [It, New] = Heap.try_emplace({At, Step}, Content{Objects, nullptr});
      Objects += New;
      At = It->second.Object;
    }
    return At;
  }

  /// Holds of the ring From ... To, the one from To to From included.
  unsigned distance(unsigned From, unsigned To) const {
    std::map<unsigned, unsigned> Way{{From, 1}};
    std::vector<unsigned> Queue{From};
    for (size_t Head = 0; Head < Queue.size(); ++Head) {
      if (Queue[Head] == To)
        return Way[To];
      for (auto &[Slot, Content] : Heap)
        if (Slot.first == Queue[Head] &&
            Way.emplace(Content.Object, Way[Slot.first] + 1).second)
          Queue.push_back(Content.Object);
    }
    return 0;
  }

  unsigned Objects = 0;
  std::vector<unsigned> Values;
  std::map<std::pair<unsigned, SymbolId>, Content> Heap;
};

/// A function of \p Length effects over four parameters.
FactsBuilder randomProgram(std::mt19937 &Random, unsigned Length,
                           bool Branching) {
  auto Below = [&](unsigned Bound) {
    return static_cast<unsigned>(Random() % Bound);
  };
  FactsBuilder F;
  F.record("Node");
  for (unsigned I = 0; I < Fields; ++I)
    F.hold("Node::f" + std::to_string(I), "Node");
  Body Code = F.function("f");
  for (unsigned I = 0; I < Variables; ++I)
    Code.param("v" + std::to_string(I), "Node");
  auto Path = [&](unsigned Steps) {
    std::string Text = "v" + std::to_string(Below(Variables));
    for (unsigned I = 0; I < Steps; ++I)
      Text += ".Node::f" + std::to_string(Below(Fields));
    return Text;
  };
  for (unsigned I = 0; I < Length; ++I) {
    std::vector<Arm> Arms;
    for (unsigned B = 0; Branching && B < Branches; ++B)
      if (Below(2))
        Arms.push_back({B, Below(2)});
    Code.in(Arms);
    switch (Below(8)) {
    case 0:
      Code.breaks(Path(1 + Below(2)));
      break;
    case 1:
      // A name that stands for different objects in different arms is followed
      // into one of them only.
      Code.in({}).bind(Path(0), Path(Below(3)));
      break;
    default:
      Code.store(Path(1 + Below(2)), Path(Below(2)));
    }
  }
  return F;
}

std::string dump(const TuFacts &Facts) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  for (const EffectFact &E : Facts.Functions[0].Effects) {
    for (Arm A : E.Arms)
      OS << "[branch " << A.Branch << " arm " << A.Which << "] ";
    auto Say = [&](const Place &P) {
      OS << " v" << P.Object;
      for (SymbolId Step : P.Path)
        for (unsigned I = 0; I < Fields; ++I)
          if (Step == field(I))
            OS << ".f" << I;
    };
    OS << toString(E.Kind);
    Say(E.Target);
    if (E.Kind != EffectKind::Break)
      Say(E.Value);
    OS << '\n';
  }
  return Text;
}

std::map<const EffectFact *, size_t> ringsOf(const TuFacts &Facts) {
  HoldIndex Index(Facts);
  std::map<const EffectFact *, size_t> Found;
  for (const ObjectRing &Ring : ObjectGraph(Index).run(Facts.Functions[0])) {
    for (size_t I = 0; I < Ring.size(); ++I)
      EXPECT_EQ(Ring[I].To, Ring[(I + 1) % Ring.size()].From);
    auto [It, New] = Found.try_emplace(Ring.front().Made, Ring.size());
    It->second = std::min(It->second, Ring.size());
  }
  return Found;
}

TEST(RandomProgram, WithoutBranchesEveryRingAgrees) {
  std::mt19937 Random(11);
  unsigned Rings = 0;
  for (unsigned Round = 0; Round < 10000 && !::testing::Test::HasFailure();
       ++Round) {
    FactsBuilder F = randomProgram(Random, 2 + Round % 9, /*Branching=*/false);
    std::map<const EffectFact *, size_t> Found = ringsOf(F.Facts);
    Interpreter Run(F.Facts.Functions[0], 0);
    for (const EffectFact &E : F.Facts.Functions[0].Effects) {
      auto It = Found.find(&E);
      EXPECT_EQ(Run.ringThrough(&E), It == Found.end() ? 0 : It->second)
          << "round " << Round << ", effect at line " << E.Where.Begin.Line
          << '\n'
          << dump(F.Facts);
    }
    Rings += Found.size();
  }
  EXPECT_GT(Rings, 500u);
}

TEST(RandomProgram, WithBranchesEveryRingExistsInSomeRun) {
  std::mt19937 Random(13);
  unsigned Rings = 0;
  for (unsigned Round = 0; Round < 10000 && !::testing::Test::HasFailure();
       ++Round) {
    FactsBuilder F = randomProgram(Random, 2 + Round % 9, /*Branching=*/true);
    for (auto [Made, Length] : ringsOf(F.Facts)) {
      ++Rings;
      bool Exists = false;
      for (unsigned Taken = 0; Taken < 1u << Branches; ++Taken)
        Exists |=
            Interpreter(F.Facts.Functions[0], Taken).ringThrough(Made) != 0;
      EXPECT_TRUE(Exists) << "round " << Round << ", ring through line "
                          << Made->Where.Begin.Line << '\n'
                          << dump(F.Facts);
    }
  }
  EXPECT_GT(Rings, 300u);
}

} // namespace
