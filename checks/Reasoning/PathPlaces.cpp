//===- PathPlaces.cpp -----------------------------------------------------===//
#include "checks/Reasoning/PathPlaces.h"

using namespace ouro::facts;

namespace ouro::reasoning {

/// Deeper places are foreign to us: nobody frees `a->b->c.d.e` by hand.
static constexpr unsigned MaxDepth = 4;

PathPlaces::PathPlaces(const FlowGraph &Graph)
    : Variables(static_cast<unsigned>(Graph.Variables.size())) {
  for (const FlowBlock &Block : Graph.Blocks)
    for (const FlowEffect &Effect : Block.Effects)
      if (Effect.Result != NoIndex)
        Results = std::max(Results, Effect.Result + 1);
  for (unsigned I = 0; I < Variables; ++I)
    Places.push_back({Root::Variable, I, NoIndex, {}, 0});
  for (unsigned I = 0; I < Results; ++I)
    Places.push_back({Root::Result, I, NoIndex, {}, 0});
  NextSymbol = Variables + 2 * Results;
}

unsigned PathPlaces::ofPointee(unsigned Symbol) {
  auto [Found, Inserted] =
      Pointees.try_emplace(Symbol, static_cast<unsigned>(Places.size()));
  if (Inserted)
    Places.push_back({Root::Symbol, Symbol, NoIndex, {}, 0});
  return Found->second;
}

unsigned PathPlaces::step(unsigned Place, FlowStep Step) {
  if (Places[Place].Depth >= MaxDepth)
    return NoIndex;
  uint64_t Key = uint64_t(Place) << 32 |
                 (uint64_t(Step.How == FlowStep::Kind::Element) << 31) |
                 (Step.Field & 0x7fffffff);
  auto [Found, Inserted] =
      Steps.try_emplace(Key, static_cast<unsigned>(Places.size()));
  if (Inserted) {
    Entry Child = Places[Place];
    Child.Parent = Place;
    Child.Last = Step;
    ++Child.Depth;
    Child.HasParts = false;
    Places[Place].HasParts = true;
    Places.push_back(Child);
  }
  return Found->second;
}

bool PathPlaces::isWithin(unsigned Place, unsigned Whole) const {
  while (Places[Place].Depth > Places[Whole].Depth)
    Place = Places[Place].Parent;
  return Place == Whole;
}

unsigned PathPlaces::handleOf(unsigned Effect, unsigned Number) {
  auto [Found, Inserted] =
      Handles.try_emplace(uint64_t(Effect) << 32 | Number, NextSymbol);
  if (Inserted)
    NextSymbol += 2;
  return Found->second;
}

PathValue PathPlaces::constant(int64_t Value) {
  auto [Found, Inserted] =
      ConstantIndex.try_emplace(Value, static_cast<unsigned>(Constants.size()));
  if (Inserted)
    Constants.push_back(Value);
  return PathValue::constant(Found->second);
}

bool PathPlaces::anySetting(unsigned List,
                            llvm::function_ref<bool(DecidedSetting)> Is) const {
  for (; List != NoIndex; List = Settings[List].second)
    if (Is(Settings[List].first))
      return true;
  return false;
}

unsigned PathPlaces::withSetting(unsigned List, DecidedSetting New) {
  if (anySetting(List, [&](DecidedSetting S) { return S == New; }))
    return List;
  Settings.push_back({New, List});
  return Settings.size() - 1;
}

unsigned PathPlaces::bothSettings(unsigned List, unsigned Other) {
  for (; Other != NoIndex && Other != List; Other = Settings[Other].second)
    List = withSetting(List, Settings[Other].first);
  return List;
}

} // namespace ouro::reasoning
