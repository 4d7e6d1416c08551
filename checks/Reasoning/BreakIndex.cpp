//===- BreakIndex.cpp -----------------------------------------------------===//
#include "checks/Reasoning/BreakIndex.h"
#include "checks/Reasoning/ParameterStores.h"
#include "llvm/ADT/STLExtras.h"

using namespace ouro::facts;

namespace ouro::reasoning {

/// The last field of a place, elements skipped.
static SymbolId lastField(const Place &P) {
  for (SymbolId Step : llvm::reverse(P.Path))
    if (Step != ElementStep)
      return Step;
  return {};
}

BreakIndex::BreakIndex(const HoldIndex &Index) : Index(Index) {
  const auto &Functions = Index.facts().Functions;
  llvm::DenseMap<SymbolId, llvm::SmallVector<unsigned, 2>> Overriders;
  for (auto [I, F] : llvm::enumerate(Functions)) {
    Number[F.Id] = I;
    for (SymbolId Base : F.Overrides)
      Overriders[Base].push_back(I);
  }
  auto AddCallee = [&](std::vector<unsigned> &To, SymbolId Callee) {
    if (auto It = Number.find(Callee); It != Number.end())
      To.push_back(It->second);
    if (auto It = Overriders.find(Callee); It != Overriders.end())
      To.insert(To.end(), It->second.begin(), It->second.end());
  };
  Calls.resize(Functions.size());
  for (auto [I, F] : llvm::enumerate(Functions)) {
    for (SymbolId Callee : F.Calls)
      AddCallee(Calls[I], Callee);
    for (SymbolId Callee : F.RepeatedCalls)
      AddCallee(CalledInLoops, Callee);
  }
  ParameterStores Setters(Index);
  addDirectBreaks(Setters);
  addBreaksBySetters(Setters);
}

static llvm::ArrayRef<SymbolId> withoutElements(const Place &P) {
  llvm::ArrayRef<SymbolId> Path = P.Path;
  while (!Path.empty() && Path.back() == ElementStep)
    Path = Path.drop_back();
  return Path;
}

/// True if \p E, in the function of \p Break, stores something in the field
/// that
/// \p Break empties, itself or by a setter.
static bool refills(const FunctionFact &F, const EffectFact &E,
                    const EffectFact &Break, const ParameterStores &Setters) {
  if (E.Kind == EffectKind::Store)
    return E.Target.Object == Break.Target.Object &&
           withoutElements(E.Target) == withoutElements(Break.Target);
  for (auto [Position, Argument] : llvm::enumerate(E.Arguments))
    if (F.Objects[Argument.Object].Kind != ObjectKind::Empty &&
        Setters.fieldsOf(E.Callee, Position).count(lastField(Break.Target)))
      return true;
  return false;
}

/// True if \p F fills what \p Break empties again: it makes room.
static bool isRefilled(const FunctionFact &F, const EffectFact &Break,
                       const ParameterStores &Setters) {
  return std::any_of(&Break + 1, F.Effects.data() + F.Effects.size(),
                     [&](const EffectFact &E) {
                       return E.BodyOf == Break.BodyOf &&
                              refills(F, E, Break, Setters) &&
                              llvm::all_of(E.Arms, [&](const Arm &A) {
                                return llvm::is_contained(Break.Arms, A);
                              });
                     });
}

void BreakIndex::addDirectBreaks(const ParameterStores &Setters) {
  for (auto [I, F] : llvm::enumerate(Index.facts().Functions))
    for (const EffectFact &Effect : F.Effects)
      // A constructor finds its fields empty; what it gives away may not.
      if (Effect.Kind == EffectKind::Break &&
          (F.Role != FunctionRole::Constructor || Effect.BodyOf) &&
          !isRefilled(F, Effect, Setters))
        if (SymbolId Field = lastField(Effect.Target))
          Sites[Field].push_back({static_cast<unsigned>(I), &Effect});
}

void BreakIndex::addBreaksBySetters(const ParameterStores &Setters) {
  for (auto [I, F] : llvm::enumerate(Index.facts().Functions)) {
    if (F.Role == FunctionRole::Constructor)
      continue;
    for (const EffectFact &Effect : F.Effects)
      for (auto [Position, Argument] : llvm::enumerate(Effect.Arguments))
        if (Argument.Path.empty() &&
            F.Objects[Argument.Object].Kind == ObjectKind::Empty)
          for (SymbolId Field : Setters.fieldsOf(Effect.Callee, Position))
            Sites[Field].push_back({static_cast<unsigned>(I), &Effect});
  }
}

BreakIndex::Flags
BreakIndex::reachedFrom(std::vector<unsigned> Open,
                        const llvm::DenseSet<SymbolId> &Members) const {
  const auto &Functions = Index.facts().Functions;
  Flags Reached(Functions.size(), false);
  for (unsigned F : Open)
    Reached[F] = true;
  while (!Open.empty()) {
    unsigned F = Open.back();
    Open.pop_back();
    for (unsigned Callee : Calls[F]) {
      bool Never = Functions[Callee].Role != FunctionRole::Ordinary &&
                   Members.contains(Functions[Callee].Record);
      if (!Reached[Callee] && !Never) {
        Reached[Callee] = true;
        Open.push_back(Callee);
      }
    }
  }
  return Reached;
}

/// Functions that may run any number of times.
BreakIndex::Flags BreakIndex::repeated() const {
  std::vector<unsigned> Roots = CalledInLoops;
  for (auto [I, F] : llvm::enumerate(Index.facts().Functions))
    if (F.Open && F.Role != FunctionRole::Entry)
      Roots.push_back(I);
  return reachedFrom(std::move(Roots), {});
}

bool BreakIndex::isPartial(const Site &S, const Flags &Repeated) const {
  if (!S.Effect->Positional || S.Effect->Repeated || Repeated[S.Function])
    return false;
  return !reachedFrom(Calls[S.Function], {})[S.Function]; // recursion is a loop
}

std::optional<bool> BreakIndex::breaks(SymbolId Function,
                                       const HoldFact &Hold) const {
  auto It = Number.find(Function);
  if (It == Number.end())
    return std::nullopt;
  Flags Reached = reachedFrom({It->second}, {});
  bool AllSeen = true;
  for (auto [I, F] : llvm::enumerate(Index.facts().Functions))
    if (Reached[I])
      AllSeen &= llvm::all_of(
          F.Calls, [&](SymbolId Callee) { return Number.contains(Callee); });
  if (auto Found = Sites.find(Hold.Field); Found != Sites.end())
    if (llvm::any_of(Found->second,
                     [&](const Site &S) { return Reached[S.Function]; }))
      return true;
  return AllSeen ? std::optional<bool>(false) : std::nullopt;
}

Break BreakIndex::bestBreak(llvm::ArrayRef<const HoldFact *> Holds,
                            const llvm::DenseSet<SymbolId> &Members) const {
  Break Best;
  for (const HoldFact *Hold : Holds)
    if (Hold->BrokenBy)
      return {BreakCredit::Teardown, Index.function(Hold->BrokenBy), nullptr,
              Hold};
  if (llvm::none_of(
          Holds, [&](const HoldFact *H) { return Sites.contains(H->Field); }))
    return Best;

  const auto &Functions = Index.facts().Functions;
  std::vector<unsigned> Running, Destroying;
  for (auto [I, F] : llvm::enumerate(Functions)) {
    if (F.Role == FunctionRole::Destructor) {
      if (!Members.contains(F.Record))
        Destroying.push_back(I);
    } else if (F.Open && !(F.Role == FunctionRole::Constructor &&
                           Members.contains(F.Record))) {
      Running.push_back(I);
    }
  }
  Flags AtTeardown = reachedFrom(Destroying, Members);
  Flags AtAll = reachedFrom(Running, Members);
  Flags Again = repeated();
  for (const HoldFact *Hold : Holds) {
    auto It = Sites.find(Hold->Field);
    if (It == Sites.end())
      continue;
    for (const Site &S : It->second) {
      BreakCredit Credit = AtTeardown[S.Function] ? BreakCredit::Teardown
                           : AtAll[S.Function]    ? BreakCredit::Reached
                                                  : BreakCredit::Uncalled;
      if (Credit > BreakCredit::Partial && isPartial(S, Again))
        Credit = BreakCredit::Partial;
      // Of a member's destructor there is nothing to say: it cannot run.
      if (Functions[S.Function].Role == FunctionRole::Destructor &&
          Credit == BreakCredit::Uncalled)
        continue;
      bool Earlier = Credit == Best.Credit && Best.Effect &&
                     S.Effect->Where < Best.Effect->Where;
      if (Credit > Best.Credit || Earlier)
        Best = {Credit, &Functions[S.Function], S.Effect, Hold};
    }
  }
  return Best;
}

} // namespace ouro::reasoning
