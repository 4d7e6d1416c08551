//===- Worker.h - The process that analyses one TU --------------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_WORKER_H
#define OURO_TOOLS_DRIVER_WORKER_H

#include "tools/Driver/WorkOrder.h"

namespace ouro::driver {

/// How a worker ends. What goes wrong inside a TU is told in its reply, with
/// status 0; anything else means that there is no reply to trust.
enum WorkerStatus : int {
  Replied = 0,
  OutOfMemory = 65,
  ReplyNotWritten = 66,
};

/// Behind the JSON report and the size of the trail in a worker's reply.
inline constexpr char ReplySeparator = '\0';

/// Does \p Order and writes the reply to standard output: the JSON report, the
/// size of the trail in decimal digits, each with a zero behind it, the trail
/// (see FileTrail.h), and facts, summary or map if those were asked for.
/// Everything the compiler prints goes to standard error. The process is of no
/// use afterwards: limits are set, descriptors moved.
int runWorker(const WorkOrder &Order);

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_WORKER_H
