//===- PortableFlow.h - The part of a TU's flow that others need -*- C++
//-*-===//
#ifndef OURO_CHECKS_SUMMARY_PORTABLEFLOW_H
#define OURO_CHECKS_SUMMARY_PORTABLEFLOW_H

#include "checks/Summary/TuSummary.h"

namespace ouro::summary {

/// What functions do with resources, without what only the TU itself asks for:
/// kinds of resources that nobody deals with, and the graphs of functions that
/// neither deal with resources nor can, whatever other TUs hold.
struct PortableFlow {
  PortableFlow(const facts::FlowFacts &Flow, facts::FlowSource Source);

  facts::FlowFacts Facts;
  std::vector<std::optional<facts::FlowGraph>> Graphs; ///< by function

private:
  void numberResources();
};

} // namespace ouro::summary

#endif // OURO_CHECKS_SUMMARY_PORTABLEFLOW_H
