//===- PathMemory.h - Places, values and who can reach them -----*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_PATHMEMORY_H
#define OURO_CHECKS_REASONING_PATHMEMORY_H

#include "checks/Reasoning/ArrayUses.h"
#include "checks/Reasoning/InteriorPointers.h"
#include "checks/Reasoning/PathOutcome.h"
#include "checks/Reasoning/PathState.h"

namespace ouro::reasoning {

/// What the states of one function's paths say of its memory, and what reading,
/// writing and losing sight of it does to them. What is not known is taken as
/// harmless: a value that gets where we cannot look has a new owner.
class PathMemory {
public:
  /// \p Function is the index of the function that \p Graph lowers.
  PathMemory(const facts::FlowFacts &Facts, unsigned Function,
             const facts::FlowGraph &Graph, const EffectsIndex &Effects,
             PathOutcome &Outcome);

  PathState entry();
  /// Number of the first effect of \p Block; effects are numbered through.
  unsigned firstEffect(unsigned Block) const { return FirstEffect[Block]; }

  /// Forgets what the path put into arguments' objects: it has its owner.
  void handOver(PathState &State);

  PathPlaces &places() { return Places; }
  /// Variables that ever held a handle, so far.
  const llvm::BitVector &carriers() const { return Carriers; }

protected:
  PathValue evaluate(const facts::FlowOperand &Operand, const PathState &State);
  PathValue negated(PathValue Value, const PathState &State);
  PathValue sum(PathValue Value, int64_t Constant, const PathState &State);
  unsigned resolve(const facts::FlowPlace &Place, const PathState &State,
                   unsigned *Array = nullptr);
  PathValue load(unsigned Place, const PathState &State) const;
  bool isOpaque(unsigned Variable) const;
  bool isFollowed(const facts::FlowVariable &Argument) const;
  bool isWithinAny(unsigned Place, const PlaceSet &Of, const PathState &State);
  bool isOurs(unsigned Place, const PathState &State);
  void storeSome(PathState &State, const facts::FlowPlace &Target,
                 PathValue Value, unsigned Number);
  void store(PathState &State, const facts::FlowPlace &Target, PathValue Value,
             unsigned Number);
  void noteFieldStore(const PathState &State, const facts::FlowPlace &Target,
                      PathValue Value);
  void write(PathState &State, unsigned Place, PathValue Value,
             unsigned Number);
  void escape(PathState &State, PathValue Value);
  void escapeSome(PathState &State, const facts::FlowPlace &Place);
  void escapeOperand(PathState &State, const facts::FlowOperand &Operand);
  void escapeParts(PathState &State, unsigned Whole);
  void escapeContents(PathState &State, PathValue Value);
  llvm::SmallVector<PathValue, 4> takeContents(PathState &State, unsigned Root);
  void lose(PathState &State, unsigned Symbol, unsigned Number, LossKind How);
  void forgetWritten(PathState &State, const facts::FlowPlace &Target);
  void forgetConditionsOn(PathState &State, unsigned Variable, bool Memory);

  // Parts of what arguments point to.
  facts::FlowStep fieldStep(const facts::PartStep &Step);
  std::optional<facts::PartPath> pathTo(unsigned Place) const;
  bool isArgumentField(unsigned Place) const;
  bool mayHoldMore(const PathState &State) const;
  void enterParts(PathState &State);
  const ArgumentPart *partOf(unsigned Symbol) const;
  unsigned targetOf(const facts::FlowOperand &Operand, const PathState &State);
  unsigned walk(unsigned Place, const facts::PartPath &Path,
                const PathState &State);
  void letOthersRun(PathState &State);
  void settle(PathState &State);

  const facts::ResourceFact *resource(unsigned Index) const {
    return Index < Facts.Resources.size() ? &Facts.Resources[Index] : nullptr;
  }
  bool isFailure(unsigned Resource) const {
    return resource(Resource) && resource(Resource)->Failure;
  }

  const facts::FlowFacts &Facts;
  unsigned Function;
  const facts::FlowGraph &Graph;
  const EffectsIndex &Effects;
  PathOutcome &Outcome;
  PathPlaces Places;
  llvm::BitVector Carriers;
  std::vector<unsigned> FirstEffect;
  std::vector<const facts::FlowEffect *> Numbered;
  std::vector<ArgumentPart> Parts;
  ArrayUses Arrays;
  InteriorPointers Interiors;
  llvm::DenseMap<SymbolId, unsigned> FieldIndex;
  std::vector<facts::FlowField> MoreFields; ///< that only callees name
  bool HasPairs = false;                    ///< it acquires Paired resources
};

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_PATHMEMORY_H
