#include "name_cache.h"

#include <map>

namespace relay {

static std::shared_ptr<const NameRecord> resolve(const std::string &name)
{
    unsigned hash = 5381;
    for (unsigned char c : name)
        hash = hash * 33 + c;
    return std::make_shared<const NameRecord>(NameRecord{name, hash});
}

std::shared_ptr<const NameRecord> NameCache::find(const std::string &name)
{
    auto known = index_.find(name);
    if (known != index_.end()) {
        order_.splice(order_.begin(), order_, known->second);
        return order_.front();
    }
    if (order_.size() >= limit_) {
        index_.erase(order_.back()->name);
        order_.pop_back();
    }
    order_.push_front(resolve(name));
    index_[name] = order_.begin();
    return order_.front();
}

static std::map<std::string, std::weak_ptr<const NameRecord>> &internTable()
{
    static std::map<std::string, std::weak_ptr<const NameRecord>> table;
    return table;
}

std::shared_ptr<const NameRecord> internName(const std::string &name)
{
    auto &table = internTable();
    std::erase_if(table, [](const auto &entry) { return entry.second.expired(); });
    auto &slot = table[name];
    auto record = slot.lock();
    if (!record)
        slot = record = resolve(name);
    return record;
}

std::size_t internedNames()
{
    return internTable().size();
}

} // namespace relay
