//===- PathMachine.h - What effects do to the state of a path ---*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_PATHMACHINE_H
#define OURO_CHECKS_REASONING_PATHMACHINE_H

#include "checks/Reasoning/PathMemory.h"

namespace ouro::reasoning {

/// Effects, conditions and returns of one function, applied to the states of
/// its paths.
class PathMachine : public PathMemory {
public:
  using States = llvm::SmallVectorImpl<PathState>;

  using PathMemory::PathMemory;

  /// Applies effect \p Number. A guard that splits the path leaves the other
  /// half in \p More. False if the path ends here.
  bool apply(const facts::FlowEffect &Effect, unsigned Number, PathState &State,
             States &More);
  /// Restricts \p State to where the condition at the end of \p Block is \p
  /// Truth; false if nowhere.
  bool assume(PathState &State, unsigned Block, bool Truth);
  /// Restricts \p State to where \p Block's switch takes successor \p Arm.
  bool assumeCase(PathState &State, const facts::FlowBlock &Block,
                  unsigned Arm);
  /// The path returns at the end of \p Block.
  void leave(PathState &State, unsigned Block);
  /// An exception leaves the function at the end of \p Block, or from effect
  /// \p Call in it.
  void unwind(PathState &State, unsigned Block, unsigned Call = NoIndex);
  /// An exception may come out of \p Effect, as far as bodies are seen.
  bool mayThrow(const facts::FlowEffect &Effect) const;

private:
  // Effects.
  void retire(PathState &State, unsigned Symbol);
  void acquire(const facts::FlowEffect &Effect, unsigned Number,
               PathState &State, States &More);
  void addObject(PathState &State, unsigned Handle,
                 const std::optional<facts::FlowGuard> &Guard,
                 unsigned Resource, unsigned Number);
  void release(PathState &State, PathValue Value, unsigned Resource,
               unsigned Number);
  void noteRelease(const PathState &State, PathValue Value, unsigned Number);
  void releaseSymbol(PathState &State, unsigned Symbol, unsigned Resource,
                     unsigned Number);
  void reportRelease(PathDefect::Kind What, const PathObject &Object,
                     const PathState &State, unsigned Resource,
                     unsigned Number);
  void loseContents(PathState &State, unsigned Root, unsigned Number,
                    LossKind How);
  bool splitOn(PathState &State, PathValue Witness, SignSet When, States &More);
  void end(const facts::FlowEffect &Effect, unsigned Number, PathState &State);
  void applyGuarded(const facts::FlowEffect &Effect, unsigned Number,
                    PathState &State, States &More);

  // Calls.
  bool call(const facts::FlowEffect &Effect, unsigned Number, PathState &State,
            States &More);
  const FunctionEffects *effectsOf(const facts::FlowEffect &Call,
                                   const PathState &State);
  void borrow(PathState &State, const facts::FlowOperand &Operand);
  bool isTaken(unsigned Result) const;
  bool tellsFailure(const facts::FlowOperand &Operand, unsigned Call) const;
  PathValue takeResult(const facts::FlowEffect &Effect,
                       const FunctionEffects &Known, PathState &State);
  void takeTold(const facts::FlowEffect &Effect, const FunctionEffects &Known,
                PathState &State, States &More);
  void applyKnown(const facts::FlowEffect &Effect,
                  const FunctionEffects &Effects, unsigned Number,
                  PathState &State, States &More);
  void applySlot(const facts::FlowOperand &Operand, const SlotEffects &Slot,
                 bool Failure, PathValue Result, unsigned Number,
                 PathState &State, States &More);
  unsigned targetOfOut(const facts::FlowEffect &Effect, const OutEffect &Out,
                       const PathState &State);
  void applyOut(const facts::FlowEffect &Effect, const OutEffect &Out,
                unsigned Position, PathValue Result, unsigned Number,
                PathState &State, States &More);

  void applyFate(PathValue Value, const SlotEffects &Slot, PathValue Result,
                 unsigned Number, PathState &State, States &More);
  void applyPart(const facts::FlowOperand &Operand, const PartEffects &Part,
                 PathValue Result, unsigned Number, PathState &State,
                 States &More);
  void notePart(ReturnNote &Note, unsigned Slot, facts::PartPath Path,
                PathValue Held, PathValue Value, const PathState &State);

  // Conditions.
  bool narrow(PathState &State, const facts::FlowOperand &Operand,
              PathValue Value, SignSet Allowed);
  bool narrowSymbol(PathState &State, unsigned Symbol, SignSet Allowed);
  bool assumeEqual(PathState &State, const facts::FlowOperand &Operand,
                   PathValue Value, int64_t Constant);
  bool assumeRelation(PathState &State, facts::FlowCondition::Compare How,
                      const facts::FlowOperand &Left,
                      const facts::FlowOperand &Right, bool Truth);
  bool assumeFresh(PathState &State, PathValue Handle, PathValue Other);
  void dismissStandard(PathState &State, unsigned Handle,
                       std::optional<int64_t> Bound);

  // Returns.
  void noteReturned(PathState &State, PathValue Value, SignSet Result);
  void noteArguments(PathState &State, PathValue Value, SignSet Result);
  void noteEnd(const PathState &State, SignSet Result, unsigned Block);
  void noteOuts(PathState &State, PathValue Value, SignSet Result);
  void noteTold(const PathState &State, SignSet Result);
  bool mayExist(const PathObject &Object, const PathState &State) const;
  bool isUpToASetting(const PathObject &Object, const PathState &State,
                      unsigned Block) const;
  bool canReach(unsigned From, unsigned To) const;
  bool isInLostBlock(const PathObject &Object, const PathState &State) const;
  bool isTheCallers(const PathObject &Object) const;
  void nameDefect(PathDefect &Defect, const PathObject &Object,
                  const PathState &State);
  llvm::SmallVector<unsigned, 2> abandonObject(PathState &State);
  void reportLeft(const PathState &State, unsigned Block, LossKind How);
  void reportLost(const PathObject &Object, const PathState &State,
                  unsigned Block, LossKind How);
};

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_PATHMACHINE_H
