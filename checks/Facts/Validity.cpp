//===- Validity.cpp -------------------------------------------------------===//
#include "checks/Facts/Validity.h"
#include "llvm/ADT/STLExtras.h"

namespace ouro::facts {

template <class List> static bool isIn(unsigned Index, const List &Of) {
  return Index < Of.size();
}
template <class List> static bool isInOrNone(unsigned Index, const List &Of) {
  return Index == NoIndex || isIn(Index, Of);
}

static bool isValid(const FunctionFact &F) {
  auto Known = [&](const Place &P) { return isIn(P.Object, F.Objects); };
  return llvm::all_of(F.Effects, [&](const EffectFact &E) {
    return Known(E.Target) && Known(E.Value) &&
           llvm::all_of(E.Arguments, Known) &&
           (!E.BodyOf || isIn(*E.BodyOf, F.Objects)) &&
           (!E.Rewrite || isIn(*E.Rewrite, F.Rewrites));
  });
}

bool isValid(const TuFacts &Facts) {
  return llvm::all_of(Facts.Functions,
                      [](const FunctionFact &F) { return isValid(F); }) &&
         llvm::none_of(Facts.Uncollected, [](const UncollectedFact &U) {
           return U.Fields.empty();
         });
}

static bool isValid(const SlotUse &Use, const FlowFacts &Facts) {
  auto Short = [](const PartPath &Path) { return Path.size() <= MaxPartSteps; };
  return llvm::all_of(
             Use.Released,
             [&](unsigned R) { return isInOrNone(R, Facts.Resources); }) &&
         llvm::all_of(Use.PartsKept, Short) &&
         llvm::all_of(Use.PartsReleased, Short);
}

bool isValid(const FlowFacts &Facts) {
  for (const ResourceFact &Resource : Facts.Resources)
    if (!llvm::all_of(Resource.Also,
                      [&](unsigned R) { return isIn(R, Facts.Resources); }))
      return false;
  return llvm::all_of(Facts.Functions, [&](const FlowFunction &F) {
    return isValid(F.Receiver, Facts) &&
           llvm::all_of(F.Slots, [&](const SlotUse &Use) {
             return isValid(Use, Facts);
           });
  });
}

/// Results are numbered by calls, also by those that were found to be dead.
static constexpr unsigned MaxResults = 1 << 20;

namespace {
class GraphCheck {
public:
  GraphCheck(const FlowGraph &Graph, const FlowFacts &Facts)
      : Graph(Graph), Facts(Facts) {}

  bool run() const {
    return llvm::all_of(Graph.Blocks,
                        [&](const FlowBlock &B) { return block(B); }) &&
           llvm::all_of(Graph.Conditions, [&](const ConditionReads &C) {
             return llvm::all_of(
                        C.Variables,
                        [&](unsigned V) { return isIn(V, Graph.Variables); }) &&
                    llvm::all_of(C.Fields, [&](unsigned F) {
                      return isIn(F, Graph.Fields);
                    });
           });
  }

private:
  bool place(const FlowPlace &P) const {
    bool Based = P.From == FlowPlace::Base::Variable
                     ? isIn(P.Index, Graph.Variables)
                     : P.Index < MaxResults;
    return Based && llvm::all_of(P.Steps, [&](const FlowStep &S) {
             return S.How != FlowStep::Kind::Field ||
                    isIn(S.Field, Graph.Fields);
           });
  }
  bool operand(const FlowOperand &O) const {
    bool HasPlace = O.How != FlowOperand::Kind::Unknown &&
                    O.How != FlowOperand::Kind::Constant;
    return !HasPlace || place(O.Place);
  }
  bool effect(const FlowEffect &E) const;
  bool block(const FlowBlock &B) const;

  const FlowGraph &Graph;
  const FlowFacts &Facts;
};
} // namespace

static bool hasTarget(const FlowEffect &E) {
  return E.Kind == FlowEffectKind::Assign || E.Kind == FlowEffectKind::End ||
         (E.Kind == FlowEffectKind::Acquire &&
          E.Value.How == FlowOperand::Kind::Unknown);
}

bool GraphCheck::effect(const FlowEffect &E) const {
  return operand(E.Value) && isInOrNone(E.Resource, Facts.Resources) &&
         (E.Result < MaxResults ||
          (E.Result == NoIndex && E.Kind != FlowEffectKind::Call)) &&
         (!hasTarget(E) || place(E.Target)) &&
         llvm::all_of(E.Arguments,
                      [&](const FlowOperand &O) { return operand(O); }) &&
         (!E.Guard || operand(E.Guard->Witness)) &&
         (!E.Pointer || operand(*E.Pointer)) &&
         (!E.Receiver || operand(*E.Receiver));
}

static size_t successorsOf(const FlowBlock &B) {
  switch (B.Exit) {
  case FlowExit::Branch:
    return 2;
  case FlowExit::Switch:
    return B.Cases.size() + 1;
  case FlowExit::Goto: // none: it never goes on
  case FlowExit::Return:
  case FlowExit::Stop:
  case FlowExit::Throw:
    return 0;
  }
  return 0;
}

bool GraphCheck::block(const FlowBlock &B) const {
  bool Condition = !B.Condition ||
                   (operand(B.Condition->Left) && operand(B.Condition->Right) &&
                    isInOrNone(B.Condition->Same, Graph.Conditions));
  return Condition && operand(B.Value) &&
         B.Successors.size() >= successorsOf(B) &&
         llvm::all_of(
             B.Successors,
             [&](unsigned S) { return isInOrNone(S, Graph.Blocks); }) &&
         llvm::all_of(B.Effects,
                      [&](const FlowEffect &E) { return effect(E); });
}

bool isValid(const FlowGraph &Graph, const FlowFacts &Facts) {
  return GraphCheck(Graph, Facts).run();
}

} // namespace ouro::facts
