//===- ReleaseMends.cpp ---------------------------------------------------===//
#include "checks/Reasoning/ReleaseMends.h"
#include "checks/Reasoning/FlowLiveness.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

using namespace ouro::facts;

namespace ouro::reasoning {

namespace {

/// One function, and the same with changes.
class Trial {
public:
  Trial(const FlowFacts &Facts, unsigned Function, const FlowGraph &Graph,
        const EffectsIndex &Effects, const PathOutcome &Outcome)
      : Facts(Facts), Function(Function), Graph(Graph), Effects(Effects),
        Outcome(Outcome) {
    for (auto [Index, Block] : llvm::enumerate(Graph.Blocks))
      for (size_t I = 0; I < Block.Effects.size(); ++I)
        Numbered.push_back({static_cast<unsigned>(Index), I});
  }

  std::optional<ReleaseMend> addRelease(const PathDefect &Defect) const;
  std::optional<ReleaseMend> matchRelease(const PathDefect &Defect) const;
  std::optional<ReleaseMend> keepOld(const PathDefect &Defect) const;

private:
  const FlowEffect &effect(unsigned Number) const {
    auto [Block, Index] = Numbered[Number];
    return Graph.Blocks[Block].Effects[Index];
  }
  std::set<unsigned> returnsThatLose(const PathDefect &Defect) const;
  std::vector<unsigned> holdersOf(const FlowEffect &Site) const;
  std::optional<bool> addIn(const std::set<unsigned> &Blocks, unsigned Variable,
                            const PathDefect &Defect) const;
  PathOutcome follow(const FlowGraph &Changed) const;
  bool isLess(const PathOutcome &New, const PathDefect &Defect) const;
  /// Numbers, first and last, of the effects that stand for one release.
  using Releases = std::vector<std::pair<unsigned, unsigned>>;
  std::optional<bool> judge(const FlowGraph &Changed, const Releases &Added,
                            const PathDefect &Defect) const;
  bool replacesOnSuccess(unsigned Assignment) const;
  bool isFailure(const FlowBlock &Block, const FlowEffect &Assignment,
                 unsigned &Arm) const;

  const FlowFacts &Facts;
  unsigned Function;
  const FlowGraph &Graph;
  const EffectsIndex &Effects;
  const PathOutcome &Outcome;
  std::vector<std::pair<unsigned, size_t>> Numbered; ///< block, index there
};

} // namespace

PathOutcome Trial::follow(const FlowGraph &Changed) const {
  PathOutcome New = simulatePaths(Facts, Function, Changed, Effects);
  if (!New.Capped && !New.Defects.empty())
    confirmDefects(Facts, Function, Changed, Effects, New);
  return New;
}

/// The blocks whose return loses what \p Defect is about; none if it is lost in
/// any other way, too.
std::set<unsigned> Trial::returnsThatLose(const PathDefect &Defect) const {
  std::set<unsigned> Blocks;
  for (const PathDefect &Other : Outcome.Defects) {
    if (Other.What != PathDefect::Kind::Lost || Other.Site != Defect.Site)
      continue;
    if (Other.How != LossKind::Return || Other.Event != NoIndex ||
        Other.Slot != NoIndex || Other.Part || Other.Block == NoIndex)
      return {};
    Blocks.insert(Other.Block);
  }
  return Blocks;
}

/// Local variables that what \p Site acquires is put into.
std::vector<unsigned> Trial::holdersOf(const FlowEffect &Site) const {
  std::vector<unsigned> Holders;
  auto Add = [&](const FlowPlace &Place) {
    const FlowVariable &V = Graph.Variables[Place.Index];
    if (Place.From == FlowPlace::Base::Variable && Place.Steps.empty() &&
        V.Role == VariableRole::Local && !V.Exposed && !V.Managed &&
        !llvm::is_contained(Holders, Place.Index))
      Holders.push_back(Place.Index);
  };
  FlowPlace Handle = Site.Target;
  if (Site.Kind == FlowEffectKind::Call)
    Handle = {FlowPlace::Base::Result, Site.Result, {}};
  else if (Site.Value.How != FlowOperand::Kind::Unknown)
    return {};
  if (Handle.From == FlowPlace::Base::Variable) {
    Add(Handle);
    return Holders;
  }
  for (const FlowBlock &Block : Graph.Blocks)
    for (const FlowEffect &Effect : Block.Effects)
      if (Effect.Kind == FlowEffectKind::Assign &&
          Effect.Value.How == FlowOperand::Kind::Load &&
          Effect.Value.Place == Handle &&
          Effect.Target.From == FlowPlace::Base::Variable)
        Add(Effect.Target);
  return Holders;
}

/// Releases \p Variable before \p Blocks return: whether it may be null there,
/// or nothing if that is not right.
std::optional<bool> Trial::addIn(const std::set<unsigned> &Blocks,
                                 unsigned Variable,
                                 const PathDefect &Defect) const {
  FlowGraph Changed = Graph;
  const FlowOperand Value{
      FlowOperand::Kind::Load, 0, {FlowPlace::Base::Variable, Variable, {}}};
  Releases Added;
  unsigned Next = Numbered.size();
  for (unsigned Index : Blocks) {
    // Null goes a way of its own, so that it is known.
    FlowBlock Way;
    Way.Exit = FlowExit::Return;
    Way.Returns = Graph.Blocks[Index].Returns;
    Way.Value = Graph.Blocks[Index].Value;
    FlowEffect &Release = Way.Effects.emplace_back();
    Release.Kind = FlowEffectKind::Release;
    Release.Value = Value;
    Release.Resource = Defect.Resource;
    FlowBlock &Last = Changed.Blocks[Index];
    // What ends now would end before the release; the numbers stay.
    for (FlowEffect &Effect : llvm::reverse(Last.Effects)) {
      if (Effect.Kind != FlowEffectKind::End)
        break;
      Effect.Kind = FlowEffectKind::Escape;
      Effect.Value.How = FlowOperand::Kind::Unknown;
    }
    Last.Exit = FlowExit::Branch;
    Last.Returns = false;
    Last.Condition = FlowCondition{};
    Last.Condition->How = FlowCondition::Compare::NotEqual;
    Last.Condition->Left = Value;
    Last.Condition->Right = {FlowOperand::Kind::Constant, 0, {}};
    unsigned First = Changed.Blocks.size();
    Last.Successors = {First, First + 1};
    Changed.Blocks.push_back(Way);
    Changed.Blocks.push_back(std::move(Way));
    Added.push_back({Next, Next + 1});
    Next += 2;
  }
  return judge(Changed, Added, Defect);
}

/// All of \p New was there before, as surely, and \p Defect is not.
bool Trial::isLess(const PathOutcome &New, const PathDefect &Defect) const {
  auto KeyOf = [](const PathDefect &D) {
    return std::tuple(D.What, D.Site, D.At);
  };
  std::map<decltype(KeyOf(Defect)), Confidence> Known;
  for (const PathDefect &Old : Outcome.Defects)
    if (KeyOf(Old) != KeyOf(Defect)) {
      auto At = Known.try_emplace(KeyOf(Old), Old.Sureness).first;
      At->second = std::max(At->second, Old.Sureness);
    }
  return llvm::all_of(New.Defects, [&](const PathDefect &Left) {
    auto At = Known.find(KeyOf(Left));
    return At != Known.end() && Left.Sureness <= At->second;
  });
}

/// Follows \p Changed, in which \p Added are new: whether one of them may find
/// nothing, or nothing if \p Defect is still there, if another one is new, or
/// if a release finds what is not ours.
std::optional<bool> Trial::judge(const FlowGraph &Changed,
                                 const Releases &Added,
                                 const PathDefect &Defect) const {
  PathOutcome New = follow(Changed);
  if (New.Capped || !isLess(New, Defect))
    return std::nullopt;
  bool MayBeNull = false;
  for (auto [First, Last] : Added) {
    bool Finds = false;
    for (const PathOutcome::ReleaseNote &Note : New.Releases) {
      if (Note.At < First || Note.At > Last)
        continue;
      if (Note.Site == NoIndex && !Note.None)
        return std::nullopt;
      Finds |= Note.Site == Defect.Site;
      MayBeNull |= !Note.Surely;
    }
    if (!Finds)
      return std::nullopt;
  }
  return MayBeNull;
}

std::optional<ReleaseMend> Trial::addRelease(const PathDefect &Defect) const {
  std::set<unsigned> Blocks = returnsThatLose(Defect);
  if (Blocks.empty() || Defect.Site == NoIndex)
    return std::nullopt;
  for (unsigned Variable : holdersOf(effect(Defect.Site))) {
    std::optional<bool> MayBeNull = addIn(Blocks, Variable, Defect);
    const FlowVariable &V = Graph.Variables[Variable];
    // Only a pointer can be asked in a way that is always right.
    if (!MayBeNull || (*MayBeNull && !V.Address))
      continue;
    ReleaseMend Mend{};
    Mend.What = ReleaseMend::Kind::Add;
    Mend.Site = effect(Defect.Site).Where;
    Mend.Variable = V.Name;
    Mend.Declared = V.Where;
    Mend.MayBeNull = *MayBeNull;
    for (unsigned Block : Blocks)
      Mend.Places.push_back(Graph.Blocks[Block].Where);
    llvm::sort(Mend.Places);
    Mend.Places.erase(llvm::unique(Mend.Places), Mend.Places.end());
    return Mend;
  }
  return std::nullopt;
}

std::optional<ReleaseMend> Trial::matchRelease(const PathDefect &Defect) const {
  if (Defect.Site == NoIndex || Defect.At == NoIndex ||
      effect(Defect.Site).Kind != FlowEffectKind::Acquire ||
      effect(Defect.At).Kind != FlowEffectKind::Release)
    return std::nullopt;
  FlowGraph Changed = Graph;
  auto [Block, Index] = Numbered[Defect.At];
  Changed.Blocks[Block].Effects[Index].Resource = Defect.Resource;
  PathOutcome New = follow(Changed);
  if (New.Capped || !isLess(New, Defect))
    return std::nullopt;
  for (const PathOutcome::ReleaseNote &Note : New.Releases)
    if (Note.At == Defect.At && !Note.None && Note.Site != Defect.Site)
      return std::nullopt;
  ReleaseMend Mend{};
  Mend.What = ReleaseMend::Kind::Match;
  Mend.Site = effect(Defect.Site).Where;
  Mend.Places = {effect(Defect.At).Where};
  return Mend;
}

/// `p = realloc(p, n)`: what p held is released if there is something new.
bool Trial::replacesOnSuccess(unsigned Assignment) const {
  auto [Block, Index] = Numbered[Assignment];
  const std::vector<FlowEffect> &All = Graph.Blocks[Block].Effects;
  const FlowEffect &Last = All[Index];
  if (Last.Kind != FlowEffectKind::Assign || Index + 1 != All.size() ||
      Last.Value.How != FlowOperand::Kind::Load ||
      Last.Value.Place.From != FlowPlace::Base::Result ||
      !Last.Value.Place.Steps.empty() ||
      Last.Target.From != FlowPlace::Base::Variable ||
      !Last.Target.Steps.empty())
    return false;
  const FlowVariable &V = Graph.Variables[Last.Target.Index];
  return V.Role == VariableRole::Local && V.Address && !V.Exposed &&
         !V.Managed && llvm::any_of(All, [&](const FlowEffect &E) {
           return E.Kind == FlowEffectKind::Release && E.Guard &&
                  E.Guard->Witness == Last.Value &&
                  E.Guard->When == SignSet::nonZero() &&
                  E.Value.How == FlowOperand::Kind::Load &&
                  E.Value.Place == Last.Target;
         });
}

/// \p Block ends in a test for null of what \p Assignment assigns; \p Arm is
/// where it is null.
bool Trial::isFailure(const FlowBlock &Block, const FlowEffect &Assignment,
                      unsigned &Arm) const {
  if (Block.Exit != FlowExit::Branch || !Block.Condition ||
      Block.Successors.size() != 2 ||
      llvm::is_contained(Block.Successors, NoIndex))
    return false;
  const FlowCondition &Test = *Block.Condition;
  Arm = Test.How == FlowCondition::Compare::Equal ? 0 : 1;
  return (Arm == 0 || Test.How == FlowCondition::Compare::NotEqual) &&
         Test.Left.How == FlowOperand::Kind::Load &&
         Test.Left.Place == Assignment.Target &&
         Test.Right.How == FlowOperand::Kind::Constant &&
         Test.Right.Constant == 0;
}

std::optional<ReleaseMend> Trial::keepOld(const PathDefect &Defect) const {
  unsigned Arm;
  if (Defect.Site == NoIndex || Defect.Event == NoIndex ||
      !replacesOnSuccess(Defect.Event))
    return std::nullopt;
  auto [Block, Index] = Numbered[Defect.Event];
  const FlowEffect &Assignment = effect(Defect.Event);
  unsigned Variable = Assignment.Target.Index;
  if (!isFailure(Graph.Blocks[Block], Assignment, Arm))
    return std::nullopt;
  unsigned Failed = Graph.Blocks[Block].Successors[Arm];
  // Where it failed, the variable is no longer null.
  if (FlowLiveness(Graph).isVariableLive(Failed, Variable))
    return std::nullopt;
  FlowGraph Changed = Graph;
  FlowPlace New{FlowPlace::Base::Variable,
                static_cast<unsigned>(Graph.Variables.size()),
                {}};
  Changed.Variables.push_back(Graph.Variables[Variable]);
  FlowBlock &Test = Changed.Blocks[Block];
  Test.Effects[Index].Target = New;
  Test.Condition->Left.Place = New;
  Test.Condition->Same = NoIndex; // what it asks is new
  FlowBlock Release, Assign;
  FlowEffect &Gone = Release.Effects.emplace_back();
  Gone.Kind = FlowEffectKind::Release;
  Gone.Value = {FlowOperand::Kind::Load, 0, Assignment.Target};
  Gone.Resource = Defect.Resource;
  FlowEffect &Taken = Assign.Effects.emplace_back();
  Taken.Kind = FlowEffectKind::Assign;
  Taken.Target = Assignment.Target;
  Taken.Value = {FlowOperand::Kind::Load, 0, New};
  for (auto [Way, Between] : {std::pair(Arm, &Release), {1 - Arm, &Assign}}) {
    unsigned &Next = Changed.Blocks[Block].Successors[Way];
    Between->Successors = {Next};
    Next = Changed.Blocks.size();
    Changed.Blocks.push_back(std::move(*Between));
  }
  unsigned Number = Numbered.size();
  std::optional<bool> MayBeNull = judge(Changed, {{Number, Number}}, Defect);
  if (!MayBeNull)
    return std::nullopt;
  ReleaseMend Mend{};
  Mend.What = ReleaseMend::Kind::Keep;
  Mend.Site = effect(Defect.Site).Where;
  Mend.Variable = Graph.Variables[Variable].Name;
  Mend.Declared = Graph.Variables[Variable].Where;
  Mend.MayBeNull = *MayBeNull;
  Mend.Places = {Assignment.Where};
  return Mend;
}

std::optional<ReleaseMend> findMend(const FlowFacts &Facts, unsigned Function,
                                    const FlowGraph &Graph,
                                    const EffectsIndex &Effects,
                                    const PathOutcome &Outcome,
                                    const PathDefect &Defect) {
  if (Defect.Sureness != Confidence::Certain || Outcome.Capped)
    return std::nullopt;
  Trial With(Facts, Function, Graph, Effects, Outcome);
  std::optional<ReleaseMend> Mend;
  if (Defect.What == PathDefect::Kind::Lost)
    Mend = Defect.How == LossKind::Overwritten ? With.keepOld(Defect)
                                               : With.addRelease(Defect);
  else if (Defect.What == PathDefect::Kind::Mismatched)
    Mend = With.matchRelease(Defect);
  if (Mend) {
    Mend->Function = Function;
    Mend->Resource = Defect.Resource;
  }
  return Mend;
}

} // namespace ouro::reasoning
