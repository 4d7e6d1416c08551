//===- Findings.h - Everything wrong with a TU ------------------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_FINDINGS_H
#define OURO_CHECKS_REASONING_FINDINGS_H

#include "checks/Facts/TuFacts.h"
#include "checks/Vocabulary/Finding.h"
#include <vector>

namespace ouro::reasoning {

/// The findings of every rule, at every confidence, sorted.
std::vector<Finding> findAll(const facts::TuFacts &Facts);

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_FINDINGS_H
