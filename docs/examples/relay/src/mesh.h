#pragma once

#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

namespace relay {

/// A relay that shares traffic with others. Every peer routes through its links.
class Peer {
public:
    explicit Peer(std::string host) : host_(std::move(host)) {}

    /// A peer that can also reach itself, for tests of the routing.
    static std::shared_ptr<Peer> loopback(const std::string &host);

    bool reaches(const std::string &host) const;
    std::size_t degree() const { return links_.size(); }

private:
    std::string host_;
    std::unordered_set<std::shared_ptr<Peer>> links_;
};

/// A node of the routing table. The table owns all nodes.
struct Route {
    std::string host;
    std::vector<std::shared_ptr<Route>> hops;
};

class RoutingTable {
public:
    RoutingTable() = default;
    RoutingTable(const RoutingTable &) = delete;
    RoutingTable &operator=(const RoutingTable &) = delete;
    ~RoutingTable();

    std::shared_ptr<Route> add(const std::string &host);
    static void connect(const std::shared_ptr<Route> &a, const std::shared_ptr<Route> &b);
    std::size_t size() const { return routes_.size(); }

private:
    std::vector<std::shared_ptr<Route>> routes_;
};

} // namespace relay
