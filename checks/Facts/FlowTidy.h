//===- FlowTidy.h - Small flow graphs, and as text --------------*- C++ -*-===//
#ifndef OURO_CHECKS_FACTS_FLOWTIDY_H
#define OURO_CHECKS_FACTS_FLOWTIDY_H

#include "checks/Facts/FlowFacts.h"

namespace llvm {
class raw_ostream;
}

namespace ouro::facts {

/// Joins blocks that follow each other without a choice, removes such that
/// nothing reaches, and numbers the others in reverse post-order. Cost: linear.
void tidy(FlowGraph &Graph);

/// "->field.inner"; a step through a pointer is "*".
std::string textOf(const PartPath &Path);

/// `p->buf`, as people write it; empty if it has no name.
std::string nameOf(const FlowPlace &Place, const FlowGraph &Graph);

/// What the scan says of \p Function, one line.
void print(const FlowFunction &Function, const FlowFacts &Facts,
           llvm::raw_ostream &OS);

/// One line per effect and per end of a block, with names instead of indices:
///   b0: r0 = malloc(n) borrows is 0+
///       acquire r0 memory if r0 +
///       p = r0
///       if p == 0: b1 else b2
void print(const FlowGraph &Graph, const FlowFacts &Facts,
           llvm::raw_ostream &OS);

} // namespace ouro::facts

#endif // OURO_CHECKS_FACTS_FLOWTIDY_H
