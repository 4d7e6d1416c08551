//===- ChildProcess.cpp ---------------------------------------------------===//
#include "tools/Driver/ChildProcess.h"
#include "tools/Driver/Message.h"
#include "llvm/Support/Errno.h"
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

extern char **environ;

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

struct SpawnSettings {
  posix_spawn_file_actions_t Actions;
  posix_spawnattr_t Attributes;

  SpawnSettings() {
    posix_spawn_file_actions_init(&Actions);
    posix_spawnattr_init(&Attributes);
  }
  SpawnSettings(const SpawnSettings &) = delete;
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&Actions);
    posix_spawnattr_destroy(&Attributes);
  }
};
} // namespace

static llvm::Error systemError(const char *What, int Number) {
  return makeError(llvm::Twine(What) + ": " + llvm::sys::StrError(Number));
}

static int spawn(pid_t &Pid, const std::string &Executable,
                 const std::string &Argument, const Pipe &In, const Pipe &Out,
                 const Pipe &Err) {
  SpawnSettings Settings;
  int Standard = STDIN_FILENO;
  for (int Descriptor : {In.Ends[0], Out.Ends[1], Err.Ends[1]})
    posix_spawn_file_actions_adddup2(&Settings.Actions, Descriptor, Standard++);
  // The driver ignores SIGPIPE and blocks SIGINT; its children must not.
  sigset_t Signals;
  sigemptyset(&Signals);
  posix_spawnattr_setsigmask(&Settings.Attributes, &Signals);
  for (int Signal : {SIGPIPE, SIGINT, SIGTERM, SIGHUP})
    sigaddset(&Signals, Signal);
  posix_spawnattr_setsigdefault(&Settings.Attributes, &Signals);
  posix_spawnattr_setflags(&Settings.Attributes,
                           POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  char *Argv[] = {const_cast<char *>(Executable.c_str()),
                  const_cast<char *>(Argument.c_str()), nullptr};
  return posix_spawn(&Pid, Executable.c_str(), &Settings.Actions,
                     &Settings.Attributes, Argv, environ);
}

/// Writes all of \p Input. A child that died early is noticed when it is
/// reaped, so a broken pipe is no error here.
static void feed(int Descriptor, llvm::StringRef Input) {
  while (!Input.empty()) {
    ssize_t Written = write(Descriptor, Input.data(), Input.size());
    if (Written < 0 && errno == EINTR)
      continue;
    if (Written < 0)
      return;
    Input = Input.drop_front(Written);
  }
}

llvm::Expected<ChildProcess> ChildProcess::start(const std::string &Executable,
                                                 const std::string &Argument,
                                                 llvm::StringRef Input) {
  Pipe In, Out, Err;
  if (!In.open() || !Out.open() || !Err.open())
    return systemError("cannot make a pipe to a worker; run fewer at once with "
                       "-j",
                       errno);
  ChildProcess Child;
  if (int Failure = spawn(Child.Pid, Executable, Argument, In, Out, Err)) {
    Child.Pid = -1;
    return systemError("cannot start a worker; run fewer at once with -j",
                       Failure);
  }
  close(In.take(0));
  close(Out.take(1));
  close(Err.take(1));
  feed(In.Ends[1], Input);
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
