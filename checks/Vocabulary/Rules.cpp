//===- Rules.cpp ----------------------------------------------------------===//
#include "checks/Vocabulary/Rules.h"
#include "llvm/ADT/STLExtras.h"

namespace ouro {

namespace {
// Defined by the generated RuleDocs.inc: one raw string per page.
#include "RuleDocs.inc"
} // namespace

llvm::ArrayRef<Rule> allRules() {
  static const Rule Rows[] = {
#define OURO_RULE(Id, Name, Pascal, DefaultLevel, Cwes, Title, Terse,          \
                  TerseMay, Sentence)                                          \
  {RuleId::Id, Name,     Pascal,   Level::DefaultLevel,  Cwes, Title,          \
   Terse,      TerseMay, Sentence, documentationOf(Name)},
#include "checks/Vocabulary/Rules.def"
  };
  return Rows;
}

const Rule &ruleOf(RuleId Id) { return allRules()[static_cast<size_t>(Id)]; }

const Rule *findRule(llvm::StringRef Name) {
  const auto *It =
      llvm::find_if(allRules(), [&](const Rule &R) { return R.Name == Name; });
  return It == allRules().end() ? nullptr : It;
}

llvm::StringRef toString(Level L) {
  switch (L) {
  case Level::Note:
    return "note";
  case Level::Warning:
    return "warning";
  case Level::Error:
    return "error";
  }
  return "warning";
}

} // namespace ouro
