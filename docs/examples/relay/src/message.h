#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace relay {

/// What somebody said, and to what it was an answer. Never changes.
class Message {
public:
    using Ptr = std::shared_ptr<const Message>;

    Message(std::string author, std::string text, Ptr answers)
        : author_(std::move(author)), text_(std::move(text)), answers_(std::move(answers)) {}

    const std::string &author() const { return author_; }
    const std::string &text() const { return text_; }
    /// How many messages lead up to this one.
    int depth() const { return answers_ ? answers_->depth() + 1 : 0; }

private:
    const std::string author_;
    const std::string text_;
    const Ptr answers_;
};

/// The newest messages of a room, as a list that shares its tail.
class Backlog {
public:
    explicit Backlog(std::size_t limit) : limit_(limit) {}

    void add(Message::Ptr message);
    std::vector<Message::Ptr> newest(std::size_t count) const;
    std::size_t size() const { return size_; }

private:
    struct Entry {
        Message::Ptr message;
        std::shared_ptr<Entry> older;
    };
    void trim();

    std::shared_ptr<Entry> head_;
    std::size_t size_ = 0;
    std::size_t limit_;
};

} // namespace relay
