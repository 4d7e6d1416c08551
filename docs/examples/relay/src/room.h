#pragma once

#include "message.h"

#include <map>
#include <memory>
#include <string>

namespace relay {

class Session;

/// Who is in a room, by nickname.
class Roster {
public:
    bool add(const std::string &nick, std::shared_ptr<Session> session);
    std::shared_ptr<Session> find(const std::string &nick) const;
    void broadcast(const std::string &line) const;
    std::size_t size() const { return members_.size(); }

private:
    std::map<std::string, std::shared_ptr<Session>> members_;
};

class Room : public std::enable_shared_from_this<Room> {
public:
    explicit Room(std::string name) : name_(std::move(name)) {}

    const std::string &name() const { return name_; }
    std::size_t headcount() const { return roster_.size(); }
    const Backlog &backlog() const { return backlog_; }

    /// False if the nickname is taken.
    bool enter(const std::shared_ptr<Session> &session);
    void say(const Session &from, const std::string &text);

private:
    std::string name_;
    Roster roster_;
    Backlog backlog_{64};
};

/// A promise that a seat in the room is kept for somebody.
class Ticket {
public:
    Ticket(std::shared_ptr<Room> room, std::string nick)
        : room_(std::move(room)), nick_(std::move(nick)) {}

    const std::string &nick() const { return nick_; }
    bool use(const std::shared_ptr<Session> &session) const { return room_->enter(session); }

private:
    const std::shared_ptr<Room> room_;
    const std::string nick_;
};

} // namespace relay
