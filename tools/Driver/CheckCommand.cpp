//===- CheckCommand.cpp - ouro check --------------------------------------===//
#include "tools/Driver/Commands.h"
#include "tools/Driver/Message.h"
#include "tools/Driver/ProgramReport.h"
#include "tools/Driver/ReportOutput.h"
#include "tools/Driver/UnitCache.h"
#include "tools/Driver/UnitRun.h"
#include "llvm/ADT/STLExtras.h"

namespace ouro::driver {

static bool hasNoChecks(const render::Report &Whole) {
  size_t Without =
      llvm::count_if(Whole.Notifications, [](const render::Notification &N) {
        return N.Id == "no-checks";
      });
  return Without && Without == Whole.Units.size();
}

namespace {
/// What the units say, one by one.
struct Gathered {
  render::Report Whole;
  std::vector<std::string> Summaries; ///< of units that were parsed
  size_t Analysed = 0, Reused = 0;

  void take(UnitResult Result) {
    render::absorb(Whole, std::move(Result.Part));
    if (!Result.Facts.empty())
      Summaries.push_back(std::move(Result.Facts));
  }
};
} // namespace

/// Takes from the cache what is still true, and has the rest analysed. Returns
/// as runUnits() does.
static llvm::Expected<int> gather(const CommandLine &Command,
                                  std::vector<WorkOrder> Orders,
                                  UnitCache &Cache, Gathered &All) {
  std::vector<WorkOrder> Missing;
  for (WorkOrder &Order : Orders) {
    if (std::optional<UnitResult> Found = Cache.find(Order)) {
      All.take(std::move(*Found));
      ++All.Reused;
    } else {
      Missing.push_back(std::move(Order));
    }
  }
  All.Analysed = Missing.size();
  return runUnits(Command, Missing, [&](size_t Index, UnitResult Result) {
    Cache.keep(Missing[Index], Result);
    All.take(std::move(Result));
  });
}

/// Lets the units' findings be judged by all summaries together. \p IsWhole:
/// nothing of the program was left out on purpose.
static llvm::Error linkUnits(Gathered &All, bool IsWhole) {
  render::Report &Whole = All.Whole;
  std::vector<summary::TuSummary> Units;
  Audience Readers(std::nullopt);
  for (const std::string &Bytes : All.Summaries) {
    auto One = summary::TuSummary::read(Bytes, "in memory", Whole.SourceRoot);
    if (!One)
      return One.takeError();
    Readers.add(One->Unit);
    Units.push_back(std::move(*One));
  }
  IsWhole &= Units.size() == Whole.Units.size();
  link::LinkResult Linked = link::link(std::move(Units), IsWhole);
  applyLinking(Whole.Findings, Linked, Readers);
  if (auto Conflicts = describeConflicts(Linked.Conflicts, Whole.SourceRoot))
    Whole.Notifications.push_back(std::move(*Conflicts));
  return llvm::Error::success();
}

int runCheck(CommandLine Command) {
  llvm::Expected<ReportOutput> Output = ReportOutput::open(Command);
  if (!Output)
    return failWith(Output.takeError());
  llvm::Expected<std::vector<WorkOrder>> Orders =
      planUnits(Command, Task::Check);
  if (!Orders)
    return failWith(Orders.takeError());
  const ProgramOptions &Program = Command.Program;
  // Even of a single unit: that nobody else can name its globals is news.
  bool IsWhole = Command.Check.Input.Paths.empty();
  bool Links = Program.Links && (IsWhole || Orders->size() > 1);
  UnitCache Cache(Program.CacheFolder, Command.Executable);
  for (WorkOrder &Order : *Orders)
    Order.WantsSummary = Links || Cache.isInUse();

  Gathered All;
  All.Whole = Output->begin();
  llvm::Expected<int> Signal = gather(Command, std::move(*Orders), Cache, All);
  Cache.sweep();
  if (!Signal)
    return failWith(Signal.takeError());
  if (*Signal)
    return interrupted(*Signal, "no report was written");
  if (hasNoChecks(All.Whole))
    return failWith(makeError("no check of Ouro is enabled by .clang-tidy; "
                              "enable some there ('ouro-*') or with "
                              "--checks='ouro-*'"));
  if (Links)
    if (llvm::Error Error = linkUnits(All, IsWhole))
      return failWith(std::move(Error));
  if (Program.Verbose)
    printNote(llvm::Twine(All.Analysed) + " analysed, " +
              llvm::Twine(All.Reused) + " from the cache" +
              (Cache.isInUse() ? "" : " (there is none)"));
  return Output->publish(std::move(All.Whole));
}

} // namespace ouro::driver
