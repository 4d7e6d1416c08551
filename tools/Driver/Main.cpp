//===- Main.cpp - The program ouro ----------------------------------------===//
#include "tools/Driver/CommandLine.h"
#include "tools/Driver/Commands.h"
#include "tools/Driver/ExitCode.h"
#include "tools/Driver/OutputFile.h"
#include <csignal>

using namespace ouro::driver;

static int run(CommandLine Command) {
  switch (Command.Kind) {
  case CommandKind::Check:
    return runCheck(std::move(Command));
  case CommandKind::Facts:
    return runFacts(std::move(Command));
  case CommandKind::Graph:
    return runGraph(std::move(Command));
  case CommandKind::Index:
    return runIndex(std::move(Command));
  case CommandKind::Link:
    return runLink(std::move(Command));
  case CommandKind::Plan:
    return runPlan(std::move(Command));
  case CommandKind::Dump:
    return runDump(Command);
  case CommandKind::Explain:
    return runExplain(Command);
  case CommandKind::Rules:
    return runRules();
  case CommandKind::PluginPath:
    return runPluginPath(Command);
  }
  return ToolError;
}

int main(int Argc, const char **Argv) {
  // A reader that goes away is seen as a failed write, not as a signal: files
  // asked for besides are still written whole.
  std::signal(SIGPIPE, SIG_IGN);
  int Status = Clean;
  std::optional<CommandLine> Command = parseCommandLine(Argc, Argv, Status);
  if (Command)
    Status = run(std::move(*Command));
  forgetStreamErrors();
  return Status;
}
