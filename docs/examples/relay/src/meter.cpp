#include "meter.h"

#include <algorithm>

namespace relay {

void Meter::sample()
{
    if (source_)
        peak_ = std::max(peak_, source_->load());
}

std::shared_ptr<Meter> Dispatcher::addMeter()
{
    auto meter = std::make_shared<Meter>();
    meter->attach(shared_from_this());
    meters_.push_back(meter);
    return meter;
}

void Dispatcher::dispatch(const std::string &line)
{
    queued_ += static_cast<int>(line.size());
    for (const auto &meter : meters_)
        meter->sample();
    queued_ /= 2;
}

void PresenceBoard::announce(const std::string &nick)
{
    std::erase_if(listeners_, [](const auto &listener) { return listener.expired(); });
    for (const auto &entry : listeners_)
        if (auto listener = entry.lock())
            listener->present(nick);
}

} // namespace relay
