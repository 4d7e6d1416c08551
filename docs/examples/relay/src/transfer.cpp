#include "transfer.h"

#include <utility>

namespace relay {

void Transfer::step()
{
    if (left_ > 0 && --left_ == 0 && done_)
        done_(true);
}

std::shared_ptr<Transfer> startLogged(std::size_t blocks)
{
    auto transfer = std::make_shared<Transfer>(blocks);
    transfer->whenDone([transfer](bool ok) { transfer->note(ok ? "complete" : "aborted"); });
    return transfer;
}

// The handler goes away with the call: what it captured is free again.
void Reply::resolve(const std::string &text)
{
    if (auto handler = std::exchange(handler_, nullptr))
        handler(text);
}

std::shared_ptr<Reply> Question::ask()
{
    reply_ = std::make_shared<Reply>();
    reply_->then([self = shared_from_this()](const std::string &text) { self->answer_ = text; });
    return reply_;
}

} // namespace relay
