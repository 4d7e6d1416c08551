//===- ArrayUses.cpp ------------------------------------------------------===//
#include "checks/Reasoning/ArrayUses.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"

using namespace ouro::facts;

namespace ouro::reasoning {

void PlaceSet::close() {
  llvm::sort(Places);
  Places.erase(llvm::unique(Places), Places.end());
  llvm::copy_if(Places, std::back_inserter(Deep), [](const FlowPlace &Place) {
    return llvm::any_of(
        llvm::drop_begin(Place.Steps, !Place.Steps.empty()),
        [](FlowStep Step) { return Step.How == FlowStep::Kind::Deref; });
  });
}

llvm::ArrayRef<FlowPlace> PlaceSet::from(FlowPlace::Base Base,
                                         unsigned Index) const {
  auto First = llvm::partition_point(Places, [&](const FlowPlace &Place) {
    return std::pair(Place.From, Place.Index) < std::pair(Base, Index);
  });
  auto Last = std::find_if(First, Places.end(), [&](const FlowPlace &Place) {
    return Place.From != Base || Place.Index != Index;
  });
  return llvm::ArrayRef(Places).slice(First - Places.begin(), Last - First);
}

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
    Uses.Swept.close();
    Uses.Given.close();
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
    FlowPlace Given = Operand.Place;
    if (Operand.How == FlowOperand::Kind::Load)
      Given.Steps.push_back({FlowStep::Kind::Deref});
    Uses.Given.add(std::move(Given));
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
    Uses.Swept.add(std::move(Array));
  }

  const FlowGraph &Graph;
  ArrayUses &Uses;
  llvm::BitVector Moving;
};
} // namespace

ArrayUses::ArrayUses(const FlowGraph &Graph) { Reader(Graph, *this).run(); }

} // namespace ouro::reasoning
