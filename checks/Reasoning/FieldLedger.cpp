//===- FieldLedger.cpp ----------------------------------------------------===//
#include "checks/Reasoning/FieldLedger.h"
#include "llvm/ADT/STLExtras.h"

using namespace ouro::facts;

namespace ouro::reasoning {

static bool reads(const FlowOperand &Operand) {
  return Operand.How == FlowOperand::Kind::Load ||
         Operand.How == FlowOperand::Kind::Address;
}

/// The field that \p Place ends in; none if it ends in something else.
static SymbolId fieldAt(const FlowGraph &Graph, const FlowPlace &Place) {
  return !Place.Steps.empty() && Place.Steps.back().How == FlowStep::Kind::Field
             ? Graph.Fields[Place.Steps.back().Field].Id
             : SymbolId();
}

/// The value of \p Place, or of what stands in it, goes somewhere.
void FieldLedger::use(const FlowGraph &Graph, const FlowPlace &Place) {
  if (SymbolId Field = fieldAt(Graph, Place))
    Used.insert(Field);
}

/// \p Slot is null if nobody knows what becomes of the argument.
void FieldLedger::useArgument(const FlowGraph &Graph, unsigned Function,
                              const FlowOperand &Operand,
                              const SlotEffects *Slot) {
  if (!reads(Operand))
    return;
  bool Address = Operand.How == FlowOperand::Kind::Address;
  if (Address || !Slot || Slot->MayKeep || !Slot->Gone.isEmpty())
    use(Graph, Operand.Place);
  bool Own =
      Operand.Place.From == FlowPlace::Base::Variable &&
      Operand.Place.Steps.empty() &&
      Graph.Variables[Operand.Place.Index].Role == VariableRole::Receiver;
  // Members of the same class are read themselves.
  if (Own && !Slot && Facts.Functions[Function].Record)
    Shared.insert(Facts.Functions[Function].Record);
}

void FieldLedger::addUses(unsigned Function, const FlowGraph &Graph,
                          const EffectsIndex &Effects) {
  Blind |= Graph.Blocks.empty();
  for (const FlowBlock &Block : Graph.Blocks) {
    for (const FlowEffect &Effect : Block.Effects) {
      if (Effect.Kind != FlowEffectKind::Call) {
        if (!reads(Effect.Value))
          continue;
        use(Graph, Effect.Value.Place);
        // What another field holds, too, is released by that.
        if (Effect.Kind == FlowEffectKind::Assign &&
            fieldAt(Graph, Effect.Value.Place))
          use(Graph, Effect.Target);
        continue;
      }
      const FunctionEffects *Known = Effect.Callee && !Effect.Virtual
                                         ? Effects.find(Effect.Callee)
                                         : nullptr;
      static const SlotEffects Borrowed;
      auto SlotOf = [&](unsigned Slot) {
        return Effect.Borrows ? &Borrowed : Known ? Known->slot(Slot) : nullptr;
      };
      for (auto [Index, Argument] : llvm::enumerate(Effect.Arguments))
        useArgument(Graph, Function, Argument, SlotOf(Index));
      if (Effect.Receiver)
        useArgument(Graph, Function, *Effect.Receiver, SlotOf(ReceiverSlot));
    }
    if (Block.Exit == FlowExit::Return && reads(Block.Value))
      use(Graph, Block.Value.Place);
  }
}

void FieldLedger::addStores(unsigned Function, const FlowGraph &Graph,
                            const PathOutcome &Outcome) {
  if (!Facts.Functions[Function].RecordClosed || Outcome.FieldStores.empty())
    return;
  std::vector<const FlowEffect *> Numbered;
  for (const FlowBlock &Block : Graph.Blocks)
    for (const FlowEffect &Effect : Block.Effects)
      Numbered.push_back(&Effect);
  for (const PathOutcome::FieldStore &Each : Outcome.FieldStores) {
    const FlowEffect &Site = *Numbered[Each.Site];
    const FlowField &Field = Graph.Fields[Each.Field];
    // What a call hands out is told by its body; only plain acquisitions count.
    if (Site.Kind == FlowEffectKind::Acquire)
      Stores.try_emplace(
          Field.Id, Store{Function, Site.Resource, Field.Name, Site.Where});
  }
}

bool FieldLedger::isCandidate(SymbolId Field, const Store &First) const {
  return !Blind && !Used.count(Field) &&
         !Shared.count(Facts.Functions[First.Function].Record);
}

bool FieldLedger::isOpen() const {
  return llvm::any_of(Stores, [&](const auto &Entry) {
    return isCandidate(Entry.first, Entry.second);
  });
}

bool FieldLedger::isReported(SymbolId Field) const {
  auto At = Stores.find(Field);
  return At != Stores.end() && isCandidate(Field, At->second);
}

std::vector<Finding> FieldLedger::findings() const {
  std::vector<Finding> Out;
  for (const auto &[Field, First] : Stores) {
    if (!isCandidate(Field, First))
      continue;
    const FlowFunction &Function = Facts.Functions[First.Function];
    const ResourceFact &Kind = Facts.Resources[First.Resource];
    std::string Name = Function.RecordName + "::" + First.Field;
    std::string What = Kind.Noun + " '" + First.Field + "'";
    Finding F;
    F.Rule = RuleId::UnreleasedResource;
    F.Sureness = Kind.Minor ? Confidence::Possible : Confidence::Likely;
    F.Where = First.Where;
    F.Symbol = Function.Name;
    F.Arguments = {Name, Kind.Release};
    F.Identity = Fingerprint::ofList(F.Rule, {Name, Kind.Kind});
    F.Witness = {{StepKind::AcquiredHere, First.Where, {What}},
                 {StepKind::FieldNeverReleased,
                  Function.Where,
                  {Name, Function.RecordName}},
                 {StepKind::RemedyReleaseField,
                  First.Where,
                  {Kind.Release, Function.RecordName}}};
    Out.push_back(std::move(F));
  }
  return Out;
}

} // namespace ouro::reasoning
