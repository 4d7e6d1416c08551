//===- Fingerprint.h - Identity of a finding across edits -------*- C++ -*-===//
#ifndef OURO_CHECKS_VOCABULARY_FINGERPRINT_H
#define OURO_CHECKS_VOCABULARY_FINGERPRINT_H

#include "checks/Vocabulary/Rules.h"
#include "llvm/ADT/ArrayRef.h"
#include <compare>
#include <cstdint>
#include <string>

namespace ouro {

/// Identity of a finding that survives edits elsewhere in the file: it
/// depends on the rule and on the names of what is wrong, never on lines,
/// columns or absolute paths.
struct Fingerprint {
  uint64_t Value = 0;

  /// Identity of rule \p Id at the closed walk \p Ring, a list of edge names
  /// such as "Node::up". Rotating the ring does not change the identity.
  static Fingerprint ofRing(RuleId Id, llvm::ArrayRef<std::string> Ring);

  /// Identity of rule \p Id for the ordered list of names \p Parts.
  static Fingerprint ofList(RuleId Id, llvm::ArrayRef<std::string> Parts);

  auto operator<=>(const Fingerprint &) const = default;
};

/// Sixteen lower-case hexadecimal digits.
std::string toString(Fingerprint Print);

} // namespace ouro

#endif // OURO_CHECKS_VOCABULARY_FINGERPRINT_H
