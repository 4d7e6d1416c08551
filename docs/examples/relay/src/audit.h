#pragma once

#include <cstddef>
#include <string>

namespace relay {

enum class Command : unsigned char { Say, Nick };

/// Counts commands by kind, for the console.
void recordCommand(Command command);
int commandCount(Command command);

/// Remembers that a visitor was here.
void recordVisit(const std::string &nick, const std::string &room);
std::size_t visitsRecorded();

} // namespace relay
