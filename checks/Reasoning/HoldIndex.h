//===- HoldIndex.h - Facts by identity --------------------------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_HOLDINDEX_H
#define OURO_CHECKS_REASONING_HOLDINDEX_H

#include "checks/Facts/TuFacts.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"

namespace ouro::reasoning {

/// Looks facts up by identity. Points into the facts, which must outlive it.
class HoldIndex {
public:
  explicit HoldIndex(const facts::TuFacts &Facts);

  /// Null if no definition with holds was seen.
  const facts::RecordFact *record(SymbolId Id) const;
  const facts::FunctionFact *function(SymbolId Id) const;

  /// True if the body of \p Id is known, does nothing to holds and calls
  /// nothing.
  bool isInert(SymbolId Id) const { return Inert.contains(Id); }

  /// True if some function of this TU overrides \p Id.
  bool isOverridden(SymbolId Id) const { return Overridden.contains(Id); }

  /// What \p Field holds; a variant or map holds several classes.
  llvm::ArrayRef<const facts::HoldFact *> holdsOf(SymbolId Field) const;

  /// Classes that derive from \p Base, directly or not.
  llvm::SmallVector<SymbolId, 4> derivedFrom(SymbolId Base) const;

  const facts::TuFacts &facts() const { return Facts; }

private:
  const facts::TuFacts &Facts;
  llvm::DenseMap<SymbolId, const facts::RecordFact *> Records;
  llvm::DenseMap<SymbolId, const facts::FunctionFact *> Functions;
  llvm::DenseMap<SymbolId, llvm::SmallVector<const facts::HoldFact *, 1>> Holds;
  llvm::DenseMap<SymbolId, llvm::SmallVector<SymbolId, 2>> Derived;
  llvm::DenseSet<SymbolId> Inert, Overridden;
};

/// True if \p Hold keeps what it holds alive and no annotation says otherwise.
bool isStrong(const facts::HoldFact &Hold);

/// True if the hold counts references and no collector knows of it, so that a
/// ring through it is a leak, whatever else the ring passes.
bool isCounted(const facts::HoldFact &Hold);

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_HOLDINDEX_H
