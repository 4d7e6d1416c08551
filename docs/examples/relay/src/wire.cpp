#include "wire.h"

#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace relay {

Wire &Wire::operator=(Wire &&other) noexcept
{
    if (this != &other) {
        close();
        fd_ = std::exchange(other.fd_, -1);
        pending_ = std::move(other.pending_);
    }
    return *this;
}

std::pair<Wire, Wire> Wire::pair()
{
    int fds[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, fds) != 0)
        return {};
    return {Wire(fds[0]), Wire(fds[1])};
}

void Wire::close()
{
    if (fd_ >= 0)
        ::close(fd_);
    fd_ = -1;
}

bool Wire::send(const std::string &line)
{
    std::string frame = line + "\n";
    const char *next = frame.data();
    std::size_t left = frame.size();
    while (left > 0) {
        ssize_t sent = ::send(fd_, next, left, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        next += sent;
        left -= static_cast<std::size_t>(sent);
    }
    return true;
}

bool Wire::receive(std::string &line)
{
    for (;;) {
        auto end = pending_.find('\n');
        if (end != std::string::npos) {
            line = pending_.substr(0, end);
            pending_.erase(0, end + 1);
            return true;
        }
        char block[512];
        ssize_t got = ::recv(fd_, block, sizeof block, MSG_DONTWAIT);
        if (got <= 0)
            return false;
        pending_.append(block, static_cast<std::size_t>(got));
    }
}

static bool fillAddress(sockaddr_un &address, const std::string &path)
{
    address = {};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return false;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    return true;
}

int dialControl(const std::string &path)
{
    int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    sockaddr_un address;
    if (!fillAddress(address, path))
        return -1;
    if (::connect(fd, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        return -1;
    return fd;
}

bool probeControl(const std::string &path)
{
    int fd = ::socket(AF_UNIX, SOCK_DGRAM, 0);
    if (fd < 0)
        return false;
    sockaddr_un address;
    bool answered = fillAddress(address, path) &&
                    ::connect(fd, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
    ::close(fd);
    return answered;
}

} // namespace relay
