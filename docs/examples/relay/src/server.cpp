#include "server.h"

#include "audit.h"

namespace relay {

std::size_t Client::drain()
{
    std::size_t count = 0;
    std::string line;
    while (wire_.receive(line))
        ++count;
    return count;
}

Server::Server()
    : topics_(std::make_shared<Topic>("all")), filters_(FilterSet::standard()),
      dispatcher_(std::make_shared<Dispatcher>()), transport_(makeStack())
{
    dispatcher_->addMeter();
}

Server::~Server()
{
    for (const auto &[fd, session] : sessions_)
        loop_.unwatch(fd);
    transport_->stop();
}

std::shared_ptr<Room> Server::openRoom(const std::string &name, const std::string &topic)
{
    auto &room = rooms_[name];
    if (!room) {
        room = std::make_shared<Room>(name);
        topics_->add(topic)->add(name);
    }
    return room;
}

Client Server::connect(const std::string &nick, const std::string &room)
{
    auto [near, far] = Wire::pair();
    auto session = std::make_shared<Session>(names_.find(nick)->name, std::move(near));
    int fd = session->fd();
    sessions_[fd] = session;
    loop_.watch(fd, [this, weak = std::weak_ptr<Session>(session)] {
        if (auto open = weak.lock())
            received(*open);
    });
    Ticket ticket(openRoom(room, "general"), nick);
    if (ticket.use(session))
        recordVisit(nick, room);
    return Client(std::move(far));
}

void Server::received(Session &session)
{
    session.pump();
    if (!session.room())
        return;
    for (const auto &message : session.room()->backlog().newest(1)) {
        std::string line = filters_->apply(message->text());
        dispatcher_->dispatch(transport_->encode(line));
        plugins_.host().received(line);
    }
}

std::string Server::status() const
{
    std::size_t people = 0;
    for (const auto &[name, room] : rooms_)
        people += room->headcount();
    return std::to_string(rooms_.size()) + " rooms, " + std::to_string(people) + " people, " +
           std::to_string(topics_->total()) + " topics";
}

} // namespace relay
