//===- Fact.cpp -----------------------------------------------------------===//
#include "checks/Facts/Fact.h"
#include "checks/Facts/FunctionFact.h"
#include "checks/Facts/GlobalFact.h"
#include "checks/Facts/TraceFact.h"

namespace ouro::facts {

HoldStrength strengthOf(HoldKind Kind) {
  switch (Kind) {
  case HoldKind::Part:
  case HoldKind::Unique:
  case HoldKind::Shared:
  case HoldKind::Traced:
    return HoldStrength::Strong;
  case HoldKind::Erased:
    return HoldStrength::Unknown;
  case HoldKind::Weak:
  case HoldKind::Raw:
    return HoldStrength::Weak;
  }
  return HoldStrength::Unknown;
}

llvm::StringRef toString(HoldKind Kind) {
  static constexpr llvm::StringLiteral Names[] = {
      "part", "unique", "shared", "traced", "weak", "raw", "erased"};
  return Names[static_cast<size_t>(Kind)];
}

llvm::StringRef toString(HoldStrength Strength) {
  static constexpr llvm::StringLiteral Names[] = {"weak", "unknown", "strong"};
  return Names[static_cast<size_t>(Strength)];
}

llvm::StringRef toString(ObjectKind Kind) {
  static constexpr llvm::StringLiteral Names[] = {
      "this",      "parameter", "local",  "fresh", "closure",
      "coroutine", "global",    "result", "empty", "unknown"};
  return Names[static_cast<size_t>(Kind)];
}

llvm::StringRef toString(EffectKind Kind) {
  static constexpr llvm::StringLiteral Names[] = {"bind",  "store", "capture",
                                                  "break", "call",  "return"};
  return Names[static_cast<size_t>(Kind)];
}

llvm::StringRef toString(GlobalKind Kind) {
  static constexpr llvm::StringLiteral Names[] = {"variable", "local",
                                                  "member"};
  return Names[static_cast<size_t>(Kind)];
}

llvm::StringRef toString(GrowthKey Key) {
  static constexpr llvm::StringLiteral Names[] = {"none", "fixed", "given",
                                                  "other"};
  return Names[static_cast<size_t>(Key)];
}

llvm::StringRef toString(GrowthValue Value) {
  static constexpr llvm::StringLiteral Names[] = {"made", "given", "self"};
  return Names[static_cast<size_t>(Value)];
}

llvm::StringRef toString(TraceState State) {
  static constexpr llvm::StringLiteral Names[] = {
      "reported", "opaque", "missing", "orphan", "static", "local"};
  return Names[static_cast<size_t>(State)];
}

} // namespace ouro::facts
