//===- FactsCommand.cpp - ouro facts --------------------------------------===//
#include "tools/Driver/Commands.h"
#include "tools/Driver/ExitCode.h"
#include "tools/Driver/Message.h"
#include "tools/Driver/OutputFile.h"
#include "tools/Driver/ReportOutput.h"
#include "tools/Driver/UnitRun.h"
#include "llvm/Support/raw_ostream.h"

namespace ouro::driver {

int runFacts(CommandLine Command) {
  completeSourceRoot(Command.Check);
  Command.Check.Run.Quiet = true; // facts go into pipes and golden files
  Command.Check.Run.Jobs = 1;
  llvm::Expected<std::vector<WorkOrder>> Orders =
      planUnits(Command, Task::Facts);
  if (!Orders)
    return failWith(Orders.takeError());
  int Status = Clean;
  std::vector<std::string> Facts(Orders->size());
  llvm::Expected<int> Signal =
      runUnits(Command, *Orders, [&](size_t Index, UnitResult Result) {
        Facts[Index] = std::move(Result.Facts);
        for (const render::Notification &N : Result.Part.Notifications)
          printError(N.Message);
        if (exitStatusOf(Result.Part) == Incomplete)
          Status = Incomplete;
      });
  if (!Signal)
    return failWith(Signal.takeError());
  if (*Signal)
    return interrupted(*Signal, "no facts were printed");
  llvm::Error Error = writeStandardOutput([&](llvm::raw_ostream &OS) {
    for (const std::string &Text : Facts)
      OS << Text;
  });
  return Error ? failWith(std::move(Error)) : Status;
}

} // namespace ouro::driver
