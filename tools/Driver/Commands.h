//===- Commands.h - What each subcommand does -------------------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_COMMANDS_H
#define OURO_TOOLS_DRIVER_COMMANDS_H

#include "tools/Driver/CommandLine.h"

namespace ouro::driver {

/// Each returns the exit status, see ExitCode.h, and prints its own errors.
int runCheck(CommandLine Command);
int runFacts(CommandLine Command);
int runGraph(CommandLine Command);
int runIndex(CommandLine Command);
int runLink(CommandLine Command);
int runPlan(CommandLine Command);
int runDump(const CommandLine &Command);
int runExplain(const CommandLine &Command);
int runRules();
int runPluginPath(const CommandLine &Command);

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_COMMANDS_H
