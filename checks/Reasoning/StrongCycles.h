//===- StrongCycles.h - Rings of strong holds, ranked -----------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_STRONGCYCLES_H
#define OURO_CHECKS_REASONING_STRONGCYCLES_H

#include "checks/Facts/TuFacts.h"
#include "checks/Vocabulary/Finding.h"
#include <vector>

namespace ouro::reasoning {

/// Findings of ouro-refcount-cycle, at every confidence, unsorted.
///
/// Certain   some function of the TU builds the ring among its objects, and
///           nothing that runs breaks one of its holds
/// Likely    different classes hold each other through different counted or
///           unique fields, or a class has a container of strong children and
///           one strong field for the parent; a hold can be bound after its
///           holder exists; nothing that runs breaks one
/// Possible  the same among objects of one class or through a derived class;
///           a ring that something running breaks, or that a body in another
///           TU may break; any ring in a TU with errors
///
/// A ring broken when an outside owner is destroyed is no finding, nor is one
/// whose only strong field is recursive by design (trees, lists) unless a
/// function builds the ring.
///
/// What an annotation silences is in the result too, with the author's reason
/// in Finding::Silenced: a reader may want to review it. A TU with such
/// annotations costs the search twice.
std::vector<Finding> findStrongCycles(const facts::TuFacts &Facts);

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_STRONGCYCLES_H
