#include "session.h"

#include "audit.h"
#include "room.h"

namespace relay {

void Session::pump()
{
    std::string line;
    while (wire_.receive(line))
        handle(line);
}

void Session::deliver(const std::string &line)
{
    if (wire_.send(line))
        ++delivered_;
}

void Session::handle(const std::string &line)
{
    recordCommand(line.empty() || line[0] != '/' ? Command::Say : Command::Nick);
    if (line.rfind("/nick ", 0) == 0)
        nick_ = line.substr(6);
    else if (room_)
        room_->say(*this, line);
}

} // namespace relay
