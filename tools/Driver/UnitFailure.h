//===- UnitFailure.h - Why a worker gave no result --------------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_UNITFAILURE_H
#define OURO_TOOLS_DRIVER_UNITFAILURE_H

#include "tools/Driver/ChildProcess.h"
#include "tools/Driver/WorkOrder.h"
#include "tools/Render/Report.h"
#include <chrono>

namespace ouro::driver {

/// What a worker's end says about its TU.
struct UnitResult {
  render::Report Part;
  std::string Facts; ///< or the summary or the map, as the task was
  std::string Trail; ///< encoded; empty if the worker failed
};

/// The reply in \p End; or, if the worker crashed, hung, ran out of memory or
/// answered nonsense, a report that says so, with the limit it hit and the way
/// out.
UnitResult resultOf(const WorkOrder &Order, const ChildEnd &End,
                    std::chrono::seconds Timeout);

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_UNITFAILURE_H
