//===- LinkCommand.cpp - ouro link, ouro dump -----------------------------===//
#include "tools/Driver/Commands.h"
#include "tools/Driver/ExitCode.h"
#include "tools/Driver/Message.h"
#include "tools/Driver/OutputFile.h"
#include "tools/Driver/ProgramReport.h"
#include "tools/Driver/ReportOutput.h"
#include "tools/Driver/SummaryFiles.h"
#include <set>

namespace ouro::driver {

static llvm::Expected<std::vector<summary::TuSummary>>
readUnits(const CommandLine &Command) {
  const CheckOptions &Options = Command.Check;
  if (Options.Input.Paths.empty())
    return makeError("no summaries given; name files, folders, or - for names "
                     "on standard input ('ouro index' writes summaries)");
  llvm::Expected<std::vector<std::string>> Files =
      findSummaries(Options.Input.Paths);
  if (!Files)
    return Files.takeError();
  std::vector<summary::TuSummary> Units;
  for (const std::string &File : *Files) {
    auto One = readSummary(File, Options.SourceRoot);
    if (!One)
      return One.takeError();
    Units.push_back(std::move(*One));
  }
  if (llvm::Error Error = refuseMixedRoots(Units))
    return Error;
  if (Command.Program.Expect)
    if (llvm::Error Error = refuseOtherCount(Units, *Command.Program.Expect))
      return Error;
  return Units;
}

/// What the report says about the units themselves.
static void describeUnits(const std::vector<summary::TuSummary> &Units,
                          render::Report &Whole) {
  std::set<std::pair<FileName, uint64_t>> Seen;
  for (const summary::TuSummary &Each : Units) {
    const summary::UnitFact &Unit = Each.Unit;
    if (!Seen.insert({Unit.MainFile, Unit.Configuration}).second)
      continue;
    Whole.Units.push_back(
        {Unit.MainFile.str(), Unit.Partial ? render::UnitOutcome::HasErrors
                                           : render::UnitOutcome::Analysed});
    if (!Unit.Partial)
      continue;
    SourceSpan Where;
    Where.Begin.File = Unit.MainFile;
    Whole.Notifications.push_back(
        {Level::Error, render::notification::TuHasErrors.str(),
         "'" + Unit.MainFile.str() +
             "' was indexed only in part: there were compiler errors. What "
             "needs whole function bodies stays silent here.",
         Where});
  }
}

int runLink(CommandLine Command) {
  llvm::Expected<ReportOutput> Output = ReportOutput::open(Command);
  if (!Output)
    return failWith(Output.takeError());
  llvm::Expected<std::vector<summary::TuSummary>> Units = readUnits(Command);
  if (!Units)
    return failWith(Units.takeError());
  render::Report Whole = Output->begin();
  describeUnits(*Units, Whole);
  std::optional<Confidence> Least;
  if (Command.Check.Settings.MinConfidence)
    Least = parseConfidence(*Command.Check.Settings.MinConfidence);
  Audience Readers(Least);
  for (const summary::TuSummary &Each : *Units)
    Readers.add(Each.Unit);
  link::LinkResult Linked = link::link(std::move(*Units));
  for (Finding &F : Linked.Findings)
    if (Readers.admits(F))
      Whole.Findings.push_back(std::move(F));
  if (auto Conflicts =
          describeConflicts(Linked.Conflicts, Command.Check.SourceRoot))
    Whole.Notifications.push_back(std::move(*Conflicts));
  return Output->publish(std::move(Whole));
}

int runDump(const CommandLine &Command) {
  llvm::Expected<summary::TuSummary> One =
      readSummary(Command.Program.DumpedFile, "");
  if (!One)
    return failWith(One.takeError());
  if (llvm::Error Error = writeStandardOutput(
          [&](llvm::raw_ostream &OS) { summary::dump(*One, OS); }))
    return failWith(std::move(Error));
  return Clean;
}

} // namespace ouro::driver
