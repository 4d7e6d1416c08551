#include "audit.h"

#include <map>
#include <unordered_map>
#include <vector>

namespace relay {

static std::map<Command, int> command_counts;
static std::unordered_map<std::string, std::vector<std::string>> visits_by_nick;

void recordCommand(Command command)
{
    ++command_counts[command];
}

int commandCount(Command command)
{
    auto found = command_counts.find(command);
    return found == command_counts.end() ? 0 : found->second;
}

void recordVisit(const std::string &nick, const std::string &room)
{
    visits_by_nick[nick].push_back(room);
}

std::size_t visitsRecorded()
{
    std::size_t total = 0;
    for (const auto &[nick, rooms] : visits_by_nick)
        total += rooms.size();
    return total;
}

} // namespace relay
