#pragma once

#include "event_loop.h"

#include <functional>
#include <memory>

namespace relay {

/// Calls its handler every few ticks until it has beaten often enough.
class Heartbeat : public std::enable_shared_from_this<Heartbeat> {
public:
    explicit Heartbeat(int limit) : limit_(limit) {}

    void start();
    void beat();
    int beats() const { return beats_; }

private:
    std::function<void()> on_beat_;
    int beats_ = 0;
    int limit_;
};

/// Tries again with growing delay; gives up after a number of attempts.
class Retry : public std::enable_shared_from_this<Retry> {
public:
    Retry(EventLoop &loop, int attempts) : loop_(loop), attempts_(attempts) {}

    void schedule();
    int left() const { return attempts_; }

private:
    EventLoop &loop_;
    int attempts_;
    std::uint64_t delay_ = 1;
};

/// Watches for silence without keeping what it watches alive.
class Watchdog : public std::enable_shared_from_this<Watchdog> {
public:
    void arm();
    void feed() { fed_ = true; }
    bool check();

private:
    std::function<bool()> probe_;
    bool fed_ = false;
};

} // namespace relay
