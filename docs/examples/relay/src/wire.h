#pragma once

#include <string>
#include <utility>

namespace relay {

/// One end of a connected stream socket; closes it when it goes.
class Wire {
public:
    Wire() = default;
    explicit Wire(int fd) : fd_(fd) {}
    Wire(Wire &&other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Wire &operator=(Wire &&other) noexcept;
    ~Wire() { close(); }

    /// Two ends connected to each other, or two closed wires.
    static std::pair<Wire, Wire> pair();

    bool open() const { return fd_ >= 0; }
    int fd() const { return fd_; }
    void close();

    bool send(const std::string &line);
    /// The next complete line without its newline, or false if there is none yet.
    bool receive(std::string &line);

private:
    int fd_ = -1;
    std::string pending_;
};

/// Connects to the control socket of another relay; -1 if nobody listens.
int dialControl(const std::string &path);

/// True if a relay answers on the control socket.
bool probeControl(const std::string &path);

} // namespace relay
