//===- UnitRun.cpp --------------------------------------------------------===//
#include "tools/Driver/UnitRun.h"
#include "checks/Vocabulary/Finding.h"
#include "tools/Driver/CompileDatabase.h"
#include "tools/Driver/CompileFlags.h"
#include "tools/Driver/Message.h"
#include "tools/Driver/Progress.h"
#include "tools/Driver/TidyConfig.h"
#include "tools/Driver/UnitIdentity.h"
#include "tools/Driver/WorkerPool.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Signals.h"

namespace ouro::driver {

/// The database that is named, or found; empty if there is none.
static std::string databaseFor(const InputOptions &Input, bool Quiet) {
  if (!Input.Database.empty())
    return Input.Database;
  std::string Found = CompileDatabase::find(Input.Paths);
  if (!Found.empty() && !Quiet)
    printNote("using compile database '" + Found + "'");
  return Found;
}

static llvm::Error noDatabase() {
  return makeError("no compile_commands.json here, above, or in build*/; "
                   "name one with -p (cmake "
                   "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON writes one), or give "
                   "files and, after '--', their flags");
}

llvm::Error completeDatabase(CheckOptions &Options) {
  Options.Input.Database = databaseFor(Options.Input, Options.Run.Quiet);
  return Options.Input.Database.empty() ? noDatabase() : llvm::Error::success();
}

static llvm::Expected<CompileDatabase> openDatabase(const InputOptions &Input,
                                                    bool Quiet) {
  std::string Named = databaseFor(Input, Quiet);
  if (!Named.empty())
    return CompileDatabase::load(Named);
  if (Input.Paths.empty())
    return noDatabase();
  return CompileDatabase::makeEmpty();
}

static llvm::Expected<Selection> selectUnits(const InputOptions &Input,
                                             bool Quiet) {
  if (Input.Flags) {
    if (Input.Paths.empty())
      return makeError("no input; name the files that the flags after '--' are "
                       "for");
    return selectWithFlags(Input.Paths, *Input.Flags);
  }
  llvm::Expected<CompileDatabase> Database = openDatabase(Input, Quiet);
  if (!Database)
    return Database.takeError();
  return Database->select(Input.Paths, Input.GuessFlags);
}

static void describe(const Selection &Chosen) {
  if (!Chosen.NotCFamily.empty())
    printNote("left out " + llvm::Twine(Chosen.NotCFamily.size()) +
              " entries that are not C or C++, such as '" +
              Chosen.NotCFamily.front() + "'");
  if (!Chosen.Guessed.empty())
    printNote("guessed the flags of " + llvm::Twine(Chosen.Guessed.size()) +
              " files, such as '" + Chosen.Guessed.front() + "'");
}

static std::string findSourceRoot() {
  llvm::SmallString<256> Here;
  if (llvm::sys::fs::current_path(Here))
    return {};
  for (llvm::StringRef Folder = Here; !Folder.empty();
       Folder = llvm::sys::path::parent_path(Folder)) {
    llvm::SmallString<256> Probe(Folder);
    llvm::sys::path::append(Probe, ".git");
    if (llvm::sys::fs::exists(Probe))
      return Folder.str();
  }
  return std::string(Here);
}

void completeSourceRoot(CheckOptions &Options) {
  llvm::SmallString<256> Root(Options.SourceRoot.empty() ? findSourceRoot()
                                                         : Options.SourceRoot);
  llvm::sys::fs::make_absolute(Root);
  llvm::sys::path::remove_dots(Root, /*remove_dot_dot=*/true);
  Options.SourceRoot = std::string(Root);
}

llvm::Error completeSettings(CheckOptions &Options) {
  CheckSettings &Settings = Options.Settings;
  if (Settings.MinConfidence) {
    std::optional<Confidence> Least = parseConfidence(*Settings.MinConfidence);
    if (!Least)
      return makeError("--min-confidence is '" + *Settings.MinConfidence +
                       "', expected possible, likely or certain");
    // As the checks' option spells it, whatever case the user wrote.
    Settings.MinConfidence = toString(*Least).str();
  }
  if (Settings.Checks)
    if (llvm::Error Error = validateChecks(*Settings.Checks))
      return Error;
  if (Settings.HeaderFilter)
    if (llvm::Error Error = validateHeaderFilter(*Settings.HeaderFilter))
      return Error;
  if (Settings.Models)
    if (llvm::Error Error = validateModels(*Settings.Models, ""))
      return Error;
  if (!Options.SourceRoot.empty() &&
      !llvm::sys::fs::is_directory(Options.SourceRoot))
    return makeError("--source-root '" + Options.SourceRoot +
                     "' is not a folder");
  completeSourceRoot(Options);
  return llvm::Error::success();
}

llvm::Expected<std::vector<WorkOrder>> planUnits(const CommandLine &Command,
                                                 Task What) {
  const CheckOptions &Options = Command.Check;
  llvm::Expected<Selection> Chosen =
      selectUnits(Options.Input, Options.Run.Quiet);
  if (!Chosen)
    return Chosen.takeError();
  if (!Options.Run.Quiet)
    describe(*Chosen);
  std::vector<std::string> Files;
  for (const CompileEntry &Entry : Chosen->Entries)
    Files.push_back(Entry.File);
  llvm::Expected<std::vector<std::string>> Warnings = auditConfigFiles(Files);
  if (!Warnings)
    return Warnings.takeError();
  for (const std::string &Warning : *Warnings)
    printWarning(Warning);

  std::string ResourceDir = findResourceDir(Command.Executable);
  if (ResourceDir.empty())
    return makeError(
        "clang's builtin headers (stddef.h) are in none of these places: " +
        llvm::join(resourceDirCandidates(Command.Executable), ", ") +
        "; install clang, or give -resource-dir after '--'");
  std::vector<WorkOrder> Orders;
  Configurations Known;
  for (CompileEntry &Entry : Chosen->Entries) {
    WorkOrder &Order = Orders.emplace_back();
    Order.What = What;
    Order.Directory = std::move(Entry.Directory);
    Order.File = std::move(Entry.File);
    Order.Command = std::move(Entry.Command);
    Order.ResourceDir = ResourceDir;
    Order.SourceRoot = Options.SourceRoot;
    Order.Settings = Options.Settings;
    Order.MemoryLimitMiB = Options.Run.MemoryLimitMiB;
    Order.Configuration = Known.of(Order);
    Order.WantsSummary = What == Task::Index;
  }
  return Orders;
}

/// LLVM takes the signals that the pool waits for when it first makes a file
/// that is to be removed if the process is interrupted. Results are written
/// while the pool runs: so this has to happen before.
static void letLibraryTakeSignals() {
  llvm::sys::RemoveFileOnSignal("");
  llvm::sys::DontRemoveFileOnSignal("");
}

llvm::Expected<int>
runUnits(const CommandLine &Command, llvm::ArrayRef<WorkOrder> Orders,
         llvm::function_ref<void(size_t, UnitResult)> Done) {
  const RunOptions &Run = Command.Check.Run;
  bool Visible = !Run.Quiet && llvm::sys::Process::StandardErrIsDisplayed();
  Progress Shown(Orders.size(), Visible);
  letLibraryTakeSignals();
  WorkerPool Pool(Run.Jobs, Run.Timeout);
  return Pool.run(Orders, [&](size_t Index, ChildEnd End) {
    Done(Index, resultOf(Orders[Index], End, Run.Timeout));
    Shown.finishedUnit(Orders[Index].File);
  });
}

} // namespace ouro::driver
