//===- PlanCommand.cpp - ouro plan ----------------------------------------===//
#include "tools/Driver/Commands.h"
#include "tools/Driver/ExitCode.h"
#include "tools/Driver/Message.h"
#include "tools/Driver/OutputFile.h"
#include "tools/Driver/SummaryFiles.h"
#include "tools/Driver/UnitIdentity.h"
#include "tools/Driver/UnitRun.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <map>

namespace ouro::driver {

namespace {
/// A word of a command as a POSIX shell reads it.
std::string quoted(llvm::StringRef Word) {
  auto IsPlain = [](char C) {
    return llvm::isAlnum(C) || llvm::StringRef("-_./=+,:@%").contains(C);
  };
  if (!Word.empty() && llvm::all_of(Word, IsPlain))
    return Word.str();
  std::string Out = "'";
  for (char C : Word)
    Out += C == '\'' ? std::string("'\\''") : std::string(1, C);
  return Out + "'";
}

/// A path as ninja reads it.
std::string ninjaPath(llvm::StringRef Path) {
  std::string Out;
  for (char C : Path) {
    if (C == ' ' || C == ':' || C == '$')
      Out += '$';
    Out += C;
  }
  return Out;
}

/// A command in ninja's file.
std::string ninjaText(llvm::StringRef Command) {
  std::string Out;
  for (char C : Command)
    Out += C == '$' ? std::string("$$") : std::string(1, C);
  return Out;
}

/// The steps, and what they need.
struct Plan {
  struct Step {
    std::string Source, Summary, Unit;
  };
  std::vector<Step> Steps;
  std::string Ouro;     ///< this program
  std::string Database; ///< absolute; a file
  std::string Settings; ///< options of the index commands, with a blank before
  std::string Linking;  ///< options of the link command, likewise
  std::vector<std::string> Reports; ///< files that linking writes
};
} // namespace

static std::string absolute(llvm::StringRef Path) {
  llvm::SmallString<256> Text(Path);
  llvm::sys::fs::make_absolute(Text);
  llvm::sys::path::remove_dots(Text, /*remove_dot_dot=*/true);
  return std::string(Text);
}

static void addOption(std::string &To, llvm::StringRef Name,
                      llvm::StringRef Value) {
  To += " " + quoted(("--" + Name + "=" + Value).str());
}

static void describeOptions(const CheckOptions &Options, Plan &Whole) {
  const CheckSettings &Settings = Options.Settings;
  if (Settings.Checks)
    addOption(Whole.Settings, "checks", *Settings.Checks);
  if (Settings.MinConfidence)
    addOption(Whole.Settings, "min-confidence", *Settings.MinConfidence);
  if (Settings.HeaderFilter)
    addOption(Whole.Settings, "header-filter", *Settings.HeaderFilter);
  if (Settings.Models) {
    llvm::SmallVector<llvm::StringRef> Files;
    llvm::StringRef(*Settings.Models).split(Files, ';');
    for (llvm::StringRef File : Files)
      addOption(Whole.Settings, "models", File);
  }
  if (Options.Input.GuessFlags)
    Whole.Settings += " --guess-flags";
  addOption(Whole.Settings, "source-root", Options.SourceRoot);
  addOption(Whole.Linking, "source-root", Options.SourceRoot);
  for (auto [Name, File] : {std::pair("sarif", Options.SarifFile),
                            std::pair("json", Options.JsonFile)})
    if (!File.empty() && File != "-") {
      Whole.Reports.push_back(absolute(File));
      addOption(Whole.Linking, Name, Whole.Reports.back());
    }
}

static std::string indexCommand(const Plan &Whole, const Plan::Step &Step,
                                llvm::StringRef DepFile) {
  std::string Text = quoted(Whole.Ouro) + " index --quiet -j1 -p " +
                     quoted(Whole.Database) + Whole.Settings;
  addOption(Text, "summary", Step.Summary);
  if (!DepFile.empty())
    addOption(Text, "depfile", DepFile);
  if (!Step.Unit.empty())
    addOption(Text, "unit", Step.Unit);
  return Text + " " + quoted(Step.Source);
}

static std::string linkCommand(const Plan &Whole) {
  return quoted(Whole.Ouro) +
         " link --expect=" + llvm::utostr(Whole.Steps.size()) + Whole.Linking;
}

static llvm::Expected<Plan> makePlan(const CommandLine &Command) {
  llvm::Expected<std::vector<WorkOrder>> Orders =
      planUnits(Command, Task::Index);
  if (!Orders)
    return Orders.takeError();
  Plan Whole;
  Whole.Ouro = Command.Executable;
  Whole.Database = absolute(Command.Check.Input.Database);
  if (llvm::sys::fs::is_directory(Whole.Database))
    Whole.Database += "/compile_commands.json";
  describeOptions(Command.Check, Whole);
  std::map<std::string, unsigned> Ways;
  for (const WorkOrder &Order : *Orders)
    ++Ways[Order.File];
  for (const WorkOrder &Order : *Orders) {
    llvm::SmallString<256> Summary(absolute(Command.Program.Folder));
    llvm::sys::path::append(Summary, unitName(Order) + SummaryEnding);
    Whole.Steps.push_back({Order.File, std::string(Summary),
                           Ways[Order.File] > 1 ? unitName(Order) : ""});
  }
  return Whole;
}

static void writeCommands(const Plan &Whole, llvm::raw_ostream &OS) {
  std::string Link = linkCommand(Whole);
  for (const Plan::Step &Step : Whole.Steps) {
    OS << indexCommand(Whole, Step, "") << '\n';
    Link += " " + quoted(Step.Summary);
  }
  OS << Link << '\n';
}

/// \p File is named as the user does: only so does ninja see that it is the
/// file it reads, and makes it anew.
static void writeNinja(const Plan &Whole, llvm::StringRef Again,
                       llvm::StringRef File, llvm::raw_ostream &OS) {
  std::string Ouro = ninjaPath(Whole.Ouro);
  OS << "# Made by 'ouro plan', and made again when the compile database "
        "changes.\n"
     << "ninja_required_version = 1.5\n"
     << "rule index\n  command = $index\n  depfile = $out.d\n  deps = gcc\n"
     << "  restat = 1\n  description = INDEX $in\n"
     // Thousands of names do not fit into a command.
     << "rule link\n  command = " << ninjaText(linkCommand(Whole))
     << " @$list\n  rspfile = $list\n  rspfile_content = $in\n"
     << "  description = LINK\n"
     << "rule plan\n  command = " << ninjaText(Again)
     << "\n  generator = 1\n  restat = 1\n  description = PLAN\n";
  OS << "build " << ninjaPath(File) << ": plan | " << ninjaPath(Whole.Database)
     << '\n';
  for (const Plan::Step &Step : Whole.Steps)
    OS << "build " << ninjaPath(Step.Summary) << ": index "
       << ninjaPath(Step.Source) << " | " << Ouro << "\n  index = "
       << ninjaText(indexCommand(Whole, Step, Step.Summary + ".d")) << '\n';
  OS << "build";
  for (const std::string &Report : Whole.Reports)
    OS << ' ' << ninjaPath(Report);
  OS << ": link";
  for (const Plan::Step &Step : Whole.Steps)
    OS << " $\n  " << ninjaPath(Step.Summary);
  OS << " | " << Ouro
     << "\n  list = " << ninjaText(Whole.Reports.front() + ".list") << '\n';
  OS << "default";
  for (const std::string &Report : Whole.Reports)
    OS << ' ' << ninjaPath(Report);
  OS << '\n';
}

static llvm::Error validate(CommandLine &Command) {
  const ProgramOptions &Options = Command.Program;
  if (Options.Commands == !Options.NinjaFile.empty())
    return makeError("'ouro plan' needs either --ninja and a file, or "
                     "--commands");
  if (Options.Folder.empty())
    return makeError("'ouro plan' needs --out, the folder for summaries");
  if (!Options.NinjaFile.empty() && Command.Check.SarifFile.empty() &&
      Command.Check.JsonFile.empty())
    return makeError("--ninja needs --sarif or --json: a file that the link "
                     "step makes");
  if (Command.Check.SarifFile == "-" || Command.Check.JsonFile == "-")
    return makeError("--sarif and --json of 'ouro plan' name files; standard "
                     "output is none that a step could make");
  if (Command.Check.Input.Flags)
    return makeError("'ouro plan' reads a compile database; flags after '--' "
                     "are for single files");
  return completeDatabase(Command.Check);
}

/// The command that is running, for the build file to run again, from anywhere.
static std::string thisCommand(const CommandLine &Command) {
  llvm::SmallString<256> Here;
  llvm::sys::fs::current_path(Here);
  std::string Text = "cd " + quoted(Here) + " && " + quoted(Command.Executable);
  for (const std::string &Argument : Command.Arguments)
    Text += " " + quoted(Argument);
  return Text;
}

int runPlan(CommandLine Command) {
  if (llvm::Error Error = validate(Command))
    return failWith(std::move(Error));
  if (llvm::Error Error = completeSettings(Command.Check))
    return failWith(std::move(Error));
  const ProgramOptions &Options = Command.Program;
  llvm::Expected<OutputFile> Place =
      OutputFile::open(Options.Commands ? "-" : Options.NinjaFile);
  if (!Place)
    return failWith(Place.takeError());
  llvm::Expected<Plan> Whole = makePlan(Command);
  if (!Whole)
    return failWith(Whole.takeError());
  llvm::Error Error = Place->write([&](llvm::raw_ostream &OS) {
    if (Options.Commands)
      writeCommands(*Whole, OS);
    else
      writeNinja(*Whole, thisCommand(Command), Options.NinjaFile, OS);
  });
  return Error ? failWith(std::move(Error)) : Clean;
}

} // namespace ouro::driver
