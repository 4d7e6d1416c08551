#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>

namespace relay {

/// What we know about a name; shared by all who asked.
struct NameRecord {
    std::string name;
    unsigned hash;
};

/// The most recently used names, at most `limit` of them.
class NameCache {
public:
    explicit NameCache(std::size_t limit) : limit_(limit) {}

    std::shared_ptr<const NameRecord> find(const std::string &name);
    std::size_t size() const { return order_.size(); }

private:
    using Order = std::list<std::shared_ptr<const NameRecord>>;
    std::size_t limit_;
    Order order_;
    std::unordered_map<std::string, Order::iterator> index_;
};

/// One record per name for as long as somebody uses it.
std::shared_ptr<const NameRecord> internName(const std::string &name);
std::size_t internedNames();

} // namespace relay
