#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <vector>

namespace relay {

/// Runs posted work, timers in logical time, and readers of descriptors.
class EventLoop {
public:
    using Work = std::function<void()>;

    void post(Work work);
    /// Runs the work once, `ticks` turns from now.
    void after(std::uint64_t ticks, Work work);
    void watch(int fd, Work on_readable);
    void unwatch(int fd);

    /// One turn: timers that are due, posted work, readable descriptors.
    void turn();
    void run(int turns);
    std::uint64_t now() const { return now_; }
    bool idle() const { return queue_.empty() && timers_.empty(); }

private:
    void runDue();
    void runPosted();
    void pollReaders();

    std::deque<Work> queue_;
    std::multimap<std::uint64_t, Work> timers_;
    std::map<int, Work> readers_;
    std::uint64_t now_ = 0;
};

} // namespace relay
