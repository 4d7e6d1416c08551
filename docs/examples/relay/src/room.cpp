#include "room.h"

#include "session.h"

namespace relay {

bool Roster::add(const std::string &nick, std::shared_ptr<Session> session)
{
    return members_.emplace(nick, std::move(session)).second;
}

std::shared_ptr<Session> Roster::find(const std::string &nick) const
{
    auto found = members_.find(nick);
    return found == members_.end() ? nullptr : found->second;
}

void Roster::broadcast(const std::string &line) const
{
    for (const auto &[nick, session] : members_)
        session->deliver(line);
}

bool Room::enter(const std::shared_ptr<Session> &session)
{
    if (!roster_.add(session->nick(), session))
        return false;
    session->moveTo(shared_from_this());
    roster_.broadcast("* " + session->nick() + " enters " + name_);
    return true;
}

void Room::say(const Session &from, const std::string &text)
{
    auto recent = backlog_.newest(1);
    backlog_.add(std::make_shared<const Message>(from.nick(), text, recent.empty() ? nullptr : recent.front()));
    roster_.broadcast("<" + from.nick() + "> " + text);
}

} // namespace relay
