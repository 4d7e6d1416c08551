#pragma once

#include <memory>
#include <string>

namespace relay {

/// One layer of the stack a line passes on its way out.
class Transport {
public:
    explicit Transport(std::shared_ptr<Transport> lower) : lower_(std::move(lower)) {}
    virtual ~Transport() = default;

    virtual std::string encode(const std::string &line) const = 0;
    void stop();

protected:
    std::string pass(const std::string &line) const { return lower_ ? lower_->encode(line) : line; }

private:
    std::shared_ptr<Transport> lower_;
};

/// The whole stack: quoting above numbering above plain text.
std::shared_ptr<Transport> makeStack();

} // namespace relay
