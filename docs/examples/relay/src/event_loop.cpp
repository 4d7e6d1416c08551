#include "event_loop.h"

#include <poll.h>
#include <utility>

namespace relay {

void EventLoop::post(Work work)
{
    queue_.push_back(std::move(work));
}

void EventLoop::after(std::uint64_t ticks, Work work)
{
    timers_.emplace(now_ + ticks, std::move(work));
}

void EventLoop::watch(int fd, Work on_readable)
{
    readers_[fd] = std::move(on_readable);
}

void EventLoop::unwatch(int fd)
{
    readers_.erase(fd);
}

void EventLoop::turn()
{
    ++now_;
    runDue();
    runPosted();
    pollReaders();
}

void EventLoop::run(int turns)
{
    for (int i = 0; i < turns; ++i)
        turn();
}

void EventLoop::runDue()
{
    while (!timers_.empty() && timers_.begin()->first <= now_) {
        Work work = std::move(timers_.begin()->second);
        timers_.erase(timers_.begin());
        work();
    }
}

// Work posted while we are at it waits for the next turn.
void EventLoop::runPosted()
{
    std::deque<Work> batch;
    batch.swap(queue_);
    for (auto &work : batch)
        work();
}

void EventLoop::pollReaders()
{
    std::vector<pollfd> fds;
    for (const auto &[fd, work] : readers_)
        fds.push_back({fd, POLLIN, 0});
    if (fds.empty() || ::poll(fds.data(), fds.size(), 0) <= 0)
        return;
    for (const auto &entry : fds) {
        auto found = readers_.find(entry.fd);
        if ((entry.revents & POLLIN) && found != readers_.end())
            found->second();
    }
}

} // namespace relay
