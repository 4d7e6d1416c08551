//===- Rules.h - The rules, as a table --------------------------*- C++ -*-===//
#ifndef OURO_CHECKS_VOCABULARY_RULES_H
#define OURO_CHECKS_VOCABULARY_RULES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>

namespace ouro {

/// How bad a finding is by default, in SARIF's words.
enum class Level : uint8_t { Note, Warning, Error };

enum class RuleId : uint8_t {
#define OURO_RULE(Id, ...) Id,
#include "checks/Vocabulary/Rules.def"
};

/// One row of Rules.def. All strings have static storage duration.
struct Rule {
  RuleId Id;
  llvm::StringRef Name;       ///< "ouro-refcount-cycle"
  llvm::StringRef PascalName; ///< "RefcountCycle", for SARIF
  Level DefaultLevel;
  llvm::StringRef Cwes; ///< "401,911"
  llvm::StringRef Title;
  llvm::StringRef Terse;
  llvm::StringRef TerseMay;
  llvm::StringRef Sentence;
  llvm::StringRef Documentation; ///< docs/rules/<name>.md, Markdown
};

/// All rules in the order of Rules.def.
llvm::ArrayRef<Rule> allRules();

const Rule &ruleOf(RuleId Id);

/// The rule with clang-tidy name \p Name, or null.
const Rule *findRule(llvm::StringRef Name);

llvm::StringRef toString(Level L);

} // namespace ouro

#endif // OURO_CHECKS_VOCABULARY_RULES_H
