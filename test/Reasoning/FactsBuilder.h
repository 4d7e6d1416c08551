//===- FactsBuilder.h - Literal facts for tests of Reasoning ----*- C++ -*-===//
#ifndef OURO_TEST_REASONING_FACTSBUILDER_H
#define OURO_TEST_REASONING_FACTSBUILDER_H

#include "checks/Reasoning/Findings.h"
#include "checks/Vocabulary/Wording.h"
#include "test/Reasoning/BodyBuilder.h"

namespace ouro::testing {

/// TuFacts, tersely. Every fact stands on a line of its own, in order.
class FactsBuilder {
public:
  TuFacts Facts;
  Lines At;

  RecordFact &record(StringRef Name,
                     std::initializer_list<StringRef> Bases = {}) {
    RecordFact R;
    R.Id = id(Name);
    R.Name = Name.str();
    R.Where = At.take();
    R.Complete = true;
    for (StringRef Base : Bases)
      R.Bases.push_back({id(Base), At.take()});
    Facts.Records.push_back(std::move(R));
    return Facts.Records.back();
  }

  /// Field \p Name ("Node::next") holds \p Held; its class must be a record.
  HoldFact &hold(StringRef Name, StringRef Held,
                 HoldKind Kind = HoldKind::Shared, bool Many = false);

  Body function(StringRef Name) { return {Facts, At, Name}; }

  /// Every finding: confidence, message and line. Sorted as users see them.
  Names findings() const { return inWords(/*Silenced=*/false); }

  /// Every finding that an annotation silences, and its reason in front.
  Names silenced() const { return inWords(/*Silenced=*/true); }

  /// The findings that no annotation silences, as values.
  std::vector<Finding> shown() const {
    std::vector<Finding> Found = reasoning::findAll(Facts);
    llvm::erase_if(Found,
                   [](const Finding &F) { return F.Silenced.has_value(); });
    return Found;
  }

private:
  Names inWords(bool Silenced) const;
};

inline HoldFact &FactsBuilder::hold(StringRef Name, StringRef Held,
                                    HoldKind Kind, bool Many) {
  HoldFact H;
  H.Holder = id(Name.rsplit("::").first);
  H.Held = id(Held);
  H.Field = id(Name);
  H.Name = Name.str();
  H.HeldName = Held.str();
  H.Kind = Kind;
  H.Many = Many;
  H.Where = At.take();
  Facts.Holds.push_back(std::move(H));
  return Facts.Holds.back();
}

inline Names FactsBuilder::inWords(bool Silenced) const {
  Names Out;
  for (const Finding &F : reasoning::findAll(Facts))
    if (F.Silenced.has_value() == Silenced)
      Out.push_back((Silenced ? '[' + F.Silenced->Reason + "] " : "") +
                    toString(F.Sureness).str() + ' ' +
                    std::to_string(F.Where.Begin.Line) + ": " + terse(F));
  return Out;
}

/// The proof of \p F in words, one line per step.
inline Names proofOf(const Finding &F) {
  Names Out;
  for (const WitnessStep &Step : F.Witness)
    Out.push_back(terse(Step));
  return Out;
}

} // namespace ouro::testing

#endif // OURO_TEST_REASONING_FACTSBUILDER_H
