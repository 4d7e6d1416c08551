//===- ArrayUses.cpp ------------------------------------------------------===//
#include "checks/Reasoning/ArrayUses.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"

using namespace ouro::facts;

namespace ouro::reasoning {

namespace {
class Reader {
public:
  Reader(const FlowGraph &Graph, ArrayUses &Uses)
      : Graph(Graph), Uses(Uses), Moving(Graph.Variables.size()) {}

  void run() {
    eachEffect([&](const FlowEffect &E) {
      if (E.Kind == FlowEffectKind::Assign && isVariable(E.Target) &&
          E.Value.How == FlowOperand::Kind::Load && E.Value.Place == E.Target)
        Moving.set(E.Target.Index);
    });
    eachEffect([&](const FlowEffect &E) { read(E); });
    for (const FlowBlock &Block : Graph.Blocks)
      if (Block.Exit == FlowExit::Return && Block.Returns)
        give(Block.Value);
    for (auto *List : {&Uses.Swept, &Uses.Given}) {
      llvm::sort(*List);
      List->erase(llvm::unique(*List), List->end());
    }
  }

private:
  template <typename Function> void eachEffect(Function Do) {
    for (const FlowBlock &Block : Graph.Blocks)
      for (const FlowEffect &Effect : Block.Effects)
        Do(Effect);
  }

  static bool isVariable(const FlowPlace &Place) {
    return Place.From == FlowPlace::Base::Variable && Place.Steps.empty();
  }

  void read(const FlowEffect &E) {
    switch (E.Kind) {
    case FlowEffectKind::Assign:
      // `p = a`, `p++`, `*p`: this or that element.
      if (isVariable(E.Target) && Moving.test(E.Target.Index))
        sweep(E.Value, /*Through=*/true);
      // The first name of something new is its own.
      if (E.Value.Place.From == FlowPlace::Base::Variable &&
          !(E.Value.Place == E.Target))
        give(E.Value);
      return sweep(E.Value, /*Through=*/false);
    case FlowEffectKind::Release:
      // As a block that grows: the elements go on in a new one.
      if (E.Guard)
        give(E.Value);
      return sweep(E.Value, /*Through=*/false);
    case FlowEffectKind::Transfer:
    case FlowEffectKind::Escape:
      return give(E.Value);
    case FlowEffectKind::Call:
      if (E.Borrows)
        return;
      for (const FlowOperand &Argument : E.Arguments)
        give(Argument);
      if (E.Receiver)
        give(*E.Receiver);
      return;
    case FlowEffectKind::Acquire:
    case FlowEffectKind::End:
      return;
    }
  }

  void give(const FlowOperand &Operand) {
    sweep(Operand, /*Through=*/false);
    if (Operand.How != FlowOperand::Kind::Load &&
        Operand.How != FlowOperand::Kind::Address)
      return;
    Uses.Given.push_back(Operand.Place);
    if (Operand.How == FlowOperand::Kind::Load)
      Uses.Given.back().Steps.push_back({FlowStep::Kind::Deref});
  }

  /// The array in which \p Operand names an element that only the run knows;
  /// \p Through: or all of what it points to.
  void sweep(const FlowOperand &Operand, bool Through) {
    bool Load = Operand.How == FlowOperand::Kind::Load;
    if (!Load && Operand.How != FlowOperand::Kind::Address)
      return;
    auto At = llvm::find(Operand.Place.Steps,
                         FlowStep{FlowStep::Kind::Element, NoIndex});
    if (At == Operand.Place.Steps.end() && !Through)
      return;
    FlowPlace Array = Operand.Place;
    Array.Steps.assign(Operand.Place.Steps.begin(), At);
    if (At == Operand.Place.Steps.end() && Load)
      Array.Steps.push_back({FlowStep::Kind::Deref});
    Uses.Swept.push_back(std::move(Array));
  }

  const FlowGraph &Graph;
  ArrayUses &Uses;
  llvm::BitVector Moving;
};
} // namespace

ArrayUses::ArrayUses(const FlowGraph &Graph) { Reader(Graph, *this).run(); }

} // namespace ouro::reasoning
