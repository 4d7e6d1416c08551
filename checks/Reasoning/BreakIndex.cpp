//===- BreakIndex.cpp -----------------------------------------------------===//
#include "checks/Reasoning/BreakIndex.h"
#include "checks/Reasoning/ParameterStores.h"
#include "llvm/ADT/STLExtras.h"
#include <tuple>

using namespace ouro::facts;

namespace ouro::reasoning {

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

/// Functions that others may call, or that run by themselves, while objects of
/// \p Members stay alive.
std::vector<unsigned>
BreakIndex::runningBut(const llvm::DenseSet<SymbolId> &Members) const {
  std::vector<unsigned> Running;
  for (auto [I, F] : llvm::enumerate(Index.facts().Functions))
    if (F.Open && F.Role != FunctionRole::Destructor &&
        !(F.Role == FunctionRole::Constructor && Members.contains(F.Record)))
      Running.push_back(I);
  return Running;
}

/// Whether some call of \p Function, a member, may be on the part \p Part: the
/// calls on other fields and on variables are on other objects.
bool BreakIndex::isCalledOn(unsigned Function, SymbolId Part,
                            Flags &Seen) const {
  const auto &Functions = Index.facts().Functions;
  if (Functions[Function].Open)
    return true;
  if (Seen[Function])
    return false;
  Seen[Function] = true;
  for (auto [I, Caller] : llvm::enumerate(Functions)) {
    if (!llvm::is_contained(Calls[I], Function))
      continue;
    bool Known = false;
    for (const EffectFact &E : Caller.Effects) {
      if (E.Kind != EffectKind::Call || E.Callee != Functions[Function].Id)
        continue;
      Known = true;
      const ObjectFact &On = Caller.Objects[E.Target.Object];
      if (SymbolId Field = lastField(E.Target)) {
        if (Field == Part)
          return true;
      } else if (!E.HasTarget || !E.Target.Path.empty() ||
                 (On.Kind == ObjectKind::This
                      ? isCalledOn(I, Part, Seen)
                      : On.Kind != ObjectKind::Global && !On.Owned)) {
        return true;
      }
    }
    if (!Known)
      return true; // by pointer, or by the name of what it overrides
  }
  return false;
}

/// False if \p S empties a field of its own object, the ring has such an object
/// as a part of another, and nobody calls the function on that part.
bool BreakIndex::mayConcern(const Site &S,
                            llvm::ArrayRef<const HoldFact *> Holds) const {
  const FunctionFact &F = Index.facts().Functions[S.Function];
  const Place &Target = S.Effect->Target;
  if (S.Effect->Kind != EffectKind::Break ||
      F.Objects[Target.Object].Kind != ObjectKind::This ||
      withoutElements(Target).size() != 1)
    return true;
  auto Part = llvm::find_if(Holds, [&](const HoldFact *H) {
    return H->Kind == HoldKind::Part && !H->Many && H->Held == F.Record;
  });
  if (Part == Holds.end())
    return true;
  Flags Seen(Calls.size(), false);
  return isCalledOn(S.Function, (*Part)->Field, Seen);
}

std::vector<SymbolId>
BreakIndex::teardownsOf(llvm::ArrayRef<const HoldFact *> Holds,
                        const llvm::DenseSet<SymbolId> &Members) const {
  std::vector<SymbolId> Classes;
  for (auto [I, F] : llvm::enumerate(Index.facts().Functions)) {
    if (F.Role != FunctionRole::Destructor || Members.contains(F.Record))
      continue;
    Flags Reached = reachedFrom({static_cast<unsigned>(I)}, Members);
    bool Breaks = llvm::any_of(Holds, [&](const HoldFact *H) {
      auto It = Sites.find(H->Field);
      return It != Sites.end() && llvm::any_of(It->second, [&](const Site &S) {
               return Reached[S.Function];
             });
    });
    if (Breaks)
      Classes.push_back(F.Record);
  }
  return Classes;
}

bool BreakIndex::isEmptiedByDestructorsOnly(
    SymbolId Field, const llvm::DenseSet<SymbolId> &Members) const {
  auto It = Sites.find(Field);
  if (It == Sites.end())
    return false;
  const auto &Functions = Index.facts().Functions;
  std::vector<unsigned> Dying;
  std::vector<unsigned> Running = runningBut(Members);
  for (auto [I, F] : llvm::enumerate(Functions))
    if (F.Role == FunctionRole::Destructor)
      (Members.contains(F.Record) ? Dying : Running).push_back(I);
  Flags AtDeath = reachedFrom(Dying, {}), Else = reachedFrom(Running, Members);
  return llvm::all_of(It->second, [&](const Site &S) {
    return AtDeath[S.Function] && !Else[S.Function];
  });
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
  std::vector<unsigned> Running = runningBut(Members), Destroying;
  for (auto [I, F] : llvm::enumerate(Functions))
    if (F.Role == FunctionRole::Destructor && !Members.contains(F.Record))
      Destroying.push_back(I);
  Flags AtTeardown = reachedFrom(Destroying, Members);
  Flags AtAll = reachedFrom(Running, Members);
  Flags Again = repeated();
  for (const HoldFact *Hold : Holds) {
    auto It = Sites.find(Hold->Field);
    if (It == Sites.end())
      continue;
    for (const Site &S : It->second) {
      if (!mayConcern(S, Holds))
        continue;
      BreakCredit Credit = AtTeardown[S.Function] ? BreakCredit::Teardown
                           : AtAll[S.Function]    ? BreakCredit::Reached
                                                  : BreakCredit::Uncalled;
      if (Credit > BreakCredit::Partial && isPartial(S, Again))
        Credit = BreakCredit::Partial;
      // Of a member's destructor there is nothing to say: it cannot run.
      if (Functions[S.Function].Role == FunctionRole::Destructor &&
          Credit == BreakCredit::Uncalled)
        continue;
      // What happens on every path says more; of equals the first.
      auto Order = [](const EffectFact &E) {
        return std::tuple(!E.Arms.empty(), E.Where);
      };
      bool Better = Credit == Best.Credit && Best.Effect &&
                    Order(*S.Effect) < Order(*Best.Effect);
      if (Credit > Best.Credit || Better)
        Best = {Credit, &Functions[S.Function], S.Effect, Hold};
    }
  }
  return Best;
}

} // namespace ouro::reasoning
