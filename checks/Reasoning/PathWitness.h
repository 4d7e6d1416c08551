//===- PathWitness.h - The path of a defect, for people ---------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_PATHWITNESS_H
#define OURO_CHECKS_REASONING_PATHWITNESS_H

#include "checks/Reasoning/PathOutcome.h"

namespace ouro::reasoning {

/// Tells what happens on the path of a defect, in the names of the source.
class PathWitness {
public:
  PathWitness(const facts::FlowFacts &Facts, const facts::FlowGraph &Graph,
              const PathOutcome &Outcome);

  /// Effect by the number that PathMachine gives it.
  const facts::FlowEffect &effect(unsigned Number) const {
    return *Effects[Number].first;
  }
  /// `p->buf`; empty if it has no name.
  std::string nameOf(const facts::FlowPlace &Place) const;
  /// The variable that what effect \p Site acquires is put into first, or the
  /// function that it comes from, in words: "'p'", "from 'make'".
  std::string handleOf(const PathDefect &Defect) const;
  /// "stream 'f'".
  std::string resourceOf(const PathDefect &Defect) const;

  /// The branches taken between the acquisition and the end of the path, and
  /// \p Event where the defect's event happens. What is lost there is lost: the
  /// rest of the path does not matter.
  std::vector<WitnessStep> pathOf(const PathDefect &Defect,
                                  const WitnessStep *Event) const;

private:
  unsigned blockOf(unsigned Number) const { return Effects[Number].second; }
  WitnessStep branch(const facts::FlowBlock &Block, unsigned Arm) const;
  std::string textOf(const facts::FlowOperand &Operand) const;
  bool isAddress(const facts::FlowOperand &Operand) const;

  const facts::FlowFacts &Facts;
  const facts::FlowGraph &Graph;
  const PathOutcome &Outcome;
  /// By number: the effect and its block.
  std::vector<std::pair<const facts::FlowEffect *, unsigned>> Effects;
};

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_PATHWITNESS_H
