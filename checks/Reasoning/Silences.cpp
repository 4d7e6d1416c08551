//===- Silences.cpp -------------------------------------------------------===//
#include "checks/Reasoning/Silences.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace ouro::facts;

namespace ouro::reasoning {

static bool isSilenced(const RecordFact &Record) {
  return Record.Acyclic || Record.Immortal;
}

static bool isSilenced(const HoldFact &Hold) {
  return Hold.Silenced || Hold.BrokenBy;
}

Silences::Silences(const TuFacts &Facts) {
  for (const RecordFact &Record : Facts.Records)
    if (isSilenced(Record)) {
      Reasons[Record.Id] = Record.Reason;
      if (Record.Acyclic)
        Claims[Record.Id] = {Record.Name, Record.Where};
    }
  for (const HoldFact &Hold : Facts.Holds)
    if (isSilenced(Hold)) {
      Reasons[Hold.Field] = Hold.Reason;
      if (Hold.Silenced)
        Claims[Hold.Field] = {Hold.Name, Hold.Where};
    }
  if (Reasons.empty())
    return;
  Lifted = Facts;
  for (RecordFact &Record : Lifted.Records)
    Record.Acyclic = Record.Immortal = false;
  for (HoldFact &Hold : Lifted.Holds) {
    Hold.Silenced = false;
    Hold.BrokenBy = {};
  }
}

std::optional<std::string>
Silences::reasonOf(llvm::ArrayRef<const HoldFact *> Holds) const {
  llvm::SmallVector<llvm::StringRef> Said;
  for (const HoldFact *Hold : Holds)
    for (SymbolId Id : {Hold->Holder, Hold->Field, Hold->Held})
      if (auto It = Reasons.find(Id); It != Reasons.end())
        if (!llvm::is_contained(Said, It->second))
          Said.push_back(It->second);
  return Said.empty() ? std::nullopt : std::optional(llvm::join(Said, "; "));
}

std::vector<Finding>
Silences::disprovedBy(llvm::ArrayRef<const HoldFact *> Holds,
                      const Finding &Ring) const {
  std::vector<Finding> Findings;
  for (const HoldFact *Hold : Holds)
    for (SymbolId Id : {Hold->Holder, Hold->Field, Hold->Held}) {
      auto Claim = Claims.find(Id);
      if (Claim == Claims.end() || llvm::any_of(Findings, [&](auto &F) {
            return F.Where == Claim->second.Where;
          }))
        continue;
      const auto &[Name, Where] = Claim->second;
      Finding F;
      F.Rule = RuleId::Annotation;
      F.Sureness = Confidence::Certain;
      F.Where = Where;
      F.Arguments = {"'" + Name +
                     "' is said to be acyclic, but a ring through it is built"};
      F.Symbol = Name;
      F.Identity = Fingerprint::ofList(F.Rule, {Name, "acyclic"});
      F.Witness = Ring.Witness;
      Findings.push_back(std::move(F));
    }
  return Findings;
}

} // namespace ouro::reasoning
