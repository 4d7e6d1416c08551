//===- CheckCommand.cpp - ouro check, ouro facts --------------------------===//
#include "tools/Driver/Commands.h"
#include "tools/Driver/ExitCode.h"
#include "tools/Driver/Message.h"
#include "tools/Driver/OutputFile.h"
#include "tools/Driver/SourceRevision.h"
#include "tools/Driver/TidyConfig.h"
#include "tools/Driver/UnitRun.h"
#include "tools/Render/JsonReport.h"
#include "tools/Render/Sarif.h"
#include "tools/Render/SourceFiles.h"
#include "tools/Render/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>
#include <functional>

namespace ouro::driver {

namespace {
/// A report on its way to a file.
struct Delivery {
  OutputFile Place;
  std::function<void(const render::Report &, llvm::raw_ostream &)> Render;
};
} // namespace

static llvm::Error validateSettings(const CheckOptions &Options) {
  const CheckSettings &Settings = Options.Settings;
  if (Settings.MinConfidence && !parseConfidence(*Settings.MinConfidence))
    return makeError("--min-confidence is '" + *Settings.MinConfidence +
                     "', expected possible, likely or certain");
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
  if (Options.SarifFile == "-" && Options.JsonFile == "-")
    return makeError("--sarif - and --json - both want standard output; give "
                     "one of them a file");
  if (!Options.SarifFile.empty() && Options.SarifFile == Options.JsonFile &&
      Options.SarifFile != "-")
    return makeError("--sarif and --json both name '" + Options.SarifFile +
                     "'; give them different files");
  if (Options.SarifFile.empty() &&
      (Options.SarifSnippets || !Options.SarifCategory.empty()))
    return makeError("--sarif-snippets and --sarif-category are about the "
                     "report that --sarif writes; give it too");
  llvm::StringRef Category = Options.SarifCategory;
  if (Category.starts_with("/") || Category.ends_with("/"))
    return makeError("--sarif-category is '" + Category +
                     "', expected words that are joined by slashes, such as "
                     "linux/debug");
  return llvm::Error::success();
}

/// Opens what is to be written, before hours of analysis find that it cannot.
static llvm::Expected<std::vector<Delivery>>
openDeliveries(const CheckOptions &Options) {
  std::vector<Delivery> Deliveries;
  if (!Options.SarifFile.empty()) {
    llvm::Expected<OutputFile> Place = OutputFile::open(Options.SarifFile);
    if (!Place)
      return Place.takeError();
    Deliveries.push_back({std::move(*Place), [&Options](const render::Report &R,
                                                        llvm::raw_ostream &OS) {
                            render::SourceFiles Sources(R.SourceRoot);
                            render::SarifOptions Sarif;
                            Sarif.WithSuppressed = Options.WithSuppressed;
                            Sarif.Snippets = Options.SarifSnippets;
                            Sarif.Category = Options.SarifCategory;
                            render::writeSarif(R, Sarif, Sources, OS);
                          }});
  }
  if (!Options.JsonFile.empty()) {
    llvm::Expected<OutputFile> Place = OutputFile::open(Options.JsonFile);
    if (!Place)
      return Place.takeError();
    Deliveries.push_back({std::move(*Place), render::writeJson});
  }
  return Deliveries;
}

static bool wantsColours(ColourMode Mode) {
  if (Mode != ColourMode::Auto)
    return Mode == ColourMode::Always;
  // no-color.org: any value but the empty one.
  const char *NoColour = getenv("NO_COLOR");
  return (!NoColour || !*NoColour) &&
         llvm::sys::Process::StandardOutHasColors();
}

static std::string workingDirectory() {
  llvm::SmallString<256> Here;
  return llvm::sys::fs::current_path(Here) ? std::string() : std::string(Here);
}

/// The arguments that bear on the result. How many processes ran, and what the
/// terminal showed, must not change a byte of the report.
static std::vector<std::string>
resultArguments(llvm::ArrayRef<std::string> Arguments) {
  std::vector<std::string> Kept = {"ouro"};
  for (size_t I = 0; I < Arguments.size(); ++I) {
    llvm::StringRef Argument = Arguments[I];
    if (Argument == "--") {
      llvm::append_range(Kept, Arguments.drop_front(I));
      break;
    }
    if (Argument == "-j" || Argument == "--j") {
      ++I;
      continue;
    }
    llvm::StringRef Name = Argument.ltrim('-').split('=').first;
    bool IsJobs = Argument.starts_with("-j") && !Argument.starts_with("-json");
    if (!IsJobs && Name != "quiet" && Name != "color")
      Kept.push_back(Argument.str());
  }
  return Kept;
}

static render::Report emptyReport(const CommandLine &Command) {
  render::Report Whole;
  Whole.By = {OURO_VERSION, OURO_HOME_PAGE, OURO_RULE_PAGES};
  Whole.CommandLine = resultArguments(Command.Arguments);
  Whole.WorkingDirectory = workingDirectory();
  Whole.SourceRoot = Command.Check.SourceRoot;
  // Nobody else is told, and it costs processes.
  if (!Command.Check.SarifFile.empty() || !Command.Check.JsonFile.empty())
    Whole.Source = findRevision(Whole.SourceRoot);
  return Whole;
}

/// The checks have applied their thresholds; the report names the lowest one
/// that shows, so that no renderer hides what they let through.
static Confidence thresholdOf(const render::Report &Whole,
                              const CheckSettings &Settings) {
  if (Settings.MinConfidence)
    return *parseConfidence(*Settings.MinConfidence);
  Confidence Lowest = Confidence::Likely;
  for (const Finding &F : Whole.Findings)
    Lowest = std::min(Lowest, F.Sureness);
  return Lowest;
}

static ExitCode exitCodeOf(const render::Report &Whole) {
  for (const render::Unit &U : Whole.Units)
    if (U.Outcome != render::UnitOutcome::Analysed)
      return Incomplete;
  return render::totalsOf(Whole).shown() ? Found : Clean;
}

static bool hasNoChecks(const render::Report &Whole) {
  size_t Without =
      llvm::count_if(Whole.Notifications, [](const render::Notification &N) {
        return N.Id == "no-checks";
      });
  return Without && Without == Whole.Units.size();
}

static llvm::Error deliver(render::Report &Whole, const CheckOptions &Options,
                           std::vector<Delivery> &Deliveries) {
  bool OnStandardOutput = false;
  for (Delivery &D : Deliveries) {
    OnStandardOutput |= D.Place.isStandardOutput();
    if (llvm::Error Error =
            D.Place.write([&](llvm::raw_ostream &OS) { D.Render(Whole, OS); }))
      return Error;
  }
  if (OnStandardOutput)
    return llvm::Error::success();
  // People click on names; those are relative to where they stand.
  Whole.SourceRoot = Whole.WorkingDirectory;
  render::SourceFiles Sources(Whole.SourceRoot);
  render::TextOptions Text;
  Text.Colours = wantsColours(Options.Colours);
  Text.WithSuppressed = Options.WithSuppressed;
  return writeStandardOutput([&](llvm::raw_ostream &OS) {
    render::writeText(Whole, Text, Sources, OS);
  });
}

static int failWith(llvm::Error Error) {
  printError(llvm::toString(std::move(Error)));
  return ToolError;
}

static int interrupted(int Signal) {
  printError("interrupted; no report was written");
  return 128 + Signal;
}

int runCheck(CommandLine Command) {
  CheckOptions &Options = Command.Check;
  if (llvm::Error Error = validateSettings(Options))
    return failWith(std::move(Error));
  // As the checks' option spells it, whatever case the user wrote.
  if (Options.Settings.MinConfidence)
    Options.Settings.MinConfidence =
        toString(*parseConfidence(*Options.Settings.MinConfidence)).str();
  completeSourceRoot(Options);
  llvm::Expected<std::vector<Delivery>> Deliveries = openDeliveries(Options);
  if (!Deliveries)
    return failWith(Deliveries.takeError());
  llvm::Expected<std::vector<WorkOrder>> Orders =
      planUnits(Command, Task::Check);
  if (!Orders)
    return failWith(Orders.takeError());

  render::Report Whole = emptyReport(Command);
  llvm::Expected<int> Signal =
      runUnits(Command, *Orders, [&](size_t, UnitResult Result) {
        render::absorb(Whole, std::move(Result.Part));
      });
  if (!Signal)
    return failWith(Signal.takeError());
  if (*Signal)
    return interrupted(*Signal);
  if (hasNoChecks(Whole))
    return failWith(makeError("no check of Ouro is enabled by .clang-tidy; "
                              "enable some there ('ouro-*') or with "
                              "--checks='ouro-*'"));
  render::finish(Whole);
  Whole.MinConfidence = thresholdOf(Whole, Options.Settings);
  int Status = exitCodeOf(Whole);
  Whole.ExitCode = Status;
  if (llvm::Error Error = deliver(Whole, Options, *Deliveries))
    return failWith(std::move(Error));
  return Status;
}

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
        if (exitCodeOf(Result.Part) == Incomplete)
          Status = Incomplete;
      });
  if (!Signal)
    return failWith(Signal.takeError());
  if (*Signal)
    return interrupted(*Signal);
  llvm::Error Error = writeStandardOutput([&](llvm::raw_ostream &OS) {
    for (const std::string &Text : Facts)
      OS << Text;
  });
  return Error ? failWith(std::move(Error)) : Status;
}

} // namespace ouro::driver
