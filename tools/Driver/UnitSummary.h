//===- UnitSummary.h - What a worker writes down of its TU ------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_UNITSUMMARY_H
#define OURO_TOOLS_DRIVER_UNITSUMMARY_H

#include "tools/Driver/FileTrail.h"
#include "tools/Driver/WorkOrder.h"
#include <string>

namespace clang {
class ASTContext;
namespace tidy {
class ClangTidyContext;
}
} // namespace clang

namespace ouro::tidy {
class TidySession;
}

namespace ouro::driver {

class FindingCollector;

/// The summary of the TU of \p Order, as bytes. To be called while the TU is
/// parsed; \p Trail holds what was read for it. Cost: the flow graphs
/// that matter to others, of which the checks made some already.
std::string summarise(const WorkOrder &Order, tidy::TidySession &Session,
                      clang::ASTContext &Context,
                      clang::tidy::ClangTidyContext &Tidy,
                      FindingCollector &Collector, const FileTrail &Trail);

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_UNITSUMMARY_H
