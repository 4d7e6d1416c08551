//===- ResourceDefects.cpp ------------------------------------------------===//
#include "checks/Reasoning/ResourceDefects.h"
#include "checks/Reasoning/FieldKinds.h"
#include "checks/Reasoning/FieldLedger.h"
#include "checks/Reasoning/PathWitness.h"
#include "checks/Reasoning/ReleaseMends.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

using namespace ouro::facts;

namespace ouro::reasoning {

namespace {

/// The findings of one function.
class Reporter {
public:
  Reporter(const FlowFacts &Facts, unsigned Index, const FlowGraph &Graph,
           const EffectsIndex &Effects, const PathOutcome &Outcome)
      : Facts(Facts), Index(Index), Function(Facts.Functions[Index]),
        Graph(Graph), Effects(Effects), Outcome(Outcome),
        Witness(Facts, Graph, Outcome) {}

  /// \p Fields gets, per finding, the field that a callee has put it into.
  void run(ResourceReport &Out, std::vector<SymbolId> &Fields);

private:
  bool isBlock(unsigned Resource) const {
    return Resource < Facts.Resources.size() &&
           Facts.Resources[Resource].Contains;
  }
  Confidence sureness(const PathDefect &Defect) const;
  size_t lengthOf(const PathDefect &Defect) const;
  std::string releaseOf(unsigned Resource) const;
  SourceSpan placeOf(const PathDefect &Defect) const;
  unsigned originalOf(unsigned Release) const;
  WitnessStep lossStep(const PathDefect &Defect) const;
  Finding lost(const PathDefect &Defect) const;
  Finding released(const PathDefect &Defect) const;

  const FlowFacts &Facts;
  unsigned Index;
  const FlowFunction &Function;
  const FlowGraph &Graph;
  const EffectsIndex &Effects;
  const PathOutcome &Outcome;
  PathWitness Witness;
};

} // namespace

namespace {
/// Whether something in what an object leads to is stored or given away: it has
/// another owner then.
class ContentUse {
public:
  ContentUse(const FlowGraph &Graph, const FlowPlace &Object)
      : Graph(Graph), Object(Object),
        Names(static_cast<unsigned>(Graph.Variables.size())) {}

  bool isTaken() {
    bool Taken = false;
    for (unsigned Known = ~0u; !Taken && Known != Names.count();) {
      Known = Names.count();
      for (const FlowBlock &Block : Graph.Blocks)
        Taken |= isContent(Block.Value) ||
                 llvm::any_of(Block.Effects, [&](const FlowEffect &Effect) {
                   return takes(Effect);
                 });
    }
    return Taken;
  }

private:
  bool isContent(const FlowOperand &Operand) const {
    const FlowPlace &Place = Operand.Place;
    if (Operand.How != FlowOperand::Kind::Load)
      return false;
    if (Place.From == FlowPlace::Base::Variable && Place.Steps.empty() &&
        Names.test(Place.Index))
      return true;
    return Place.From == Object.From && Place.Index == Object.Index &&
           Place.Steps.size() > Object.Steps.size() &&
           std::equal(Object.Steps.begin(), Object.Steps.end(),
                      Place.Steps.begin());
  }

  /// A variable of the function's own is only another name.
  bool takes(const FlowEffect &Effect) {
    if (Effect.Kind == FlowEffectKind::Call)
      return !Effect.Borrows && llvm::any_of(Effect.Arguments, [&](auto &A) {
        return isContent(A);
      });
    if (!isContent(Effect.Value))
      return false;
    const FlowPlace &To = Effect.Target;
    if (Effect.Kind != FlowEffectKind::Assign ||
        To.From != FlowPlace::Base::Variable || !To.Steps.empty() ||
        Graph.Variables[To.Index].Role == VariableRole::Outside)
      return true;
    Names.set(To.Index);
    return false;
  }

  const FlowGraph &Graph;
  const FlowPlace &Object;
  llvm::BitVector Names; ///< variables that hold content
};
} // namespace

Confidence Reporter::sureness(const PathDefect &Defect) const {
  Confidence Sure = Defect.Sureness;
  // Whoever hands on what is inside has only the block to release.
  if (Defect.What == PathDefect::Kind::Mismatched && isBlock(Defect.Released) &&
      !isBlock(Defect.Resource) &&
      ContentUse(Graph, Witness.effect(Defect.At).Value.Place).isTaken())
    Sure = Confidence::Possible;
  if (Defect.What != PathDefect::Kind::Lost)
    return Sure;
  // Other paths know an owner for it; perhaps this one does, too.
  if (Outcome.Stored[Defect.Site])
    Sure = std::min(Sure, Confidence::Likely);
  bool Memory = Facts.Resources[Defect.Resource].Contains;
  if (Function.IsMain && Memory && Defect.How == LossKind::Return)
    Sure = Confidence::Possible; // the system takes it back at once
  return Sure;
}

size_t Reporter::lengthOf(const PathDefect &Defect) const {
  size_t Length = 0;
  for (unsigned At = Defect.Trail; At != NoIndex; At = Outcome.Steps[At].Before)
    ++Length;
  return Length;
}

std::string Reporter::releaseOf(unsigned Resource) const {
  return Resource < Facts.Resources.size() ? Facts.Resources[Resource].Release
                                           : "";
}

/// Where people look: leaks at the acquisition, releases where they are wrong.
SourceSpan Reporter::placeOf(const PathDefect &Defect) const {
  return Witness
      .effect(Defect.What == PathDefect::Kind::Lost ? Defect.Site : Defect.At)
      .Where;
}

/// What ends a scope is done on every way out of it: the first effect that
/// \p Release repeats.
unsigned Reporter::originalOf(unsigned Release) const {
  const FlowEffect &Own = Witness.effect(Release);
  for (unsigned At = 0; At < Release; ++At) {
    const FlowEffect &Other = Witness.effect(At);
    if (Other.Kind == Own.Kind && Other.Where == Own.Where &&
        Other.Value == Own.Value && Other.Arguments == Own.Arguments &&
        Other.Receiver == Own.Receiver)
      return At;
  }
  return Release;
}

WitnessStep Reporter::lossStep(const PathDefect &Defect) const {
  std::string What = Witness.resourceOf(Defect);
  SourceSpan Where;
  if (Defect.Event != NoIndex)
    Where = Witness.effect(Defect.Event).Where;
  switch (Defect.How) {
  case LossKind::Return:
    return {StepKind::LostAtReturn, Graph.Blocks[Defect.Block].Where, {What}};
  case LossKind::Throw:
    if (Defect.At != NoIndex)
      return {StepKind::LostIfThrows, Witness.effect(Defect.At).Where, {What}};
    if (Defect.InOwnField)
      return {StepKind::LostInConstructor,
              Graph.Blocks[Defect.Block].Where,
              {What, Function.RecordName}};
    return {StepKind::LostAtThrow, Graph.Blocks[Defect.Block].Where, {What}};
  case LossKind::Overwritten:
    return {StepKind::LostByOverwriting, Where, {What}};
  case LossKind::ScopeEnd:
    return {StepKind::LostAtScopeEnd, Where, {What}};
  case LossKind::Container:
    return {StepKind::LostWithBlock, Where, {What}};
  case LossKind::NextRound:
    return {StepKind::LostInLoop, Witness.effect(Defect.Site).Where, {What}};
  }
  return {StepKind::LostAtReturn, Where, {What}};
}

Finding Reporter::lost(const PathDefect &Defect) const {
  std::string What = Witness.resourceOf(Defect),
              Release = releaseOf(Defect.Resource);
  Finding F;
  F.Rule = RuleId::UnreleasedResource;
  F.Arguments = {What, Release};
  F.Witness.push_back({StepKind::AcquiredHere, placeOf(Defect), {What}});
  WitnessStep Loss = lossStep(Defect);
  llvm::append_range(F.Witness, Witness.pathOf(Defect, &Loss));
  F.Witness.push_back(
      {StepKind::RemedyRelease, F.Witness.back().Where, {Release, What}});
  return F;
}

Finding Reporter::released(const PathDefect &Defect) const {
  bool Twice = Defect.What == PathDefect::Kind::ReleasedTwice;
  std::string What = Witness.resourceOf(Defect),
              Release = releaseOf(Defect.Resource);
  Finding F;
  F.Rule = Twice ? RuleId::DoubleRelease : RuleId::MismatchedRelease;
  F.Arguments = {What, Release};
  SourceSpan Here = placeOf(Defect);
  if (Defect.Site == NoIndex)
    F.Witness.push_back({StepKind::CameAsArgument, Function.Where, {What}});
  else if (Defect.Site != Defect.Event)
    F.Witness.push_back(
        {StepKind::AcquiredHere, Witness.effect(Defect.Site).Where, {What}});
  WitnessStep First{StepKind::ReleasedFirst, Here, {What}};
  if (Twice)
    First.Where = Witness.effect(Defect.Event).Where;
  llvm::append_range(F.Witness,
                     Witness.pathOf(Defect, Twice ? &First : nullptr));
  if (Twice) {
    F.Witness.push_back({StepKind::RemedyReleaseOnce, Here, {What}});
  } else {
    F.Arguments.push_back(releaseOf(Defect.Released));
    F.Witness.push_back({StepKind::RemedyMatch, Here, {What, Release}});
  }
  return F;
}

void Reporter::run(ResourceReport &Out, std::vector<SymbolId> &Fields) {
  // Of the paths that show one defect, the surest and then the shortest.
  using Rank = std::pair<int, size_t>;
  std::map<std::pair<PathDefect::Kind, unsigned>,
           std::pair<Rank, const PathDefect *>>
      Best;
  for (const PathDefect &Defect : Outcome.Defects) {
    bool Lost = Defect.What == PathDefect::Kind::Lost;
    Rank Own{-static_cast<int>(sureness(Defect)), lengthOf(Defect)};
    auto [At, New] = Best.try_emplace(
        {Defect.What, Lost ? Defect.Site : originalOf(Defect.At)}, Own,
        &Defect);
    if (!New && Own < At->second.first)
      At->second = {Own, &Defect};
  }
  std::map<std::vector<std::string>, unsigned> Alike;
  for (auto &[Key, Ranked] : Best) {
    const PathDefect &Defect = *Ranked.second;
    Finding F =
        Defect.What == PathDefect::Kind::Lost ? lost(Defect) : released(Defect);
    F.Sureness = sureness(Defect);
    F.Where = placeOf(Defect);
    F.Symbol = Function.Name;
    std::vector<std::string> Parts{Function.Name, F.Arguments[0],
                                   std::string(ruleOf(F.Rule).Name)};
    Parts.push_back(std::to_string(Alike[Parts]++));
    F.Identity = Fingerprint::ofList(F.Rule, Parts);
    Out.Findings.push_back(std::move(F));
    Out.Mends.push_back(
        findMend(Facts, Index, Graph, Effects, Outcome, Defect));
    bool Lost = Defect.What == PathDefect::Kind::Lost;
    Fields.push_back(Lost && Defect.Part && !Defect.Part->empty()
                         ? Defect.Part->back().Field
                         : SymbolId());
  }
}

ResourceReport findResourceDefects(const FlowFacts &Facts, FlowSource Source,
                                   const PathLimits &Limits) {
  ResourceReport Report;
  std::vector<bool> Read(Facts.Functions.size());
  FieldLedger Ledger(Facts);
  FieldKinds Kinds(Facts);
  std::vector<SymbolId> Fields;
  // Only such fields are judged over all functions.
  bool HasFields = llvm::any_of(
      Facts.Functions, [](const FlowFunction &F) { return F.RecordClosed; });
  EffectsIndex Effects = followResources(
      Facts, Source, Limits,
      [&](unsigned Index, const EffectsIndex &Known, const FlowGraph &Graph,
          const PathOutcome &Outcome) {
        ++Report.Graphs;
        Report.Capped += Outcome.Capped;
        Report.Visits += Outcome.Visits;
        Read[Index] = true;
        if (!Outcome.Defects.empty())
          Reporter(Facts, Index, Graph, Known, Outcome).run(Report, Fields);
        if (!HasFields)
          return;
        Ledger.addUses(Index, Graph, Known);
        Ledger.addStores(Index, Graph, Outcome);
        Kinds.add(Index, Graph, &Outcome.Reached);
      });
  // Any function may release a field; all are read if it matters.
  for (unsigned I = 0; I < Read.size(); ++I) {
    if (Read[I])
      continue;
    if (!Ledger.isOpen() && !Kinds.isOpen(Effects))
      break;
    FlowGraph Graph = Source(I);
    Ledger.addUses(I, Graph, Effects);
    Kinds.add(I, Graph);
  }
  // A class that never releases its field is one mistake, not one per object.
  size_t Kept = 0;
  for (size_t I = 0; I < Fields.size(); ++I)
    if (!Fields[I] || !Ledger.isReported(Fields[I])) {
      std::swap(Report.Findings[Kept], Report.Findings[I]);
      std::swap(Report.Mends[Kept++], Report.Mends[I]);
    }
  Report.Findings.resize(Kept);
  llvm::append_range(Report.Findings, Ledger.findings());
  for (Finding &Each : Kinds.findings(Effects))
    if (llvm::none_of(Report.Findings, [&](const Finding &Other) {
          return Other.Rule == Each.Rule && Other.Where == Each.Where;
        }))
      Report.Findings.push_back(std::move(Each));
  Report.Mends.resize(Kept);
  Report.Mends.resize(Report.Findings.size());
  Report.Effects = Effects.all();
  return Report;
}

} // namespace ouro::reasoning
