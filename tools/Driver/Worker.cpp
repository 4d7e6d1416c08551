//===- Worker.cpp ---------------------------------------------------------===//
#include "tools/Driver/Worker.h"
#include "tools/Driver/TidyHost.h"
#include "tools/Render/JsonReport.h"
#include "clang/Basic/Stack.h"
#include "llvm/Support/Compiler.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/PrettyStackTrace.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <new>
#include <sys/resource.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace ouro::driver {

[[noreturn]] static void giveUpForLackOfMemory() { _exit(OutOfMemory); }

static void limitResources(uint64_t MemoryLimitMiB) {
  struct rlimit NoCore = {0, 0};
  setrlimit(RLIMIT_CORE, &NoCore);
  llvm::install_bad_alloc_error_handler(
      [](void *, const char *, bool) { giveUpForLackOfMemory(); });
  std::set_new_handler(giveUpForLackOfMemory);
  // These sanitizers reserve terabytes of address space for themselves.
#if !LLVM_ADDRESS_SANITIZER_BUILD && !LLVM_THREAD_SANITIZER_BUILD
  if (MemoryLimitMiB) {
    rlim_t Bytes = static_cast<rlim_t>(MemoryLimitMiB) << 20;
    struct rlimit Limit = {Bytes, Bytes};
    setrlimit(RLIMIT_AS, &Limit);
  }
#endif
}

/// Dies with the driver, and before it: if memory runs out, the kernel shall
/// take one worker and not the process that holds all results. Lists of
/// processes tell the two apart.
static void tieToDriver() {
#ifdef __linux__
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  prctl(PR_SET_NAME, "ouro-worker");
  std::error_code Ignored;
  llvm::raw_fd_ostream Score("/proc/self/oom_score_adj", Ignored);
  if (!Ignored)
    Score << "1000";
  Score.close();
  Score.clear_error();
#endif
}

static void explainAndDie(int Signal) {
  llvm::sys::RunSignalHandlers();
  raise(Signal); // by now as if nobody handled it
}

/// A crash leaves "what was being parsed" on standard error, which the driver
/// quotes. Addresses without names suffice and cost no symbolizer process.
/// LLVM's own handler would also remove the files that the driver is writing.
static void explainCrashes() {
  setenv("LLVM_DISABLE_SYMBOLIZATION", "1", /*overwrite=*/1);
  llvm::EnablePrettyStackTrace();
  llvm::sys::PrintStackTraceOnErrorSignal("ouro",
                                          /*DisableCrashReporting=*/true);
  struct sigaction Action = {};
  Action.sa_handler = explainAndDie;
  Action.sa_flags = SA_ONSTACK | SA_NODEFER | SA_RESETHAND;
  for (int Signal :
       {SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGBUS, SIGSEGV, SIGQUIT, SIGSYS})
    sigaction(Signal, &Action, nullptr);
}

/// The reply's own descriptor; afterwards standard output is standard error,
/// so that nothing the compiler prints can get into the reply.
static int reserveReply() {
  int Reply = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  if (Reply >= 0)
    dup2(STDERR_FILENO, STDOUT_FILENO);
  return Reply;
}

static UnitAnswer answer(const WorkOrder &Order) {
  switch (Order.What) {
  case Task::Check:
    break;
  case Task::Facts:
    return printFacts(Order);
  case Task::Index:
    return indexUnit(Order);
  case Task::Map:
    return mapUnit(Order);
  }
  return checkUnit(Order);
}

int runWorker(const WorkOrder &Order) {
  clang::noteBottomOfStack();
  tieToDriver();
  explainCrashes();
  limitResources(Order.MemoryLimitMiB);
  int ReplyDescriptor = reserveReply();
  if (ReplyDescriptor < 0)
    return ReplyNotWritten;

  UnitAnswer Answer = answer(Order);
  std::string Trail = encode(Answer.Trail);
  llvm::raw_fd_ostream Reply(ReplyDescriptor, /*shouldClose=*/true);
  render::writeJson(Answer.Report, Reply);
  Reply << ReplySeparator << Trail.size() << ReplySeparator << Trail
        << Answer.Facts;
  Reply.close();
  bool Lost = Reply.has_error();
  Reply.clear_error();
  return Lost ? ReplyNotWritten : Replied;
}

} // namespace ouro::driver
