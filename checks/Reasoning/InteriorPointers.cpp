//===- InteriorPointers.cpp -----------------------------------------------===//
#include "checks/Reasoning/InteriorPointers.h"

using namespace ouro::facts;

namespace ouro::reasoning {

InteriorPointers::InteriorPointers(const FlowGraph &Graph)
    : Graph(Graph), Slots(Graph.Variables.size() + Graph.Fields.size()) {
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const FlowBlock &Block : Graph.Blocks)
      for (const FlowEffect &Effect : Block.Effects) {
        if (Effect.Kind != FlowEffectKind::Assign || !mayBe(Effect.Value))
          continue;
        std::optional<unsigned> To = slotOf(Effect.Target);
        if (To && !Slots.test(*To)) {
          Slots.set(*To);
          Changed = true;
        }
      }
  }
}

/// The bit for \p Place, a variable or a field of anything.
std::optional<unsigned> InteriorPointers::slotOf(const FlowPlace &Place) const {
  if (Place.Steps.empty())
    return Place.From == FlowPlace::Base::Variable ? std::optional(Place.Index)
                                                   : std::nullopt;
  if (Place.Steps.back().How != FlowStep::Kind::Field)
    return std::nullopt;
  return Graph.Variables.size() + Place.Steps.back().Field;
}

bool InteriorPointers::mayBe(const FlowOperand &Pointer) const {
  if (Pointer.Interior)
    return true;
  if (Pointer.How != FlowOperand::Kind::Load)
    return false;
  std::optional<unsigned> Slot = slotOf(Pointer.Place);
  return Slot && Slots.test(*Slot);
}

} // namespace ouro::reasoning
