//===- ChildProcess.cpp ---------------------------------------------------===//
#include "tools/Driver/ChildProcess.h"
#include "tools/Driver/Message.h"
#include "llvm/Support/Errno.h"
#include "llvm/Support/raw_ostream.h"
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace ouro::driver {

/// Enough for a crash's story; a TU that floods its log must not cost memory.
static constexpr size_t LogBytesMax = 64 << 10;

namespace {
/// Both ends of a pipe, closed by destruction unless taken.
struct Pipe {
  int Ends[2] = {-1, -1};

  bool open() { return pipe2(Ends, O_CLOEXEC) == 0; }
  int take(int Which) { return std::exchange(Ends[Which], -1); }
  ~Pipe() {
    for (int End : Ends)
      if (End >= 0)
        close(End);
  }
};
} // namespace

static llvm::Error systemError(const char *What, int Number) {
  return makeError(llvm::Twine(What) + ": " + llvm::sys::StrError(Number));
}

/// The driver ignores SIGPIPE, and holds back and catches others; its children
/// must not.
static void resetSignals() {
  for (int Signal : {SIGPIPE, SIGINT, SIGTERM, SIGHUP})
    signal(Signal, SIG_DFL);
  sigset_t None;
  sigemptyset(&None);
  sigprocmask(SIG_SETMASK, &None, nullptr);
}

static void closeFrom(int First) {
#ifdef CLOSE_RANGE_UNSHARE // the C library has the call; the kernel may not
  if (close_range(First, ~0U, 0) == 0)
    return;
#endif
  for (int End = static_cast<int>(sysconf(_SC_OPEN_MAX)), I = First; I < End;
       ++I)
    close(I);
}

/// Of the driver's descriptors the child keeps none: an end of a sibling's pipe
/// or a lock would outlive the driver.
static void takeDescriptors(const Pipe &Out, const Pipe &Err) {
  dup2(Out.Ends[1], STDOUT_FILENO);
  dup2(Err.Ends[1], STDERR_FILENO);
  closeFrom(STDERR_FILENO + 1);
  close(STDIN_FILENO);
  open("/dev/null", O_RDONLY); // the lowest that is free
}

llvm::Expected<ChildProcess>
ChildProcess::start(llvm::function_ref<int()> Main) {
  Pipe Out, Err;
  if (!Out.open() || !Err.open())
    return systemError("cannot make a pipe to a worker; run fewer at once with "
                       "-j",
                       errno);
  llvm::outs().flush(); // else the child would write it, too
  ChildProcess Child;
  Child.Pid = fork();
  if (Child.Pid < 0)
    return systemError("cannot start a worker; run fewer at once with -j",
                       errno);
  if (Child.Pid == 0) {
    resetSignals();
    takeDescriptors(Out, Err);
    _exit(Main());
  }
  close(Out.take(1));
  close(Err.take(1));
  Child.Reply = Out.take(0);
  Child.Log = Err.take(0);
  for (int Descriptor : {Child.Reply, Child.Log})
    fcntl(Descriptor, F_SETFL, O_NONBLOCK);
  return Child;
}

ChildProcess::ChildProcess(ChildProcess &&Other) noexcept
    : Pid(std::exchange(Other.Pid, -1)), Reply(std::exchange(Other.Reply, -1)),
      Log(std::exchange(Other.Log, -1)), End(std::move(Other.End)) {}

ChildProcess &ChildProcess::operator=(ChildProcess &&Other) noexcept {
  if (this == &Other)
    return *this;
  release();
  Pid = std::exchange(Other.Pid, -1);
  Reply = std::exchange(Other.Reply, -1);
  Log = std::exchange(Other.Log, -1);
  End = std::move(Other.End);
  return *this;
}

ChildProcess::~ChildProcess() { release(); }

void ChildProcess::release() {
  if (Pid > 0) {
    kill(Pid, SIGKILL);
    while (waitpid(Pid, nullptr, 0) < 0 && errno == EINTR)
      ;
  }
  for (int *Descriptor : {&Reply, &Log})
    if (*Descriptor >= 0)
      close(std::exchange(*Descriptor, -1));
  Pid = -1;
}

/// Appends what is there to \p Into, dropping what exceeds \p Most; closes
/// \p Descriptor at the end of the stream.
static void drain(int &Descriptor, std::string &Into, size_t Most) {
  char Buffer[1 << 16];
  while (Descriptor >= 0) {
    ssize_t Count = read(Descriptor, Buffer, sizeof(Buffer));
    if (Count < 0 && errno == EINTR)
      continue;
    if (Count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
      return;
    if (Count <= 0) {
      close(std::exchange(Descriptor, -1));
      return;
    }
    size_t Room = Most - std::min(Most, Into.size());
    Into.append(Buffer, std::min<size_t>(Count, Room));
  }
}

void ChildProcess::readAvailable() {
  drain(Reply, End.Reply, std::string().max_size());
  drain(Log, End.Log, LogBytesMax);
}

bool ChildProcess::hasEnded() {
  int Status = 0;
  if (Pid <= 0)
    return true;
  if (waitpid(Pid, &Status, WNOHANG) != Pid)
    return false;
  Pid = -1;
  readAvailable();
  if (End.Kind == ChildEnd::How::TimedOut)
    return true;
  End.Kind =
      WIFSIGNALED(Status) ? ChildEnd::How::Signalled : ChildEnd::How::Exited;
  End.Code = WIFSIGNALED(Status) ? WTERMSIG(Status) : WEXITSTATUS(Status);
  return true;
}

void ChildProcess::killAfterTimeout() {
  End.Kind = ChildEnd::How::TimedOut;
  kill(Pid, SIGKILL);
}

} // namespace ouro::driver
