//===- FunctionEffects.h - What a call does to its arguments ----*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_FUNCTIONEFFECTS_H
#define OURO_CHECKS_REASONING_FUNCTIONEFFECTS_H

#include "checks/Facts/FlowFacts.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include <array>

namespace ouro::reasoning {

/// Signs of the result if an argument is negative, zero, positive.
using Answers = std::array<SignSet, 3>;

/// What becomes of one argument. `Gone` and `Stays` are signs of the result
/// (any, if there is no result to tell by); where both are possible nobody
/// knows.
struct SlotEffects {
  /// Kept or released in some way that the signs below do not describe.
  bool MayKeep = false;
  /// What it leads to may be kept, passed on or released.
  bool MayTouch = false;
  SignSet Gone = SignSet::none();     ///< after which the argument is gone
  SignSet Stays = SignSet::any();     ///< after which the caller still owns it
  SignSet Freed = SignSet::none();    ///< after which gone means released,
  unsigned Releases = facts::NoIndex; ///< of this kind
  Answers Told{SignSet::any(), SignSet::any(), SignSet::any()};
  std::vector<struct PartEffects> Parts; ///< by path

  bool operator==(const SlotEffects &) const = default;
};

/// What becomes of a part of what an argument points to.
struct PartEffects : SlotEffects {
  facts::PartPath Path;
  bool MayRelease = false; ///< the scan saw a release
  bool Stands = false;     ///< the part still has its value, even if gone

  bool operator==(const PartEffects &) const = default;
};

/// Slot of what the call returns.
inline constexpr unsigned ResultSlot = facts::ReceiverSlot + 1;

/// A part of what the argument points to, or of the result itself, holds a new
/// resource if the result has one of these signs.
struct OutEffect {
  unsigned Slot;
  unsigned Resource;
  SignSet When;
  facts::PartPath Path;
  SignSet Handle = SignSet::any(); ///< signs of the handle then
  /// A failure that these results do not always come with.
  bool Maybe = false;

  bool operator==(const OutEffect &) const = default;
};

/// Who owns what a function returns; ordered as a lattice, Mixed on top.
enum class ReturnOwnership : uint8_t {
  Bottom, ///< nothing worth owning: null, an error code
  Owned,
  Borrowed,
  Mixed,
};

/// What a call does, as far as resources are concerned. Plain values: indices
/// of resources are those of FlowFacts.
struct FunctionEffects {
  std::vector<SlotEffects> Slots;
  SlotEffects Receiver;
  ReturnOwnership Returns = ReturnOwnership::Borrowed;
  unsigned Resource = facts::NoIndex; ///< Owned: of this kind
  unsigned SameAs = facts::NoIndex;   ///< slot that is always returned
  SignSet Result = SignSet::any();    ///< signs that the result can have
  std::vector<OutEffect> Outs;
  bool NeverReturns = false;

  const SlotEffects *slot(unsigned Index) const {
    if (Index == facts::ReceiverSlot)
      return &Receiver;
    return Index < Slots.size() ? &Slots[Index] : nullptr;
  }
  bool operator==(const FunctionEffects &) const = default;
};

/// The effects of the functions with a body in this TU, by identity.
class EffectsIndex {
public:
  explicit EffectsIndex(const facts::FlowFacts &Facts);

  /// Index into FlowFacts::Functions, NoIndex if there is no body here.
  unsigned indexOf(SymbolId Function) const {
    auto Found = ByName.find(Function);
    return Found == ByName.end() ? facts::NoIndex : Found->second;
  }
  /// Null if there is no body here.
  const FunctionEffects *find(SymbolId Function) const {
    unsigned Index = indexOf(Function);
    return Index == facts::NoIndex ? nullptr : &Effects[Index];
  }
  FunctionEffects &operator[](unsigned Index) { return Effects[Index]; }
  const std::vector<FunctionEffects> &all() const { return Effects; }

  /// The slot may be released by the function or by what it passes it to.
  bool mayRelease(unsigned Function, unsigned Slot) const;
  /// An exception may leave \p Function, by its own body or what it calls.
  bool mayThrow(unsigned Function) const { return Throwing.test(Function); }
  /// It may release an argument, or a part of one.
  bool mayReleaseAny(unsigned Function) const;

  /// What is feared of \p Component, whose callees outside were followed: no
  /// more than they turned out to do. Only if it may release anything.
  void refine(const facts::FlowFacts &Facts,
              llvm::ArrayRef<unsigned> Component);
  /// The paths of \p Function are concluded: it may release what they do.
  void settle(unsigned Function);

private:
  void closeOverCalls(const facts::FlowFacts &Facts);
  bool closeSlots(const facts::FlowFacts &Facts, unsigned Function);
  bool closeSlot(unsigned Function, unsigned Slot, const facts::SlotUse &Use);
  bool closeParts(SlotEffects &Own, const facts::SlotUse &Use);
  SlotEffects *slotOf(unsigned Function, unsigned Slot);

  llvm::DenseMap<SymbolId, unsigned> ByName;
  std::vector<FunctionEffects> Effects;
  /// By function: the slots that may be released, sorted.
  std::vector<std::vector<unsigned>> Releasing;
  llvm::BitVector Throwing; ///< by function
};

struct PathOutcome;

/// Replaces what the scan feared by what the paths of the function showed. If
/// paths were dropped, the fears stay.
void conclude(FunctionEffects &Effects, const facts::FlowFacts &Facts,
              const PathOutcome &Outcome);

/// What was acquired as kind \p Acquired is given back by a release as kind
/// \p Released; a kind that nobody knows fits everything.
bool isReleasedBy(const facts::FlowFacts &Facts, unsigned Acquired,
                  unsigned Released);

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_FUNCTIONEFFECTS_H
