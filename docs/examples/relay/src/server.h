#pragma once

#include "event_loop.h"
#include "filter.h"
#include "meter.h"
#include "name_cache.h"
#include "plugin.h"
#include "room.h"
#include "session.h"
#include "topic.h"
#include "transport.h"
#include "wire.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace relay {

/// The client's end of a connection.
class Client {
public:
    explicit Client(Wire wire) : wire_(std::move(wire)) {}

    bool say(const std::string &text) { return wire_.send(text); }
    /// Lines that arrived since the last call.
    std::size_t drain();

private:
    Wire wire_;
};

/// Accepts clients, puts them into rooms and moves lines between them.
class Server {
public:
    Server();
    ~Server();

    std::shared_ptr<Room> openRoom(const std::string &name, const std::string &topic);
    Client connect(const std::string &nick, const std::string &room);
    void run(int turns) { loop_.run(turns); }

    EventLoop &loop() { return loop_; }
    PluginHost &plugins() { return plugins_.host(); }
    std::string status() const;

private:
    void received(Session &session);

    EventLoop loop_;
    PluginSystem plugins_;
    NameCache names_{16};
    std::shared_ptr<Topic> topics_;
    std::shared_ptr<const FilterSet> filters_;
    std::shared_ptr<Dispatcher> dispatcher_;
    std::shared_ptr<Transport> transport_;
    std::map<std::string, std::shared_ptr<Room>> rooms_;
    std::map<int, std::weak_ptr<Session>> sessions_;
};

} // namespace relay
