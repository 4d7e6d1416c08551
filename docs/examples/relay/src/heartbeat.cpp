#include "heartbeat.h"

namespace relay {

void Heartbeat::start()
{
    on_beat_ = [self = shared_from_this()] { ++self->beats_; };
}

void Heartbeat::beat()
{
    if (on_beat_ && beats_ < limit_)
        on_beat_();
}

void Retry::schedule()
{
    loop_.after(delay_, [self = shared_from_this()] {
        self->delay_ *= 2;
        if (--self->attempts_ > 0)
            self->schedule();
    });
}

void Watchdog::arm()
{
    probe_ = [weak = weak_from_this()] {
        auto self = weak.lock();
        return self && self->fed_;
    };
}

bool Watchdog::check()
{
    bool alive = probe_ && probe_();
    fed_ = false;
    return alive;
}

} // namespace relay
