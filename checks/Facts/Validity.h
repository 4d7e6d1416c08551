//===- Validity.h - Whether facts refer to what is there --------*- C++ -*-===//
#ifndef OURO_CHECKS_FACTS_VALIDITY_H
#define OURO_CHECKS_FACTS_VALIDITY_H

#include "checks/Facts/FlowFacts.h"
#include "checks/Facts/TuFacts.h"

namespace ouro::facts {

// Extraction makes only valid facts; those from a file may be anything. All
// indices lie within what they index, and blocks have the successors that their
// exit needs. Cost: linear.

bool isValid(const TuFacts &Facts);
bool isValid(const FlowFacts &Facts);
/// \p Facts is whose Resources the graph names.
bool isValid(const FlowGraph &Graph, const FlowFacts &Facts);

} // namespace ouro::facts

#endif // OURO_CHECKS_FACTS_VALIDITY_H
