//===- WorkerPool.cpp -----------------------------------------------------===//
#include "tools/Driver/WorkerPool.h"
#include "tools/Driver/Worker.h"
#include "llvm/ADT/SmallVector.h"
#include <csignal>
#include <poll.h>
#include <vector>

namespace ouro::driver {

using Clock = std::chrono::steady_clock;

static volatile std::sig_atomic_t CaughtSignal = 0;

namespace {
/// While it lives, SIGINT and its like are held back except inside ppoll(),
/// where they set CaughtSignal: so none can slip by between test and wait.
class InterruptGuard {
public:
  InterruptGuard() {
    CaughtSignal = 0;
    sigset_t Blocked;
    sigemptyset(&Blocked);
    struct sigaction Action = {};
    Action.sa_handler = [](int Signal) { CaughtSignal = Signal; };
    for (auto [Signal, Saved] : llvm::zip_equal(Signals, Before)) {
      sigaddset(&Blocked, Signal);
      sigaction(Signal, &Action, &Saved);
    }
    sigprocmask(SIG_BLOCK, &Blocked, &Mask);
  }
  ~InterruptGuard() {
    for (auto [Signal, Saved] : llvm::zip_equal(Signals, Before))
      sigaction(Signal, &Saved, nullptr);
    sigprocmask(SIG_SETMASK, &Mask, nullptr);
  }
  /// The mask outside: what ppoll() waits with.
  const sigset_t *openMask() const { return &Mask; }

private:
  static constexpr int Signals[] = {SIGINT, SIGTERM, SIGHUP};
  struct sigaction Before[3];
  sigset_t Mask;
};

struct RunningOrder {
  size_t Index;
  ChildProcess Child;
  Clock::time_point Deadline;
  bool Killed = false;
};
} // namespace

/// Until the next deadline, at most a tenth of a second once a child has
/// closed its pipes but not ended (there is nothing else to wake us then).
static timespec waitingTime(const std::vector<RunningOrder> &Running) {
  auto Wait = std::chrono::nanoseconds(std::chrono::seconds(60));
  for (const RunningOrder &Order : Running) {
    if (!Order.Killed)
      Wait = std::min<std::chrono::nanoseconds>(Wait,
                                                Order.Deadline - Clock::now());
    if (Order.Child.replyDescriptor() < 0 && Order.Child.logDescriptor() < 0)
      Wait = std::min<std::chrono::nanoseconds>(Wait,
                                                std::chrono::milliseconds(2));
  }
  Wait = std::max(Wait, std::chrono::nanoseconds(0));
  return {static_cast<time_t>(Wait.count() / 1000000000),
          static_cast<long>(Wait.count() % 1000000000)};
}

static void waitForNews(const std::vector<RunningOrder> &Running,
                        const sigset_t *OpenMask) {
  llvm::SmallVector<pollfd, 32> Polled;
  for (const RunningOrder &Order : Running)
    for (int Descriptor :
         {Order.Child.replyDescriptor(), Order.Child.logDescriptor()})
      if (Descriptor >= 0)
        Polled.push_back({Descriptor, POLLIN, 0});
  timespec Wait = waitingTime(Running);
  ppoll(Polled.data(), Polled.size(), &Wait, OpenMask);
}

/// Reads, reaps and times out; reports and removes those that have ended.
static void attend(std::vector<RunningOrder> &Running,
                   WorkerPool::Listener Done) {
  for (RunningOrder &Order : Running) {
    Order.Child.readAvailable();
    if (!Order.Killed && Clock::now() >= Order.Deadline) {
      Order.Killed = true;
      Order.Child.killAfterTimeout();
    }
  }
  for (size_t I = 0; I < Running.size();) {
    if (!Running[I].Child.hasEnded()) {
      ++I;
      continue;
    }
    Done(Running[I].Index, Running[I].Child.takeEnd());
    Running.erase(Running.begin() + I);
  }
}

llvm::Expected<int> WorkerPool::run(llvm::ArrayRef<WorkOrder> Orders,
                                    Listener Done) {
  InterruptGuard Guard;
  std::vector<RunningOrder> Running;
  size_t Next = 0;
  while (Next < Orders.size() || !Running.empty()) {
    while (Next < Orders.size() && Running.size() < Jobs) {
      auto Child = ChildProcess::start([&] { return runWorker(Orders[Next]); });
      // A machine short of processes still finishes with those it has.
      if (!Child && !Running.empty()) {
        llvm::consumeError(Child.takeError());
        break;
      }
      if (!Child)
        return Child.takeError();
      Running.push_back({Next++, std::move(*Child),
                         Timeout.count() ? Clock::now() + Timeout
                                         : Clock::time_point::max()});
    }
    waitForNews(Running, Guard.openMask());
    if (CaughtSignal)
      return static_cast<int>(CaughtSignal); // ~ChildProcess kills the workers
    attend(Running, Done);
  }
  return 0;
}

} // namespace ouro::driver
