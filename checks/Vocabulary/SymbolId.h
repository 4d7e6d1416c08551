//===- SymbolId.h - Identity of a declaration across TUs --------*- C++ -*-===//
#ifndef OURO_CHECKS_VOCABULARY_SYMBOLID_H
#define OURO_CHECKS_VOCABULARY_SYMBOLID_H

#include "llvm/ADT/DenseMapInfo.h"
#include "llvm/ADT/StringRef.h"
#include <compare>
#include <cstdint>
#include <string>

namespace ouro {

/// Stable identity of a declaration: a 64-bit hash (xxh3) of its USR and, for
/// declarations that only one TU can name, of that TU's file ("build
/// namespace"). Equal in every TU that sees the same entity, different for
/// same-named types in anonymous namespaces of different files.
///
/// The value 0 means "no symbol". Names for people live beside the facts.
struct SymbolId {
  uint64_t Value = 0;

  /// Hashes \p Usr, qualified by \p BuildNamespace unless that is empty.
  static SymbolId of(llvm::StringRef Usr, llvm::StringRef BuildNamespace = "");

  explicit operator bool() const { return Value != 0; }
  auto operator<=>(const SymbolId &) const = default;
};

/// Sixteen lower-case hexadecimal digits.
std::string toString(SymbolId Id);

} // namespace ouro

namespace llvm {
template <> struct DenseMapInfo<ouro::SymbolId> {
  static ouro::SymbolId getEmptyKey() { return {~uint64_t(0)}; }
  static ouro::SymbolId getTombstoneKey() { return {~uint64_t(0) - 1}; }
  static unsigned getHashValue(ouro::SymbolId Id) {
    return static_cast<unsigned>(Id.Value ^ (Id.Value >> 32));
  }
  static bool isEqual(ouro::SymbolId L, ouro::SymbolId R) { return L == R; }
};
} // namespace llvm

#endif // OURO_CHECKS_VOCABULARY_SYMBOLID_H
