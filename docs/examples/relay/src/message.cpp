#include "message.h"

namespace relay {

void Backlog::add(Message::Ptr message)
{
    auto entry = std::make_shared<Entry>();
    entry->message = std::move(message);
    entry->older = std::move(head_);
    head_ = std::move(entry);
    ++size_;
    trim();
}

void Backlog::trim()
{
    if (size_ <= limit_)
        return;
    auto last = head_;
    for (std::size_t i = 1; i < limit_; ++i)
        last = last->older;
    last->older = nullptr;
    size_ = limit_;
}

std::vector<Message::Ptr> Backlog::newest(std::size_t count) const
{
    std::vector<Message::Ptr> found;
    for (auto entry = head_; entry && found.size() < count; entry = entry->older)
        found.push_back(entry->message);
    return found;
}

} // namespace relay
