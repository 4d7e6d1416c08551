#include "mesh.h"

#include <algorithm>

namespace relay {

std::shared_ptr<Peer> Peer::loopback(const std::string &host)
{
    auto peer = std::make_shared<Peer>(host);
    peer->links_.insert(peer);
    return peer;
}

bool Peer::reaches(const std::string &host) const
{
    return std::any_of(links_.begin(), links_.end(), [&](const auto &peer) { return peer->host_ == host; });
}

// Hops lead in both directions, so the nodes would keep each other.
RoutingTable::~RoutingTable()
{
    for (auto &route : routes_)
        route->hops.clear();
}

std::shared_ptr<Route> RoutingTable::add(const std::string &host)
{
    auto route = std::make_shared<Route>();
    route->host = host;
    routes_.push_back(route);
    return route;
}

void RoutingTable::connect(const std::shared_ptr<Route> &a, const std::shared_ptr<Route> &b)
{
    a->hops.push_back(b);
    b->hops.push_back(a);
}

} // namespace relay
