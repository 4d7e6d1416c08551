//===- OutlivingClosures.h - Closures that keep objects for ever -*- C++
//-*-===//
#ifndef OURO_CHECKS_REASONING_OUTLIVINGCLOSURES_H
#define OURO_CHECKS_REASONING_OUTLIVINGCLOSURES_H

#include "checks/Reasoning/BreakIndex.h"
#include "checks/Vocabulary/Finding.h"

namespace ouro::reasoning {

/// Self-captures without a ring of holds:
///  - a closure is put where only the destructor of what it captures takes it
///    out, and that destructor waits for the closure;
///  - whenever the closure runs it makes itself anew, with no way out.
/// Both are Likely: an owner of the place may go away as a whole.
std::vector<Finding> findOutlivingClosures(const HoldIndex &Index,
                                           const BreakIndex &Breaks);

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_OUTLIVINGCLOSURES_H
