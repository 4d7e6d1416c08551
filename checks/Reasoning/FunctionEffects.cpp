//===- FunctionEffects.cpp ------------------------------------------------===//
#include "checks/Reasoning/FunctionEffects.h"
#include "checks/Facts/CallGraph.h"
#include "checks/Reasoning/PathOutcome.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <numeric>

using namespace ouro::facts;

namespace ouro::reasoning {

/// Parts of one argument that are told apart; of more, nothing is.
static constexpr size_t MaxParts = 16;

EffectsIndex::EffectsIndex(const FlowFacts &Facts) {
  Effects.resize(Facts.Functions.size());
  Releasing.resize(Facts.Functions.size());
  for (auto [Index, Function] : llvm::enumerate(Facts.Functions)) {
    ByName.try_emplace(Function.Id, static_cast<unsigned>(Index));
    Effects[Index].Slots.resize(Function.Slots.size());
  }
  closeOverCalls(Facts);
  Throwing = withCallers(Facts, [](const FlowFunction &F) { return F.Throws; });
}

SlotEffects *EffectsIndex::slotOf(unsigned Function, unsigned Slot) {
  FunctionEffects &Of = Effects[Function];
  if (Slot == ReceiverSlot)
    return &Of.Receiver;
  return Slot < Of.Slots.size() ? &Of.Slots[Slot] : nullptr;
}

bool EffectsIndex::mayRelease(unsigned Function, unsigned Slot) const {
  return llvm::binary_search(Releasing[Function], Slot);
}

bool EffectsIndex::mayReleaseAny(unsigned Function) const {
  auto Releases = [](const SlotEffects &Slot) {
    return llvm::any_of(Slot.Parts,
                        [](const PartEffects &P) { return P.MayRelease; });
  };
  return !Releasing[Function].empty() || Releases(Effects[Function].Receiver) ||
         llvm::any_of(Effects[Function].Slots, Releases);
}

/// A part that the scan saw kept or released is feared gone for good.
static bool addPart(SlotEffects &Slot, PartPath Path, bool MayRelease) {
  if (Path.size() > MaxPartSteps || Slot.Parts.size() >= MaxParts) {
    bool Changed = !Slot.MayTouch;
    Slot.MayTouch = true;
    return Changed;
  }
  auto At = llvm::lower_bound(
      Slot.Parts, Path,
      [](const PartEffects &P, const PartPath &Key) { return P.Path < Key; });
  if (At == Slot.Parts.end() || At->Path != Path) {
    PartEffects New;
    New.Path = std::move(Path);
    New.MayKeep = true;
    New.MayRelease = MayRelease;
    Slot.Parts.insert(At, std::move(New));
    return true;
  }
  bool Changed = MayRelease && !At->MayRelease;
  At->MayRelease |= MayRelease;
  return Changed;
}

/// Who gets it may keep it, or release it; \p Slot is null if nobody knows who.
static bool mayTake(const SlotEffects *Slot) {
  return !Slot || Slot->MayKeep || !Slot->Gone.isEmpty();
}

/// Adds the parts that \p Use names, and those of the functions that it passes
/// the argument to.
bool EffectsIndex::closeParts(SlotEffects &Own, const SlotUse &Use) {
  if (Own.MayTouch)
    return false; // any part may have a new owner
  bool Changed = false;
  for (const PartPath &Path : Use.PartsKept)
    Changed |= addPart(Own, Path, false);
  for (const PartPath &Path : Use.PartsReleased)
    Changed |= addPart(Own, Path, true);
  for (const SlotUse::Pass &Pass : Use.Passed) {
    unsigned Callee = indexOf(Pass.Callee);
    const SlotEffects *Theirs =
        Callee == NoIndex ? nullptr : slotOf(Callee, Pass.Slot);
    if (Pass.Part && mayTake(Theirs))
      Changed |=
          addPart(Own, *Pass.Part, Theirs && mayRelease(Callee, Pass.Slot));
    if (!Theirs || Theirs == &Own || Theirs->Parts.empty())
      continue;
    PartPath Prefix;
    if (Pass.Part) {
      Prefix = *Pass.Part;
      Prefix.push_back({});
    }
    llvm::append_range(Prefix, Pass.Inside);
    for (const PartEffects &Part : Theirs->Parts) {
      if (!mayTake(&Part))
        continue;
      PartPath Path = Prefix;
      llvm::append_range(Path, Part.Path);
      Changed |= addPart(Own, std::move(Path), Part.MayRelease);
    }
  }
  return Changed;
}

/// By function: those that pass something to it.
static std::vector<llvm::SmallVector<unsigned, 4>>
callersIn(const FlowFacts &Facts, const EffectsIndex &Index) {
  std::vector<llvm::SmallVector<unsigned, 4>> Callers(Facts.Functions.size());
  for (auto [Caller, Function] : llvm::enumerate(Facts.Functions)) {
    auto Add = [&, Caller = Caller](const SlotUse &Use) {
      for (const SlotUse::Pass &Pass : Use.Passed)
        if (unsigned Callee = Index.indexOf(Pass.Callee);
            Callee != NoIndex &&
            (Callers[Callee].empty() || Callers[Callee].back() != Caller))
          Callers[Callee].push_back(Caller);
    };
    llvm::for_each(Function.Slots, Add);
    Add(Function.Receiver);
  }
  return Callers;
}

/// What \p Function may do with \p Slot, as far as it is known of those that it
/// passes it to; true if that is news.
bool EffectsIndex::closeSlot(unsigned Function, unsigned Slot,
                             const SlotUse &Use) {
  SlotEffects &Own = *slotOf(Function, Slot);
  bool Keeps = Own.MayKeep || Use.Kept || !Use.Released.empty();
  bool Touches = Own.MayTouch || Use.Content;
  bool Releases = !Use.Released.empty(), Changed = false;
  for (const SlotUse::Pass &Pass : Use.Passed) {
    unsigned Callee = indexOf(Pass.Callee);
    const SlotEffects *Theirs =
        Callee == NoIndex ? nullptr : slotOf(Callee, Pass.Slot);
    Keeps |= !Pass.Part && mayTake(Theirs);
    Touches |= Theirs ? Theirs->MayTouch : Pass.Part.has_value();
    Releases |= Theirs && !Pass.Part && mayRelease(Callee, Pass.Slot);
  }
  if (Releases && !mayRelease(Function, Slot)) {
    auto &List = Releasing[Function];
    List.insert(llvm::lower_bound(List, Slot), Slot);
    Changed = true;
  }
  if (!Touches)
    Changed |= closeParts(Own, Use);
  Touches |= Own.MayTouch;
  Changed |= Keeps != Own.MayKeep || Touches != Own.MayTouch;
  Own.MayKeep = Keeps;
  Own.MayTouch = Touches;
  return Changed;
}

bool EffectsIndex::closeSlots(const FlowFacts &Facts, unsigned Function) {
  const FlowFunction &Scanned = Facts.Functions[Function];
  bool Changed = closeSlot(Function, ReceiverSlot, Scanned.Receiver);
  for (auto [Slot, Use] : llvm::enumerate(Scanned.Slots))
    Changed |= closeSlot(Function, Slot, Use);
  return Changed;
}

/// What a function may do with a slot includes what the functions may do that
/// it passes it to. Booleans that only rise: the order does not matter. A
/// function is looked at again if one that it passes something to has changed.
void EffectsIndex::closeOverCalls(const FlowFacts &Facts) {
  std::vector<llvm::SmallVector<unsigned, 4>> Callers = callersIn(Facts, *this);
  std::vector<unsigned> Now(Facts.Functions.size());
  std::iota(Now.begin(), Now.end(), 0);
  while (!Now.empty()) {
    std::vector<unsigned> Next;
    for (unsigned Index : Now)
      if (closeSlots(Facts, Index)) {
        llvm::append_range(Next, Callers[Index]);
        Next.push_back(Index); // its slots may be passed to itself
      }
    llvm::sort(Next);
    Next.erase(llvm::unique(Next), Next.end());
    Now = std::move(Next);
  }
}

void EffectsIndex::refine(const FlowFacts &Facts,
                          llvm::ArrayRef<unsigned> Component) {
  if (llvm::none_of(Component, [&](unsigned F) { return mayReleaseAny(F); }))
    return;
  for (unsigned Function : Component) {
    FunctionEffects &Of = Effects[Function];
    Of.Slots.assign(Of.Slots.size(), {});
    Of.Receiver = {};
    Releasing[Function].clear();
  }
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (unsigned Function : Component)
      Changed |= closeSlots(Facts, Function);
  }
}

void EffectsIndex::settle(unsigned Function) {
  FunctionEffects &Of = Effects[Function];
  llvm::erase_if(Releasing[Function], [&](unsigned Slot) {
    return slotOf(Function, Slot)->Freed.isEmpty();
  });
  auto SettleParts = [](SlotEffects &Slot) {
    for (PartEffects &Part : Slot.Parts)
      Part.MayRelease &= !Part.Freed.isEmpty();
  };
  llvm::for_each(Of.Slots, SettleParts);
  SettleParts(Of.Receiver);
}

bool isReleasedBy(const FlowFacts &Facts, unsigned Acquired,
                  unsigned Released) {
  return Acquired >= Facts.Resources.size() || Released == NoIndex ||
         Acquired == Released ||
         llvm::is_contained(Facts.Resources[Acquired].Also, Released);
}

} // namespace ouro::reasoning
