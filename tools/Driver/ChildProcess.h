//===- ChildProcess.h - A process and its three pipes -----------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_CHILDPROCESS_H
#define OURO_TOOLS_DRIVER_CHILDPROCESS_H

#include "llvm/ADT/StringRef.h"
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
  /// Starts \p Executable with one argument and gives it \p Input on standard
  /// input. Blocks while the child has not read it, so the child must read
  /// before it writes.
  static llvm::Expected<ChildProcess> start(const std::string &Executable,
                                            const std::string &Argument,
                                            llvm::StringRef Input);
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
