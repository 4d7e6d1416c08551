#include "transport.h"

namespace relay {

namespace {

class Plain : public Transport {
public:
    Plain() : Transport(nullptr) {}
    std::string encode(const std::string &line) const override { return line; }
};

class Numbered : public Transport {
public:
    using Transport::Transport;
    std::string encode(const std::string &line) const override
    {
        return pass(std::to_string(++last_) + " " + line);
    }

private:
    mutable int last_ = 0;
};

class Quoted : public Transport {
public:
    using Transport::Transport;
    std::string encode(const std::string &line) const override { return pass("\"" + line + "\""); }
};

} // namespace

void Transport::stop()
{
    if (!lower_)
        return;
    lower_->stop();
    lower_.reset();
}

std::shared_ptr<Transport> makeStack()
{
    auto plain = std::make_shared<Plain>();
    auto numbered = std::make_shared<Numbered>(plain);
    return std::make_shared<Quoted>(numbered);
}

} // namespace relay
