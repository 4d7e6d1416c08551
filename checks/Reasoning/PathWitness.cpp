//===- PathWitness.cpp ----------------------------------------------------===//
#include "checks/Reasoning/PathWitness.h"
#include "checks/Facts/FlowTidy.h"
#include "llvm/ADT/STLExtras.h"

using namespace ouro::facts;

namespace ouro::reasoning {

using Compare = FlowCondition::Compare;

/// More steps than that explain nothing.
static constexpr size_t MaxSteps = 8;

PathWitness::PathWitness(const FlowFacts &Facts, const FlowGraph &Graph,
                         const PathOutcome &Outcome)
    : Facts(Facts), Graph(Graph), Outcome(Outcome) {
  for (auto [Index, Block] : llvm::enumerate(Graph.Blocks))
    for (const FlowEffect &Effect : Block.Effects)
      Effects.push_back({&Effect, static_cast<unsigned>(Index)});
}

std::string PathWitness::nameOf(const FlowPlace &Place) const {
  return facts::nameOf(Place, Graph);
}

std::string PathWitness::handleOf(const PathDefect &Defect) const {
  // What the path of a part adds to the name of what points to it.
  auto Through = [&](const FlowOperand &Pointer) {
    bool Address = Pointer.How == FlowOperand::Kind::Address;
    std::string Name = nameOf(Pointer.Place);
    if (Name.empty() || !Defect.Part || Defect.Part->empty())
      return Name;
    std::string Rest = facts::textOf(*Defect.Part);
    return Name + (Address ? "." + Rest.substr(2) : Rest);
  };
  if (Defect.Site == NoIndex)
    return "'" +
           Through({FlowOperand::Kind::Load,
                    0,
                    {FlowPlace::Base::Variable, Defect.Variable, {}}}) +
           "'";
  const FlowEffect &Site = effect(Defect.Site);
  FlowPlace Source = Site.Target;
  std::string From;
  if (Defect.Slot < Site.Arguments.size() ||
      (Defect.Slot == ReceiverSlot && Site.Receiver)) {
    std::string Name =
        Through(Defect.Slot == ReceiverSlot ? *Site.Receiver
                                            : Site.Arguments[Defect.Slot]);
    return Name.empty() ? "" : "'" + Name + "'";
  }
  if (Site.Kind == FlowEffectKind::Call) {
    Source = {FlowPlace::Base::Result, Site.Result, {}};
    From = Site.Name;
  }
  if (Site.Value.How == FlowOperand::Kind::Load)
    if (std::string Name = nameOf(Site.Value.Place); !Name.empty())
      return "'" + Name + "'";
  if (Source.From == FlowPlace::Base::Variable) {
    std::string Name = nameOf(Source);
    return Name.empty() ? "" : "'" + Name + "'";
  }
  auto IsPart = [&](const FlowPlace &Place) {
    return Defect.Part && Place.From == Source.From &&
           Place.Index == Source.Index && Place.Steps.size() == 1 &&
           Place.Steps[0].How == FlowStep::Kind::Field &&
           Defect.Part->back() ==
               PartStep{Graph.Fields[Place.Steps[0].Field].Id, ""};
  };
  for (auto [Effect, Block] : Effects) {
    if (Effect->Kind == FlowEffectKind::Assign &&
        Effect->Value.How == FlowOperand::Kind::Load &&
        (Effect->Value.Place == Source || IsPart(Effect->Value.Place)))
      if (std::string Name = nameOf(Effect->Target); !Name.empty()) {
        // `p = make()`, and it stands in `p->buf`.
        if (Defect.Part && !Defect.Part->empty() && !Defect.Part->front().Field)
          Name += facts::textOf(
              PartPath(Defect.Part->begin() + 1, Defect.Part->end()));
        return "'" + Name + "'";
      }
    if (Effect->Kind == FlowEffectKind::Call && Effect->Result == Source.Index)
      From = Effect->Name;
  }
  return From.empty() ? "" : "from '" + From + "'";
}

std::string PathWitness::resourceOf(const PathDefect &Defect) const {
  std::string Noun = Defect.Resource < Facts.Resources.size()
                         ? Facts.Resources[Defect.Resource].Noun
                         : "resource";
  std::string Handle = handleOf(Defect);
  return Handle.empty() ? Noun : Noun + " " + Handle;
}

bool PathWitness::isAddress(const FlowOperand &Operand) const {
  return Operand.How == FlowOperand::Kind::Load &&
         Operand.Place.From == FlowPlace::Base::Variable &&
         Operand.Place.Steps.empty() &&
         Graph.Variables[Operand.Place.Index].Address;
}

std::string PathWitness::textOf(const FlowOperand &Operand) const {
  switch (Operand.How) {
  case FlowOperand::Kind::Unknown:
  case FlowOperand::Kind::Sum:
  case FlowOperand::Kind::Negated:
    return "";
  case FlowOperand::Kind::Constant:
    return std::to_string(Operand.Constant);
  case FlowOperand::Kind::Load:
    return nameOf(Operand.Place);
  case FlowOperand::Kind::Address: {
    std::string Name = nameOf(Operand.Place);
    return Name.empty() ? "" : "&" + Name;
  }
  }
  return "";
}

/// Which step tells of the comparison; the sides are swapped if the constant
/// stands on the left.
static StepKind stepOf(Compare How, bool Truth, bool Swapped) {
  switch (How) {
  case Compare::Equal:
    return Truth ? StepKind::WhenEqual : StepKind::WhenNotEqual;
  case Compare::NotEqual:
    return Truth ? StepKind::WhenNotEqual : StepKind::WhenEqual;
  case Compare::Less:
    if (Swapped)
      return Truth ? StepKind::WhenMore : StepKind::WhenAtMost;
    return Truth ? StepKind::WhenLess : StepKind::WhenAtLeast;
  case Compare::LessEqual:
    if (Swapped)
      return Truth ? StepKind::WhenAtLeast : StepKind::WhenLess;
    return Truth ? StepKind::WhenAtMost : StepKind::WhenMore;
  }
  return StepKind::WhenTrue;
}

WitnessStep PathWitness::branch(const FlowBlock &Block, unsigned Arm) const {
  if (Block.Exit == FlowExit::Switch) {
    std::string Name = textOf(Block.Value);
    if (Arm >= Block.Cases.size())
      return {StepKind::WhenOtherCase, Block.Where, {}};
    std::string Number = std::to_string(Block.Cases[Arm].Low);
    if (Name.empty())
      return {StepKind::WhenCase, Block.Where, {Number}};
    return {StepKind::WhenEqual, Block.Where, {Name, Number}};
  }
  bool Truth = Arm == 0;
  WitnessStep Plain{
      Truth ? StepKind::WhenTrue : StepKind::WhenFalse, Block.Where, {}};
  if (!Block.Condition)
    return Plain;
  const FlowCondition &Condition = *Block.Condition;
  if (Condition.Where.isValid())
    Plain.Where = Condition.Where;
  const FlowOperand *Left = &Condition.Left, *Right = &Condition.Right;
  bool Swapped = Left->How == FlowOperand::Kind::Constant;
  if (Swapped)
    std::swap(Left, Right);
  std::string Name = textOf(*Left), Other = textOf(*Right);
  if (Name.empty() || Other.empty())
    return Plain;
  StepKind Kind = stepOf(Condition.How, Truth, Swapped);
  bool Null = isAddress(*Left) && Right->How == FlowOperand::Kind::Constant &&
              Right->Constant == 0;
  if (Null && Kind == StepKind::WhenEqual)
    return {StepKind::WhenNull, Plain.Where, {Name}};
  if (Null && Kind == StepKind::WhenNotEqual)
    return {StepKind::WhenNotNull, Plain.Where, {Name}};
  if (Right->How != FlowOperand::Kind::Constant)
    Other = "'" + Other + "'";
  return {Kind, Plain.Where, {Name, Other}};
}

std::vector<WitnessStep> PathWitness::pathOf(const PathDefect &Defect,
                                             const WitnessStep *Event) const {
  llvm::SmallVector<const TrailStep *, 32> Path;
  for (unsigned At = Defect.Trail; At != NoIndex;
       At = Outcome.Steps[At].Before) {
    Path.push_back(&Outcome.Steps[At]);
    // The acquisition of the last round is where the story begins.
    if (Defect.Site != NoIndex && Defect.Site != Defect.Event &&
        Outcome.Steps[At].Block == blockOf(Defect.Site) &&
        Defect.How != LossKind::NextRound)
      break;
  }
  // Path is still backwards: the last visit of the event's block comes first.
  const TrailStep *Happens = nullptr;
  if (Event && Defect.Event != NoIndex) {
    auto At = llvm::find_if(Path, [&](const TrailStep *Step) {
      return Step->Block == blockOf(Defect.Event);
    });
    Happens = At == Path.end() ? nullptr : *At;
  }
  std::vector<WitnessStep> Steps;
  bool Told = false;
  for (const TrailStep *Step : llvm::reverse(Path)) {
    if (Step == Happens) {
      Steps.push_back(*Event);
      Told = true;
      if (Defect.What == PathDefect::Kind::Lost)
        break;
    }
    const FlowBlock &Block = Graph.Blocks[Step->Block];
    if (Block.Exit != FlowExit::Branch && Block.Exit != FlowExit::Switch)
      continue;
    WitnessStep Next = branch(Block, Step->Arm);
    // A loop says it once, as it was last.
    llvm::erase_if(Steps, [&](const WitnessStep &Before) {
      return Before.Where == Next.Where &&
             Before.Kind != StepKind::ReleasedFirst;
    });
    if (Next.Where.isValid())
      Steps.push_back(std::move(Next));
  }
  if (Event && !Told)
    Steps.push_back(*Event);
  if (Steps.size() > MaxSteps)
    Steps.erase(Steps.begin(), Steps.end() - MaxSteps);
  return Steps;
}

} // namespace ouro::reasoning
