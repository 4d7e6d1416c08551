//===- WorkerPool.h - Many TUs, few processes -------------------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_WORKERPOOL_H
#define OURO_TOOLS_DRIVER_WORKERPOOL_H

#include "tools/Driver/ChildProcess.h"
#include "tools/Driver/WorkOrder.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include <chrono>

namespace ouro::driver {

/// Runs one worker process per work order, a few at a time. What happens to
/// one worker (crash, hang, lack of memory) happens to its TU only. Workers are
/// forked: the dynamic linker's work on clang's libraries, a third of the time
/// of a small TU, is done once.
class WorkerPool {
public:
  /// \p Timeout 0 means none.
  WorkerPool(unsigned Jobs, std::chrono::seconds Timeout)
      : Jobs(Jobs), Timeout(Timeout) {}

  /// Hears of each order's end, in the order in which they end.
  using Listener = llvm::function_ref<void(size_t Index, ChildEnd End)>;

  /// Returns 0, or the number of the signal (SIGINT, SIGTERM, SIGHUP) that
  /// interrupted it; all workers are gone in any case. An error means that no
  /// worker could be started.
  llvm::Expected<int> run(llvm::ArrayRef<WorkOrder> Orders, Listener Done);

private:
  unsigned Jobs;
  std::chrono::seconds Timeout;
};

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_WORKERPOOL_H
