//===- Conclusions.cpp - What all returns of a function say together ------===//
#include "checks/Reasoning/FunctionEffects.h"
#include "checks/Reasoning/PathOutcome.h"
#include "llvm/ADT/STLExtras.h"

using namespace ouro::facts;

namespace ouro::reasoning {

/// What the fates of one argument, or of a part of it, say together; false if
/// it was not followed.
static bool concludeFates(SlotEffects &Slot, const FlowFacts &Facts,
                          const PathOutcome &Outcome, unsigned Index,
                          const std::optional<PartPath> &Part) {
  bool Seen = false;
  SignSet Kept = SignSet::none();
  SlotEffects New;
  New.MayKeep = false;
  New.Stays = SignSet::none();
  for (const ArgumentFate &Fate : Outcome.Fates) {
    if (Fate.Slot != Index || Fate.Part != Part)
      continue;
    Seen = true;
    if (!Fate.Gone)
      continue;
    New.Gone = New.Gone | Fate.Result;
    if (New.Releases == NoIndex)
      New.Releases = Fate.Releases;
    SignSet &How = Fate.Releases != NoIndex && Fate.Releases == New.Releases
                       ? New.Freed
                       : Kept;
    How = How | Fate.Result;
  }
  if (!Seen)
    return false;
  New.Freed = New.Freed & ~Kept;
  if (New.Freed.isEmpty())
    New.Releases = NoIndex;
  // `if (p) free(p)`: null does not stay, there was nothing.
  SignSet Valid = New.Releases == NoIndex ? SignSet::any()
                                          : Facts.Resources[New.Releases].Valid;
  for (const ArgumentFate &Fate : Outcome.Fates)
    if (Fate.Slot == Index && Fate.Part == Part && !Fate.Gone &&
        Fate.Own.meets(Valid))
      New.Stays = New.Stays | Fate.Result;
  New.MayTouch = Slot.MayTouch;
  New.Parts = std::move(Slot.Parts);
  Slot = std::move(New);
  return true;
}

static void concludeSlot(SlotEffects &Slot, const FlowFacts &Facts,
                         const PathOutcome &Outcome, unsigned Index) {
  if (concludeFates(Slot, Facts, Outcome, Index, std::nullopt)) {
    bool Same = Outcome.AlwaysSame && Outcome.SameAs == Index;
    Slot.MayKeep = !Same && llvm::is_contained(Outcome.Returned, Index);
  }
  for (PartEffects &Part : Slot.Parts) {
    if (!concludeFates(Part, Facts, Outcome, Index, Part.Path))
      continue;
    Part.Stands = llvm::all_of(Outcome.Fates, [&](const ArgumentFate &Fate) {
      return Fate.Slot != Index || Fate.Part != Part.Path || Fate.Stands;
    });
  }
}

/// What part \p Path of slot \p Slot holds after the returns.
static std::optional<OutEffect> concludeOut(const FlowFacts &Facts,
                                            const PathOutcome &Outcome,
                                            unsigned Slot, const PartPath &Path,
                                            unsigned Resource) {
  SignSet With = SignSet::none(), Without = With, Null = With, Handle = With;
  for (const ReturnNote &Return : Outcome.Returns) {
    bool Noted = false;
    for (const ReturnNote::Part &Part : Return.Parts) {
      if (Part.Slot != Slot || Part.Path != Path)
        continue;
      Noted = true;
      if (Part.Resource == Resource) {
        With = With | Part.Result;
        Handle = Handle | Part.Handle;
      } else if (Part.Resource != NoIndex ||
                 Part.Handle.meets(Facts.Resources[Resource].Valid)) {
        Without = Without | Part.Result;
      } else {
        Null = Null | Part.Result;
        Handle = Handle | Part.Handle;
      }
    }
    if (!Noted && !llvm::is_contained(Return.Null, Slot))
      Without = Without | Return.Result;
  }
  // Only where the result, or the handle itself, tells that it succeeded. Of a
  // failure it is as good to know where there is none.
  bool Maybe = Facts.Resources[Resource].Failure && Without.meets(With);
  SignSet When = Maybe ? With : With & ~Without;
  if (When.isEmpty())
    return std::nullopt;
  return OutEffect{Slot, Resource, When, Path, Handle, Maybe};
}

static void concludeOuts(FunctionEffects &Effects, const FlowFacts &Facts,
                         const PathOutcome &Outcome) {
  for (const ReturnNote &Return : Outcome.Returns)
    for (const ReturnNote::Part &Part : Return.Parts) {
      bool Known = llvm::any_of(Effects.Outs, [&](const OutEffect &Out) {
        return Out.Slot == Part.Slot && Out.Path == Part.Path;
      });
      if (Part.Resource == NoIndex || Known)
        continue;
      if (auto Out =
              concludeOut(Facts, Outcome, Part.Slot, Part.Path, Part.Resource))
        Effects.Outs.push_back(std::move(*Out));
    }
}

void conclude(FunctionEffects &Effects, const FlowFacts &Facts,
              const PathOutcome &Outcome) {
  if (Outcome.Capped)
    return;
  if (Outcome.Returns.empty()) {
    Effects.NeverReturns = true;
    return;
  }
  for (auto [Index, Slot] : llvm::enumerate(Effects.Slots))
    concludeSlot(Slot, Facts, Outcome, Index);
  concludeSlot(Effects.Receiver, Facts, Outcome, ReceiverSlot);
  concludeOuts(Effects, Facts, Outcome);
  for (const auto &[Slot, Told] : Outcome.Told)
    if (Slot < Effects.Slots.size())
      Effects.Slots[Slot].Told = Told;
  Effects.Returns = Outcome.Ownership;
  Effects.Resource = Outcome.Resource;
  Effects.Result = Outcome.Result;
  if (Outcome.AlwaysSame)
    Effects.SameAs = Outcome.SameAs;
}

} // namespace ouro::reasoning
