#pragma once

#include "wire.h"

#include <cstddef>
#include <memory>
#include <string>

namespace relay {

class Room;

/// One connected client, seen from the server.
class Session : public std::enable_shared_from_this<Session> {
public:
    Session(std::string nick, Wire wire) : nick_(std::move(nick)), wire_(std::move(wire)) {}

    const std::string &nick() const { return nick_; }
    int fd() const { return wire_.fd(); }
    std::size_t delivered() const { return delivered_; }

    void moveTo(std::shared_ptr<Room> room) { room_ = std::move(room); }
    const std::shared_ptr<Room> &room() const { return room_; }

    /// Reads what the client sent and acts on it.
    void pump();
    void deliver(const std::string &line);

private:
    void handle(const std::string &line);

    std::string nick_;
    Wire wire_;
    std::shared_ptr<Room> room_;
    std::size_t delivered_ = 0;
};

} // namespace relay
