//===- ReportOutput.cpp ---------------------------------------------------===//
#include "tools/Driver/ReportOutput.h"
#include "tools/Driver/ExitCode.h"
#include "tools/Driver/Message.h"
#include "tools/Driver/SourceRevision.h"
#include "tools/Driver/UnitRun.h"
#include "tools/Render/JsonReport.h"
#include "tools/Render/Sarif.h"
#include "tools/Render/SourceFiles.h"
#include "tools/Render/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>

namespace ouro::driver {

static llvm::Error validate(const CheckOptions &Options) {
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

llvm::Error ReportOutput::openDeliveries() {
  const CheckOptions &Options = Command->Check;
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
  return llvm::Error::success();
}

llvm::Expected<ReportOutput> ReportOutput::open(CommandLine &Command) {
  CheckOptions &Options = Command.Check;
  if (llvm::Error Error = completeSettings(Options))
    return Error;
  if (llvm::Error Error = validate(Options))
    return Error;
  ReportOutput Output(Command);
  if (llvm::Error Error = Output.openDeliveries())
    return Error;
  return Output;
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
    if (Argument == "-j" || Argument == "--j" || Argument == "--cache" ||
        Argument == "-cache") {
      ++I;
      continue;
    }
    llvm::StringRef Name = Argument.ltrim('-').split('=').first;
    bool IsJobs = Argument.starts_with("-j") && !Argument.starts_with("-json");
    if (!IsJobs && Name != "quiet" && Name != "color" && Name != "verbose" &&
        Name != "cache" && Name != "no-cache")
      Kept.push_back(Argument.str());
  }
  return Kept;
}

render::Report ReportOutput::begin() const {
  render::Report Whole;
  Whole.By = {OURO_VERSION, OURO_HOME_PAGE, OURO_RULE_PAGES};
  Whole.CommandLine = resultArguments(Command->Arguments);
  Whole.WorkingDirectory = workingDirectory();
  Whole.SourceRoot = Command->Check.SourceRoot;
  // Nobody else is told, and it costs processes.
  if (!Deliveries.empty())
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

void printNotification(const render::Notification &N) {
  switch (N.Severity) {
  case Level::Error:
    return printError(N.Message);
  case Level::Warning:
    return printWarning(N.Message);
  case Level::Note:
    return printNote(N.Message);
  }
}

int exitStatusOf(const render::Report &Whole) {
  for (const render::Unit &U : Whole.Units)
    if (U.Outcome != render::UnitOutcome::Analysed)
      return Incomplete;
  return render::totalsOf(Whole).shown() ? Found : Clean;
}

llvm::Error ReportOutput::deliver(render::Report &Whole) {
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
  Text.Colours = wantsColours(Command->Check.Colours);
  Text.WithSuppressed = Command->Check.WithSuppressed;
  return writeStandardOutput([&](llvm::raw_ostream &OS) {
    render::writeText(Whole, Text, Sources, OS);
  });
}

int ReportOutput::publish(render::Report Whole) {
  render::finish(Whole);
  Whole.MinConfidence = thresholdOf(Whole, Command->Check.Settings);
  int Status = exitStatusOf(Whole);
  Whole.ExitCode = Status;
  if (llvm::Error Error = deliver(Whole))
    return failWith(std::move(Error));
  return Status;
}

} // namespace ouro::driver
