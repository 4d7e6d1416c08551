//===- UnboundedGlobals.cpp -----------------------------------------------===//
#include "checks/Reasoning/UnboundedGlobals.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include <optional>

using namespace ouro::facts;

namespace ouro::reasoning {

namespace {

/// Why a growth does not end.
enum class Cause : uint8_t {
  Unknown,   ///< it may be a table that is filled once
  Kept,      ///< a function keeps what it makes in a variable of its own
  Remembers, ///< a function keeps its result for each new argument
  Ends,      ///< objects that end register themselves
  Served,    ///< main does it in a loop
};

class Judge {
public:
  explicit Judge(const TuFacts &Facts);

  std::vector<Finding> run() {
    for (const GlobalFact &Global : Facts.Globals)
      if (Global.onlyGrows() && !isUnlinked(Global))
        judge(Global);
    return std::move(Findings);
  }

private:
  /// Another TU may take elements out of the list, wherever it got them from.
  bool isUnlinked(const GlobalFact &Global) const {
    return llvm::any_of(Global.Links, [&](SymbolId Link) {
      return llvm::binary_search(Facts.Relinked, Link);
    });
  }
  void judge(const GlobalFact &Global);
  std::optional<Cause> causeOf(const GlobalFact &Global,
                               const GrowthFact &Growth) const;
  void add(const GlobalFact &Global, const GrowthFact &Growth, Cause Why);
  llvm::DenseMap<SymbolId, SymbolId>
  reachedFrom(llvm::ArrayRef<SymbolId> Roots) const;

  const TuFacts &Facts;
  llvm::DenseMap<SymbolId, const FunctionFact *> Functions;
  llvm::DenseMap<SymbolId, SymbolId> Served; ///< to what main calls
  llvm::DenseMap<SymbolId, SymbolId> Open;   ///< to what anybody may call
  std::vector<Finding> Findings;
};

} // namespace

Judge::Judge(const TuFacts &Facts) : Facts(Facts) {
  std::vector<SymbolId> Roots;
  for (const FunctionFact &F : Facts.Functions) {
    Functions[F.Id] = &F;
    if (F.Role != FunctionRole::Entry && (F.Open || !F.Overrides.empty()))
      Roots.push_back(F.Id);
  }
  Open = reachedFrom(Roots);
  Served = reachedFrom(Facts.Served);
}

/// Everything that \p Roots call, directly or not, with the root it was reached
/// from first.
llvm::DenseMap<SymbolId, SymbolId>
Judge::reachedFrom(llvm::ArrayRef<SymbolId> Roots) const {
  llvm::DenseMap<SymbolId, SymbolId> Reached;
  std::vector<SymbolId> Work;
  for (SymbolId Root : Roots)
    if (Reached.try_emplace(Root, Root).second)
      Work.push_back(Root);
  for (size_t I = 0; I < Work.size(); ++I) {
    const FunctionFact *F = Functions.lookup(Work[I]);
    if (!F)
      continue;
    SymbolId Root = Reached.lookup(F->Id);
    for (SymbolId Callee : F->Calls)
      if (Reached.try_emplace(Callee, Root).second)
        Work.push_back(Callee);
  }
  return Reached;
}

/// Nothing if the growth is bounded, or happens a known number of times.
std::optional<Cause> Judge::causeOf(const GlobalFact &Global,
                                    const GrowthFact &Growth) const {
  if (!Growth.Function || Growth.Guarded || Growth.Key == GrowthKey::Fixed)
    return std::nullopt;
  const FunctionFact *F = Functions.lookup(Growth.Function);
  if (F && F->Role == FunctionRole::Entry)
    return std::nullopt;
  if (Served.contains(Growth.Function))
    return Cause::Served;
  if (!Growth.Open && !Open.contains(Growth.Function))
    return std::nullopt;
  bool IsMade = Growth.Value == GrowthValue::Made;
  if (Growth.Recalls && IsMade && Growth.Key == GrowthKey::Given)
    return Cause::Remembers;
  if (Growth.Value == GrowthValue::Self && Growth.Ends)
    return Cause::Ends;
  // Who needs it once needs no variable that lives on.
  if (Global.Kind == GlobalKind::Local && IsMade &&
      Growth.Key != GrowthKey::Other)
    return Cause::Kept;
  return Cause::Unknown;
}

void Judge::judge(const GlobalFact &Global) {
  const GrowthFact *Best = nullptr;
  Cause Why = Cause::Unknown;
  for (const GrowthFact &Growth : Global.Growths)
    if (std::optional<Cause> Found = causeOf(Global, Growth);
        Found && (!Best || *Found > Why)) {
      Best = &Growth;
      Why = *Found;
    }
  if (Best)
    add(Global, *Best, Why);
}

void Judge::add(const GlobalFact &Global, const GrowthFact &Growth, Cause Why) {
  Finding &F = Findings.emplace_back();
  F.Rule = RuleId::UnboundedGlobal;
  F.Sureness = Why == Cause::Unknown || Facts.HasErrors ? Confidence::Possible
                                                        : Confidence::Likely;
  F.Where = Growth.Where;
  F.Symbol = Global.Name;
  F.Arguments = {Global.Name, Growth.FunctionName};
  // Names of local variables are not qualified.
  F.Identity =
      Global.Kind == GlobalKind::Local
          ? Fingerprint::ofList(F.Rule, {Growth.FunctionName, Global.Name})
          : Fingerprint::ofList(F.Rule, {Global.Name});
  auto Say = [&](StepKind Kind, SourceSpan Where) {
    F.Witness.push_back({Kind, std::move(Where), F.Arguments});
  };
  Say(Global.PerThread ? StepKind::LivesWithThread : StepKind::LivesOn,
      Global.Where);
  if (Growth.Recalls && Growth.Key == GrowthKey::Given)
    Say(StepKind::Remembers, Growth.Where);
  if (Why == Cause::Ends)
    Say(StepKind::RegistersItself, Growth.Where);
  if (Why == Cause::Served) {
    SymbolId Root = Served.lookup(Growth.Function);
    const FunctionFact *Called = Functions.lookup(Root);
    F.Witness.push_back({StepKind::ServedByMain,
                         Called ? Called->Where : Growth.Where,
                         {Called ? Called->Name : Growth.FunctionName}});
  }
  for (const GrowthFact &Other : Global.Growths)
    if (&Other != &Growth && causeOf(Global, Other))
      F.Witness.push_back({StepKind::GrowsHere,
                           Other.Where,
                           {Global.Name, Other.FunctionName}});
  StepKind Remedy = StepKind::RemedyTakeOut;
  if (Global.Weak)
    Remedy = StepKind::RemedySweep;
  else if (Growth.Value == GrowthValue::Self)
    Remedy = StepKind::RemedyUnregister;
  else if (Growth.Recalls && Growth.Key == GrowthKey::Given)
    Remedy = StepKind::RemedyLimit;
  Say(Remedy, Growth.Where);
}

std::vector<Finding> findUnboundedGlobals(const TuFacts &Facts) {
  return Facts.Globals.empty() ? std::vector<Finding>() : Judge(Facts).run();
}

} // namespace ouro::reasoning
