#pragma once

#include <functional>
#include <memory>
#include <string>

namespace relay {

/// A file that is sent in blocks.
class Transfer {
public:
    using Done = std::function<void(bool)>;

    explicit Transfer(std::size_t blocks) : left_(blocks) {}

    void whenDone(Done done) { done_ = std::move(done); }
    void step();
    std::size_t left() const { return left_; }
    void note(std::string text) { log_ += std::move(text); }
    const std::string &log() const { return log_; }

private:
    std::size_t left_;
    Done done_;
    std::string log_;
};

/// Starts a transfer that writes its own log.
std::shared_ptr<Transfer> startLogged(std::size_t blocks);

/// The answer to a question, delivered once.
class Reply {
public:
    using Handler = std::function<void(const std::string &)>;

    void then(Handler handler) { handler_ = std::move(handler); }
    void resolve(const std::string &text);

private:
    Handler handler_;
};

/// Asks a question and remembers the answer.
class Question : public std::enable_shared_from_this<Question> {
public:
    std::shared_ptr<Reply> ask();
    const std::string &answer() const { return answer_; }

private:
    std::shared_ptr<Reply> reply_;
    std::string answer_;
};

} // namespace relay
