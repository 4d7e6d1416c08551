//===- FieldLedger.h - Who releases what objects hold -----------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_FIELDLEDGER_H
#define OURO_CHECKS_REASONING_FIELDLEDGER_H

#include "checks/Reasoning/PathOutcome.h"
#include <map>
#include <set>

namespace ouro::reasoning {

/// Resources that members of a class put into its fields, and whether anything
/// in the TU releases them or passes them on. Paths do not matter here: one
/// release anywhere is enough.
class FieldLedger {
public:
  explicit FieldLedger(const facts::FlowFacts &Facts) : Facts(Facts) {}

  /// What \p Function, whose body is \p Graph, does to fields. An empty graph
  /// may do anything.
  void addUses(unsigned Function, const facts::FlowGraph &Graph,
               const EffectsIndex &Effects);
  /// What it puts into fields of its own object.
  void addStores(unsigned Function, const facts::FlowGraph &Graph,
                 const PathOutcome &Outcome);

  /// Some field may turn out to be never released: the uses of all functions
  /// are needed.
  bool isOpen() const;
  /// Once all functions were added. Likely: the class is whole here, but some
  /// objects live as long as the program.
  std::vector<Finding> findings() const;
  /// findings() has one about \p Field.
  bool isReported(SymbolId Field) const;

private:
  struct Store {
    unsigned Function;
    unsigned Resource;
    std::string Field;
    SourceSpan Where;
  };
  void use(const facts::FlowGraph &Graph, const facts::FlowPlace &Place);
  void useArgument(const facts::FlowGraph &Graph, unsigned Function,
                   const facts::FlowOperand &Operand, const SlotEffects *Slot);
  bool isCandidate(SymbolId Field, const Store &First) const;

  const facts::FlowFacts &Facts;
  bool Blind = false;               ///< some body could not be read
  std::map<SymbolId, Store> Stores; ///< by field: the first
  std::set<SymbolId> Used;          ///< fields released or passed on
  std::set<SymbolId> Shared;        ///< classes whose objects others may change
};

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_FIELDLEDGER_H
