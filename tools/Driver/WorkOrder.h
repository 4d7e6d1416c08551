//===- WorkOrder.h - What one worker process is asked to do -----*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_WORKORDER_H
#define OURO_TOOLS_DRIVER_WORKORDER_H

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ouro::driver {

enum class Task : uint8_t {
  Check, ///< run the checks, answer with findings and the summary
  Facts, ///< extract facts, answer with their text
  Index, ///< answer with the summary
  Map,   ///< answer with every finding and the map of who holds whom
};

/// Settings of the command line that override what .clang-tidy says. Absent
/// ones leave it as it is.
struct CheckSettings {
  std::optional<std::string> Checks;        ///< globs, appended to the file's
  std::optional<std::string> MinConfidence; ///< for every rule
  std::optional<std::string> HeaderFilter;  ///< regular expression
  std::optional<std::string> Models;        ///< files, absolute, joined by ';'
};

/// One translation unit to be analysed, with all that bears on the result:
/// workers look neither at the command line nor at the compile database.
struct WorkOrder {
  Task What = Task::Check;
  std::string Directory;            ///< where the compile command runs
  std::string File;                 ///< main file, absolute
  std::vector<std::string> Command; ///< compiler and arguments
  std::string ResourceDir;          ///< of clang: builtin headers
  std::string SourceRoot;           ///< facts print file names relative to it
  CheckSettings Settings;
  uint64_t Configuration = 0;  ///< see Configurations::of()
  bool WantsSummary = false;   ///< always of Task::Index, else for linking
  uint64_t MemoryLimitMiB = 0; ///< 0: no limit
};

/// All that an order says: equal exactly for equal orders. None of its strings
/// can contain a zero, as all come from argument vectors or file names.
std::string encode(const WorkOrder &Order);

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_WORKORDER_H
