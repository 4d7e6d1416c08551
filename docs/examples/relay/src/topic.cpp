#include "topic.h"

namespace relay {

std::shared_ptr<Topic> Topic::add(std::string title)
{
    auto topic = std::make_shared<Topic>(std::move(title));
    topic->parent_ = shared_from_this();
    subtopics_.push_back(topic);
    return topic;
}

std::string Topic::path() const
{
    return parent_ ? parent_->path() + "/" + title_ : title_;
}

std::size_t Topic::total() const
{
    std::size_t count = 1;
    for (const auto &topic : subtopics_)
        count += topic->total();
    return count;
}

std::shared_ptr<ArchiveFolder> ArchiveFolder::add(std::string title)
{
    auto folder = std::make_shared<ArchiveFolder>(std::move(title));
    folder->parent_ = weak_from_this();
    folders_.push_back(folder);
    return folder;
}

std::string ArchiveFolder::path() const
{
    auto parent = parent_.lock();
    return parent ? parent->path() + "/" + title_ : title_;
}

} // namespace relay
