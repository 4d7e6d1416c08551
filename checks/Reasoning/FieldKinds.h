//===- FieldKinds.h - What stands in the fields of classes ------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_FIELDKINDS_H
#define OURO_CHECKS_REASONING_FIELDKINDS_H

#include "checks/Reasoning/FunctionEffects.h"
#include "checks/Vocabulary/Finding.h"
#include "llvm/ADT/BitVector.h"
#include <map>
#include <set>

namespace ouro::reasoning {

/// Which kinds of resources members of a class put into its fields, and as
/// which kinds they are released, over all functions and without regard to
/// order. Says what no path shows: that a field always holds one kind and is
/// released as another; that objects are copied whose destructors then both
/// release; that a setter overwrites what every constructor acquires.
///
/// Only of fields that are private, or of classes in no header, whose members
/// all have their bodies here; a field into which anything else is put, or
/// whose address is given away, is not judged.
class FieldKinds {
public:
  explicit FieldKinds(const facts::FlowFacts &Facts) : Facts(Facts) {}

  /// What \p Function, whose body is \p Graph, does to fields. An empty graph
  /// may do anything. If \p Reached is given, no other block ever runs.
  void add(unsigned Function, const facts::FlowGraph &Graph,
           const llvm::BitVector *Reached = nullptr);

  /// Some field may turn out to be wrong: add() of all functions is needed.
  bool isOpen(const EffectsIndex &Effects) const;
  /// Once all functions were added. Likely: other TUs cannot do anything to the
  /// fields, but that objects are used so is not shown by a path.
  std::vector<Finding> findings(const EffectsIndex &Effects) const;

private:
  struct Site {
    unsigned Function;
    unsigned Resource;
    SourceSpan Where;
  };
  struct Field {
    std::string Name;
    unsigned Home = facts::NoIndex; ///< a member of its class
    bool Foreign = false;           ///< something else may stand there, too
    std::vector<Site> Acquired, Released;
    std::set<unsigned> Cleared; ///< functions that set it to a constant
    /// Constructors that fill it at their very beginning, before any branch.
    std::set<unsigned> Filled;
    /// Functions that read its value to do more than look at it.
    std::set<unsigned> Taken;
  };
  class Reader;

  const Site *mismatch(const Field &F) const;
  const Site *overwriting(const Field &F, const EffectsIndex &Effects) const;
  const facts::RecordCopy *copied(SymbolId Id, const Field &F,
                                  const EffectsIndex &Effects) const;
  bool constructorsFill(const Field &F) const;
  Finding finding(RuleId Rule, const Field &F, const Site &Acquired,
                  SourceSpan Where, std::vector<WitnessStep> Steps) const;
  template <class Visitor>
  void forEachWrong(const EffectsIndex &Effects, Visitor Visit) const;

  const facts::FlowFacts &Facts;
  bool Blind = false; ///< some body could not be read
  std::map<SymbolId, Field> Fields;
  /// By function: what it calls with its own object; none: nobody knows whom.
  std::map<unsigned, std::set<SymbolId>> OwnCalls;
};

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_FIELDKINDS_H
