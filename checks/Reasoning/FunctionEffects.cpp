//===- FunctionEffects.cpp ------------------------------------------------===//
#include "checks/Reasoning/FunctionEffects.h"
#include "checks/Reasoning/PathOutcome.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

using namespace ouro::facts;

namespace ouro::reasoning {

EffectsIndex::EffectsIndex(const FlowFacts &Facts) {
  Effects.resize(Facts.Functions.size());
  Releasing.resize(Facts.Functions.size());
  for (auto [Index, Function] : llvm::enumerate(Facts.Functions)) {
    ByName.try_emplace(Function.Id, static_cast<unsigned>(Index));
    Effects[Index].Slots.resize(Function.Slots.size());
  }
  closeOverCalls(Facts);
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

/// What a function may do with a slot includes what the functions may do that
/// it passes it to. Booleans that only rise: the order does not matter.
void EffectsIndex::closeOverCalls(const FlowFacts &Facts) {
  auto Release = [&](unsigned Function, unsigned Slot) {
    auto &List = Releasing[Function];
    auto At = llvm::lower_bound(List, Slot);
    if (At != List.end() && *At == Slot)
      return false;
    List.insert(At, Slot);
    return true;
  };
  bool Changed = true;
  auto Visit = [&](unsigned Function, unsigned Slot, const SlotUse &Use) {
    SlotEffects &Own = *slotOf(Function, Slot);
    bool Keeps = Own.MayKeep || Use.Kept || !Use.Released.empty();
    bool Touches = Own.MayTouch || Use.Content;
    if (!Use.Released.empty())
      Changed |= Release(Function, Slot);
    for (const SlotUse::Pass &Pass : Use.Passed) {
      unsigned Callee = indexOf(Pass.Callee);
      const SlotEffects *Theirs =
          Callee == NoIndex ? nullptr : slotOf(Callee, Pass.Slot);
      Keeps |= !Theirs || Theirs->MayKeep;
      Touches |= !Theirs || Theirs->MayTouch;
      if (Theirs && mayRelease(Callee, Pass.Slot))
        Changed |= Release(Function, Slot);
    }
    Changed |= Keeps != Own.MayKeep || Touches != Own.MayTouch;
    Own.MayKeep = Keeps;
    Own.MayTouch = Touches;
  };
  while (Changed) {
    Changed = false;
    for (auto [Index, Function] : llvm::enumerate(Facts.Functions)) {
      for (auto [Slot, Use] : llvm::enumerate(Function.Slots))
        Visit(Index, Slot, Use);
      Visit(Index, ReceiverSlot, Function.Receiver);
    }
  }
}

/// What the returns of a followed argument say together.
static void concludeSlot(SlotEffects &Slot, unsigned Index,
                         const PathOutcome &Outcome) {
  bool Seen = false, First = true;
  SlotEffects New;
  New.MayTouch = Slot.MayTouch;
  New.Stays = SignSet::none();
  for (const ArgumentFate &Fate : Outcome.Fates) {
    if (Fate.Slot != Index)
      continue;
    Seen = true;
    if (!Fate.Gone) {
      New.Stays = New.Stays | Fate.Result;
      continue;
    }
    New.Gone = New.Gone | Fate.Result;
    New.Releases =
        First || New.Releases == Fate.Releases ? Fate.Releases : NoIndex;
    First = false;
  }
  if (!Seen)
    return;
  bool Same = Outcome.AlwaysSame && Outcome.SameAs == Index;
  New.MayKeep = !Same && llvm::is_contained(Outcome.Returned, Index);
  Slot = New;
}

static void concludeOuts(FunctionEffects &Effects, const PathOutcome &Outcome) {
  for (const PathOutcome::Out &Out : Outcome.Outs) {
    if (Out.Resource == NoIndex ||
        llvm::any_of(Effects.Outs, [&](const OutEffect &Known) {
          return Known.Slot == Out.Slot;
        }))
      continue;
    SignSet With = SignSet::none(), Without = SignSet::none();
    for (const PathOutcome::Out &Other : Outcome.Outs)
      if (Other.Slot == Out.Slot) {
        SignSet &Set = Other.Resource == Out.Resource ? With : Without;
        Set = Set | Other.Result;
      }
    // Only where the result tells that it succeeded.
    if (SignSet When = With & ~Without; !When.isEmpty())
      Effects.Outs.push_back({Out.Slot, Out.Resource, When});
  }
}

void conclude(FunctionEffects &Effects, const PathOutcome &Outcome) {
  if (Outcome.Capped)
    return;
  if (!Outcome.Returns) {
    Effects.NeverReturns = true;
    return;
  }
  for (auto [Index, Slot] : llvm::enumerate(Effects.Slots))
    concludeSlot(Slot, Index, Outcome);
  concludeSlot(Effects.Receiver, ReceiverSlot, Outcome);
  concludeOuts(Effects, Outcome);
  Effects.Returns = Outcome.Ownership;
  Effects.Resource = Outcome.Resource;
  Effects.Result = Outcome.Result;
  if (Outcome.AlwaysSame)
    Effects.SameAs = Outcome.SameAs;
}

namespace {

/// Tarjan, SIAM J. Computing 1972, with a stack of our own.
class Components {
public:
  Components(const FlowFacts &Facts, const EffectsIndex &Index)
      : Facts(Facts), Index(Index), Number(Facts.Functions.size(), 0),
        Low(Facts.Functions.size(), 0), OnStack(Facts.Functions.size()) {}

  std::vector<unsigned> run() {
    for (unsigned I = 0; I < Facts.Functions.size(); ++I)
      if (!Number[I])
        visit(I);
    return std::move(Order);
  }

private:
  void enter(unsigned Function) {
    Number[Function] = Low[Function] = ++Count;
    OnStack[Function] = true;
    Stack.push_back(Function);
    Open.push_back({Function, 0});
  }

  void visit(unsigned Root) {
    enter(Root);
    while (!Open.empty()) {
      auto &[Function, Next] = Open.back();
      const auto &Calls = Facts.Functions[Function].Calls;
      if (Next < Calls.size()) {
        unsigned Caller = Function, Callee = Index.indexOf(Calls[Next++]);
        if (Callee == NoIndex)
          continue;
        if (!Number[Callee])
          enter(Callee);
        else if (OnStack[Callee])
          Low[Caller] = std::min(Low[Caller], Number[Callee]);
        continue;
      }
      unsigned Done = Function;
      Open.pop_back();
      if (!Open.empty()) {
        unsigned &Above = Low[Open.back().first];
        Above = std::min(Above, Low[Done]);
      }
      if (Low[Done] == Number[Done])
        close(Done);
    }
  }

  void close(unsigned Root) {
    unsigned Member;
    do {
      Member = Stack.pop_back_val();
      OnStack[Member] = false;
      Order.push_back(Member);
    } while (Member != Root);
  }

  const FlowFacts &Facts;
  const EffectsIndex &Index;
  std::vector<unsigned> Number, Low, Order;
  std::vector<bool> OnStack;
  llvm::SmallVector<unsigned, 32> Stack;
  llvm::SmallVector<std::pair<unsigned, size_t>, 32> Open;
  unsigned Count = 0;
};

} // namespace

std::vector<unsigned> calleesFirst(const FlowFacts &Facts,
                                   const EffectsIndex &Index) {
  return Components(Facts, Index).run();
}

} // namespace ouro::reasoning
