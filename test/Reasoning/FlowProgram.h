//===- FlowProgram.h - Literal functions that call each other ---*- C++ -*-===//
#ifndef OURO_TEST_REASONING_FLOWPROGRAM_H
#define OURO_TEST_REASONING_FLOWPROGRAM_H

#include "checks/Reasoning/ReleaseMends.h"
#include "checks/Reasoning/ResourcePaths.h"
#include "test/Reasoning/FlowBuilder.h"
#include <memory>

namespace ouro::testing {

/// Kinds: heap (memory), FILE, fd (valid from 0), new (never null), ref
/// (counted), lock (paired), error (failure).
class Program {
public:
  Program() {
    auto Add = [&](StringRef Kind, SignSet Valid, bool Contains, bool Counted) {
      ResourceFact R;
      R.Kind = R.Noun = Kind.str();
      R.Release = "drop_" + Kind.str();
      R.Valid = Valid;
      R.Contains = Contains;
      R.Counted = Counted;
      Facts.Resources.push_back(R);
    };
    Add("heap", SignSet::positive(), true, false);
    Add("FILE", SignSet::positive(), false, false);
    Add("fd", SignSet::notNegative(), false, false);
    Add("new", SignSet::positive(), true, false);
    Add("ref", SignSet::positive(), false, true);
    Add("lock", SignSet::positive(), false, false);
    Facts.Resources.back().Paired = true;
    Add("error", SignSet::positive(), false, false);
    Facts.Resources.back().Failure = true;
  }

  Flow function(StringRef Name) {
    Graphs.push_back(std::make_unique<FlowGraph>());
    return Flow(Facts, *Graphs.back(), Name);
  }

  /// Follows everything. What is wrong, each once: "f: heap 1 lost at return",
  /// where 1 counts the effects of f that acquire.
  std::vector<std::string> defects() {
    Outcomes.assign(Graphs.size(), {});
    std::vector<std::string> Found;
    Effects =
        std::make_unique<reasoning::EffectsIndex>(reasoning::followResources(
            Facts, [&](unsigned Index) { return *Graphs[Index]; }, Limits,
            [&](unsigned Index, const reasoning::EffectsIndex &,
                const FlowGraph &Graph, const reasoning::PathOutcome &Outcome) {
              Outcomes[Index] = Outcome;
              for (const reasoning::PathDefect &D : Outcome.Defects)
                Found.push_back(Facts.Functions[Index].Name + ": " +
                                describe(D, Graph));
            }));
    llvm::sort(Found);
    Found.erase(llvm::unique(Found), Found.end());
    return Found;
  }

  /// Gives everything a place: blocks lines, in their order.
  void number() {
    for (auto &Graph : Graphs)
      for (auto [Block, B] : llvm::enumerate(Graph->Blocks)) {
        B.Where.Begin = {"f", unsigned(Block) + 1, 1};
        for (auto [Number, E] : llvm::enumerate(B.Effects))
          E.Where.Begin = {"f", unsigned(Block) + 1, unsigned(Number) + 2};
      }
  }

  /// What mends them, each once: "f: drop_heap(p) if it is not null in b3",
  /// with the number of the block; "f: b0.2 as heap" with that of the effect.
  std::vector<std::string> mends() {
    number();
    std::vector<std::string> Found;
    reasoning::followResources(
        Facts, [&](unsigned Index) { return *Graphs[Index]; }, Limits,
        [&](unsigned Index, const reasoning::EffectsIndex &Known,
            const FlowGraph &Graph, const reasoning::PathOutcome &Outcome) {
          for (const reasoning::PathDefect &D : Outcome.Defects)
            if (auto Mend =
                    reasoning::findMend(Facts, Index, Graph, Known, Outcome, D))
              Found.push_back(describe(*Mend));
        });
    llvm::sort(Found);
    Found.erase(llvm::unique(Found), Found.end());
    return Found;
  }

  /// After defects().
  const reasoning::FunctionEffects &effects(StringRef Function) const {
    return *Effects->find(SymbolId::of(Function));
  }
  const reasoning::PathOutcome &outcome(StringRef Function) const {
    return Outcomes[Effects->indexOf(SymbolId::of(Function))];
  }

  const FlowGraph &graph(unsigned Index) const { return *Graphs[Index]; }

  FlowFacts Facts;
  reasoning::PathLimits Limits;

private:
  std::string describe(const ReleaseMend &Mend) {
    const ResourceFact &Kind = Facts.Resources[Mend.Resource];
    std::string Text = Facts.Functions[Mend.Function].Name + ": ";
    if (Mend.What == ReleaseMend::Kind::Match) {
      const SourcePos &At = Mend.Places.front().Begin;
      return Text + "b" + std::to_string(At.Line - 1) + "." +
             std::to_string(At.Column - 2) + " as " + Kind.Kind;
    }
    Text += Kind.Release + "(" + Mend.Variable + ")";
    if (Mend.What == ReleaseMend::Kind::Keep)
      Text += " unless replaced";
    if (Mend.MayBeNull)
      Text += " if it is not null";
    for (const SourceSpan &Place : Mend.Places)
      Text += " in b" + std::to_string(Place.Begin.Line - 1);
    return Text;
  }

  std::string describe(const reasoning::PathDefect &D, const FlowGraph &Graph) {
    using namespace reasoning;
    unsigned Effect = 0, Acquired = 0, Number = 0;
    for (const FlowBlock &Block : Graph.Blocks)
      for (const FlowEffect &E : Block.Effects) {
        bool Acquires = E.Kind == FlowEffectKind::Acquire;
        Acquired += Acquires;
        if (Effect++ == D.Site)
          Number = Acquires ? Acquired : 0;
      }
    std::string Text =
        D.Resource == NoIndex ? "something" : Facts.Resources[D.Resource].Kind;
    Text += " " + (D.Site == NoIndex ? "argument"
                   : Number          ? std::to_string(Number)
                                     : "of call");
    if (D.What == PathDefect::Kind::ReleasedTwice)
      return Text + " released twice";
    if (D.What == PathDefect::Kind::Mismatched)
      return Text + " released as " + Facts.Resources[D.Released].Kind;
    const char *How[] = {"return",
                         "throw",
                         "overwriting",
                         "end of scope",
                         "release of its block",
                         "next round"};
    Text += std::string(" lost at ") + How[static_cast<int>(D.How)];
    if (D.Sureness != Confidence::Certain)
      Text += D.Sureness == Confidence::Likely ? " (likely)" : " (possible)";
    return Text;
  }

  std::vector<std::unique_ptr<FlowGraph>> Graphs;
  std::vector<reasoning::PathOutcome> Outcomes;
  std::unique_ptr<reasoning::EffectsIndex> Effects;
};

/// void drop(X *x) { if (!x) return; free(x); }
inline void addDrop(Program &P) {
  auto F = P.function("drop");
  F.param("x").released("heap");
  F.returnIf("!x").release("heap", "x").ret();
}

} // namespace ouro::testing

#endif // OURO_TEST_REASONING_FLOWPROGRAM_H
