//===- PortableFlow.h - What others ask of a TU's flow ----------*- C++ -*-===//
#ifndef OURO_CHECKS_SUMMARY_PORTABLEFLOW_H
#define OURO_CHECKS_SUMMARY_PORTABLEFLOW_H

#include "checks/Summary/TuSummary.h"

namespace ouro::summary {

/// What functions do with resources, as far as others may ask: those of the
/// main file and those that are \p Reported, whatever they call, and all
/// members of a class if one is among them. Without kinds of resources that
/// nobody deals with, and without graphs of functions that neither deal with
/// resources nor can, whatever other TUs hold.
struct PortableFlow {
  PortableFlow(const facts::FlowFacts &Flow, FileName MainFile,
               const llvm::StringSet<> &Reported, facts::FlowSource Source);

  facts::FlowFacts Facts;
  std::vector<std::optional<facts::FlowGraph>> Graphs; ///< by function

private:
  void numberResources();
};

} // namespace ouro::summary

#endif // OURO_CHECKS_SUMMARY_PORTABLEFLOW_H
