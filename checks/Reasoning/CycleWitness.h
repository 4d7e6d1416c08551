//===- CycleWitness.h - A ring of holds as a finding ------------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_CYCLEWITNESS_H
#define OURO_CHECKS_REASONING_CYCLEWITNESS_H

#include "checks/Reasoning/BreakIndex.h"
#include "checks/Reasoning/HoldIndex.h"
#include "checks/Vocabulary/Finding.h"

namespace ouro::reasoning {

/// One step of a ring: a field, or a step through a base class.
struct CycleEdge {
  const facts::HoldFact *Hold = nullptr;    ///< set for fields
  const facts::BaseFact *Base = nullptr;    ///< set for bases
  SymbolId From = {}, To = {};              ///< classes, for base steps
  bool Implements = false;                  ///< base step downwards
  const facts::EffectFact *Store = nullptr; ///< what fills the field, if seen
  std::string Stored = {}; ///< what it is filled with, for people
};

/// A ring in order, each edge starting where the previous one ends.
struct CycleWitness {
  std::vector<CycleEdge> Edges;

  std::vector<const facts::HoldFact *> holds() const;

  /// Every class on the ring, with its bases and derived classes: an object of
  /// the ring may be any of them.
  llvm::DenseSet<SymbolId> members(const HoldIndex &Index) const;

  /// Counted or unique fields, each once, in ring order.
  std::vector<const facts::HoldFact *> handles() const;

  /// The counted hold to cut: a single one rather than a container, one that is
  /// filled with the receiver, else the one declared last.
  size_t edgeToCut(const HoldIndex &Index) const;

  /// The finding, without confidence; \p Seen adds what is known of breaks.
  Finding toFinding(const HoldIndex &Index, const Break &Seen) const;
};

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_CYCLEWITNESS_H
