//===- ChildProcess.h - A process and its two pipes -----------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_CHILDPROCESS_H
#define OURO_TOOLS_DRIVER_CHILDPROCESS_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include <chrono>
#include <string>
#include <sys/types.h>

namespace ouro::driver {

/// How a child ended, and what it said.
struct ChildEnd {
  enum class How : uint8_t { Exited, Signalled, TimedOut } Kind = How::Exited;
  int Code = 0;      ///< exit status or signal number
  std::string Reply; ///< its standard output
  std::string Log;   ///< the first part of its standard error
};

/// A running child. Movable; kills and reaps the child when it goes away.
class ChildProcess {
public:
  /// Forks; the child runs \p Main and ends with what it returns, without
  /// destructors. It inherits this process's memory, so nothing is loaded or
  /// linked again; of its descriptors only the child's own. To be called while
  /// there is one thread.
  static llvm::Expected<ChildProcess> start(llvm::function_ref<int()> Main);
  ChildProcess(ChildProcess &&Other) noexcept;
  ChildProcess &operator=(ChildProcess &&Other) noexcept;
  ~ChildProcess();

  /// Descriptors to poll; -1 once at their end.
  int replyDescriptor() const { return Reply; }
  int logDescriptor() const { return Log; }

  /// Reads what is there without waiting.
  void readAvailable();

  /// True if the child has ended and been reaped: take its end.
  bool hasEnded();
  ChildEnd takeEnd() { return std::move(End); }

  /// Kills the child, which then ends as TimedOut.
  void killAfterTimeout();

private:
  ChildProcess() = default;
  void release();

  pid_t Pid = -1;
  int Reply = -1;
  int Log = -1;
  ChildEnd End;
};

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_CHILDPROCESS_H
