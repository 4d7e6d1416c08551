//===- PairedResources.h - Locks and their like -----------------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_PAIREDRESOURCES_H
#define OURO_CHECKS_REASONING_PAIREDRESOURCES_H

#include "checks/Reasoning/PathOutcome.h"
#include <map>

namespace ouro::reasoning {

/// Resources that are states of something that lives on: locks. Who holds one
/// is not told by handles, so they are judged only where a function acquires
/// and releases them in the same place, written the same way.
class PairedResources {
public:
  /// Cost: linear in the calls of the TU if it has such resources.
  PairedResources(const facts::FlowFacts &Facts, const EffectsIndex &Effects);

  /// In \p Graph, each such place becomes a local variable that is null while
  /// it is not held; effects on all others go. A call that may give it back
  /// takes it over.
  void isolate(facts::FlowGraph &Graph) const;

private:
  struct Place;
  /// By resource and by how it is written.
  using Places = std::map<std::pair<unsigned, facts::FlowPlace>, Place>;

  bool isPaired(const facts::FlowEffect &Effect) const;
  Places findPlaces(facts::FlowGraph &Graph) const;
  void addEscapes(const Place &Of, facts::FlowGraph &Graph) const;
  bool mayGiveBack(const facts::FlowEffect &Call, const Place &Of,
                   const facts::FlowGraph &Graph, bool Later) const;

  const facts::FlowFacts &Facts;
  const EffectsIndex &Effects;
  bool Any = false;
  llvm::BitVector Releasing; ///< by function, through calls
};

/// \p Defect, of a paired resource, is worth reporting: other paths give it
/// back themselves, no path gives it back without having it, and the function's
/// result does not tell callers that they hold it now.
bool isLeftHeld(const facts::FlowGraph &Graph, const PathOutcome &Outcome,
                const PathDefect &Defect);

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_PAIREDRESOURCES_H
