//===- CommandLine.h - What the user asked for ------------------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_COMMANDLINE_H
#define OURO_TOOLS_DRIVER_COMMANDLINE_H

#include "tools/Driver/ProgramOptions.h"
#include "tools/Driver/WorkOrder.h"
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace ouro::driver {

enum class ColourMode : uint8_t { Auto, Always, Never };

/// Where files and their flags come from.
struct InputOptions {
  std::vector<std::string> Paths;
  std::string Database;                          ///< -p; empty: search
  std::optional<std::vector<std::string>> Flags; ///< after `--`
  bool GuessFlags = false;
};

struct RunOptions {
  unsigned Jobs = 1;
  std::chrono::seconds Timeout{0}; ///< 0: none
  uint64_t MemoryLimitMiB = 0;     ///< 0: none
  bool Quiet = false;
};

struct CheckOptions {
  InputOptions Input;
  RunOptions Run;
  CheckSettings Settings;
  std::string SarifFile; ///< empty: none; "-": standard output
  bool SarifSnippets = false;
  std::string SarifCategory;
  std::string JsonFile;
  bool WithSuppressed = false;
  ColourMode Colours = ColourMode::Auto;
  std::string SourceRoot; ///< empty: found
};

enum class GraphFormat : uint8_t { Dot, Svg, Html };

struct GraphOptions {
  std::string Finding; ///< fingerprint; else the last path is a type
  std::optional<GraphFormat> Format; ///< absent: by the name of the output
  std::string Output = "-";
  std::optional<unsigned> Depth;
  bool All = false; ///< pointers, references and unsure findings too
};

enum class CommandKind : uint8_t {
  Check,
  Facts,
  Graph,
  Index,
  Link,
  Plan,
  Dump,
  Explain,
  Rules,
  PluginPath
};

struct CommandLine {
  CommandKind Kind = CommandKind::Check;
  std::string Executable;
  std::vector<std::string> Arguments; ///< as given, for the report
  CheckOptions Check; ///< Check; the others as far as they have it
  ProgramOptions Program;
  GraphOptions Graph;
  std::string RuleName;     ///< Explain
  unsigned PluginMajor = 0; ///< PluginPath
};

/// Parses the command line. Has printed help, version or an error if it
/// returns nothing; \p ExitCode is then what to end with.
std::optional<CommandLine> parseCommandLine(int Argc, const char **Argv,
                                            int &ExitCode);

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_COMMANDLINE_H
