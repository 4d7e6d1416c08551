//===- IndexCommand.cpp - ouro index --------------------------------------===//
#include "checks/Vocabulary/RelativePath.h"
#include "tools/Driver/Commands.h"
#include "tools/Driver/DependencyFile.h"
#include "tools/Driver/ExitCode.h"
#include "tools/Driver/Message.h"
#include "tools/Driver/OutputFile.h"
#include "tools/Driver/ReportOutput.h"
#include "tools/Driver/SummaryFiles.h"
#include "tools/Driver/UnitIdentity.h"
#include "tools/Driver/UnitRun.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace ouro::driver {

static llvm::Error validate(const CommandLine &Command) {
  const ProgramOptions &Options = Command.Program;
  if (Options.Folder.empty() == Options.SummaryFile.empty())
    return makeError("'ouro index' needs either --out and a folder, or "
                     "--summary and a file");
  if (!Options.DepFile.empty() && Options.SummaryFile.empty())
    return makeError("--depfile is about the file that --summary names; give "
                     "it too");
  llvm::StringRef Folder =
      Options.Folder.empty() ? llvm::sys::path::parent_path(Options.SummaryFile)
                             : llvm::StringRef(Options.Folder);
  std::error_code Error = Folder.empty()
                              ? std::error_code()
                              : llvm::sys::fs::create_directories(Folder);
  return Error ? makeError("cannot make the folder '" + Folder +
                           "': " + Error.message())
               : llvm::Error::success();
}

/// The shard that is asked for, or the one unit that --summary is for.
static llvm::Error narrow(std::vector<WorkOrder> &Orders,
                          const ProgramOptions &Options) {
  llvm::erase_if(Orders, [&](const WorkOrder &Order) {
    return !Options.Part.has(relativePath(Order.File, Order.SourceRoot));
  });
  std::string Names;
  for (const WorkOrder &Order : Orders)
    Names += (Names.empty() ? "" : ", ") + unitName(Order);
  if (!Options.Unit.empty()) {
    llvm::erase_if(Orders, [&](const WorkOrder &Order) {
      return unitName(Order) != Options.Unit;
    });
    if (Orders.empty())
      return makeError("no unit '" + Options.Unit + "' among those selected: " +
                       Names + "; 'ouro plan' names the units of now");
  }
  if (Options.SummaryFile.empty() || Orders.size() == 1)
    return llvm::Error::success();
  return makeError("--summary names one file, but " +
                   llvm::Twine(Orders.size()) +
                   " units are selected; give one file, and --unit with one of "
                   "these if it is compiled in several ways: " +
                   Names);
}

/// Leaves a file alone that has these bytes already: what is made of it is then
/// up to date, too.
static llvm::Error writeIfNew(const std::string &File, llvm::StringRef Bytes) {
  auto Old = llvm::MemoryBuffer::getFile(File, /*IsText=*/false,
                                         /*RequiresNullTerminator=*/false);
  if (Old && (*Old)->getBuffer() == Bytes)
    return llvm::Error::success();
  llvm::Expected<OutputFile> Place = OutputFile::open(File);
  if (!Place)
    return Place.takeError();
  return Place->write([&](llvm::raw_ostream &OS) { OS << Bytes; });
}

static llvm::Error writeUnit(const WorkOrder &Order, const UnitResult &Result,
                             const ProgramOptions &Options) {
  std::string File = Options.SummaryFile;
  if (File.empty()) {
    llvm::SmallString<256> Path(Options.Folder);
    llvm::sys::path::append(Path, unitName(Order) + SummaryEnding);
    File = std::string(Path);
  }
  if (llvm::Error Error = writeIfNew(File, Result.Facts))
    return Error;
  if (Options.DepFile.empty())
    return llvm::Error::success();
  llvm::Expected<OutputFile> Place = OutputFile::open(Options.DepFile);
  if (!Place)
    return Place.takeError();
  return Place->write([&](llvm::raw_ostream &OS) {
    writeDependencies(File, Result.Trail,
                      settingsFiles(Order.File, Order.Settings), OS);
  });
}

int runIndex(CommandLine Command) {
  if (llvm::Error Error = validate(Command))
    return failWith(std::move(Error));
  if (llvm::Error Error = completeSettings(Command.Check))
    return failWith(std::move(Error));
  const ProgramOptions &Options = Command.Program;
  llvm::Expected<std::vector<WorkOrder>> Orders =
      planUnits(Command, Task::Index);
  if (!Orders)
    return failWith(Orders.takeError());
  if (llvm::Error Error = narrow(*Orders, Options))
    return failWith(std::move(Error));
  int Status = Clean;
  size_t Written = 0;
  auto Done = [&](size_t Index, UnitResult Result) {
    for (const render::Notification &N : Result.Part.Notifications)
      printNotification(N);
    if (Result.Facts.empty()) {
      Status = ToolError;
      return;
    }
    if (llvm::Error Error = writeUnit((*Orders)[Index], Result, Options))
      Status = failWith(std::move(Error));
    else
      ++Written;
  };
  llvm::Expected<int> Signal = runUnits(Command, *Orders, Done);
  if (!Signal)
    return failWith(Signal.takeError());
  if (*Signal)
    return interrupted(*Signal, "not all summaries were written");
  if (!Command.Check.Run.Quiet && !Options.Folder.empty())
    printNote("wrote " + llvm::Twine(Written) + " of " +
              llvm::Twine(Orders->size()) + " summaries");
  return Status;
}

} // namespace ouro::driver
