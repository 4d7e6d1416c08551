//===- CycleWitness.h - A ring of holds as a finding ------------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_CYCLEWITNESS_H
#define OURO_CHECKS_REASONING_CYCLEWITNESS_H

#include "checks/Reasoning/BreakIndex.h"
#include "checks/Reasoning/HoldIndex.h"
#include "checks/Vocabulary/Finding.h"

namespace ouro::reasoning {

/// One step of a ring: a field, a step through a base class, what a closure
/// captures, or the closure that a function object on the heap calls.
struct CycleEdge {
  const facts::HoldFact *Hold = nullptr;    ///< set for fields
  const facts::BaseFact *Base = nullptr;    ///< set for bases
  SymbolId From = {}, To = {};              ///< classes, for base steps
  bool Implements = false;                  ///< base step downwards
  const facts::EffectFact *Store = nullptr; ///< what fills the field, if seen
  std::string Stored = {}; ///< what it is filled with, for people
  bool Captured = false;   ///< a closure holds it; Store is the capture
  bool ToClosure = false;  ///< what is held is a closure
  std::string Holder = {}; ///< what holds, if Hold does not tell
  const facts::FunctionFact *Maker = nullptr; ///< whose effect Store is
  unsigned Depth = 0; ///< of Maker below the function that closes the ring
};

/// A ring in order, each edge starting where the previous one ends.
struct CycleWitness {
  std::vector<CycleEdge> Edges;
  /// Some run of a function leaves such a ring behind, out of reach of all
  /// others.
  bool Confined = false;

  std::vector<const facts::HoldFact *> holds() const;

  /// Every class on the ring, with its bases and derived classes: an object of
  /// the ring may be any of them.
  llvm::DenseSet<SymbolId> members(const HoldIndex &Index) const;

  /// Counted or unique fields, each once, in ring order.
  std::vector<const facts::HoldFact *> handles() const;

  /// True if a closure is on the ring.
  bool hasCapture() const;

  /// True if a suspended coroutine is on the ring.
  bool isSuspended() const;

  /// True if something on the ring counts references.
  bool isCountedSomewhere() const;

  /// The counted hold to cut: what a closure captures; else a single one rather
  /// than a container, one that is filled with the receiver, else the one
  /// declared last. The number of edges if there is none: what a local
  /// container holds is cut nowhere.
  size_t edgeToCut(const HoldIndex &Index) const;

  /// The finding, without confidence; \p Seen adds what is known of breaks.
  Finding toFinding(const HoldIndex &Index, const Break &Seen) const;

  /// Gives \p F, made of this ring, the edits that cut it at \p Cut, if there
  /// are any and they take the object from nobody who may still need it.
  void addFix(const CycleEdge &Cut, Finding &F) const;

private:
  // Of a ring that starts with the edge to cut.
  bool isSelfStore() const;
  const facts::HoldFact *partOfCut() const;
  void describeCapture(const HoldIndex &Index, Finding &F) const;
  void describeCycle(const HoldIndex &Index, Finding &F) const;
  WitnessStep remedy() const;
};

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_CYCLEWITNESS_H
