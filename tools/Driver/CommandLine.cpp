//===- CommandLine.cpp ----------------------------------------------------===//
#include "tools/Driver/CommandLine.h"
#include "checks/Compat/LLVM.h"
#include "tools/Driver/ExitCode.h"
#include "tools/Driver/Message.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Threading.h"
#include "llvm/Support/raw_ostream.h"
#include <unistd.h>

namespace ouro::driver {

namespace cl = llvm::cl;

static cl::OptionCategory Category("Ouro's options");

static cl::SubCommand CheckCommand("check", "Find leaks in C and C++ sources");
static cl::SubCommand FactsCommand("facts", "Print what one file says about "
                                            "ownership, one fact per line");
static cl::SubCommand GraphCommand("graph", "Draw who holds whom around a type "
                                            "or a finding");
static cl::SubCommand IndexCommand("index", "Write a summary of each file, for "
                                            "'ouro link'");
static cl::SubCommand LinkCommand("link", "Find leaks across the files that "
                                          "summaries were written of");
static cl::SubCommand PlanCommand("plan",
                                  "Write down the steps of indexing and "
                                  "linking for another program to run");
static cl::SubCommand DumpCommand("dump", "Print a summary as JSON");
static cl::SubCommand ExplainCommand("explain", "Print a rule's page");
static cl::SubCommand RulesCommand("rules", "List all rules");

static cl::list<std::string> Paths(cl::Positional,
                                   cl::desc("[file or folder ...] [-- flags]"),
                                   cl::cat(Category), cl::sub(CheckCommand),
                                   cl::sub(IndexCommand), cl::sub(PlanCommand));
static cl::list<std::string>
    SummaryPaths(cl::Positional,
                 cl::desc("[summary or folder ...] [- for names on stdin]"),
                 cl::cat(Category), cl::sub(LinkCommand));
static cl::opt<std::string> FactsFile(cl::Positional, cl::Required,
                                      cl::desc("file [-- flags]"),
                                      cl::cat(Category), cl::sub(FactsCommand));
static cl::list<std::string>
    GraphInput(cl::Positional, cl::desc("[file or folder ...] type [-- flags]"),
               cl::cat(Category), cl::sub(GraphCommand));
static cl::opt<std::string> RuleName(cl::Positional, cl::Required,
                                     cl::desc("rule"), cl::cat(Category),
                                     cl::sub(ExplainCommand));
static cl::opt<std::string>
    Database("p",
             cl::desc("compile_commands.json or its folder; default: upwards "
                      "from the files, then in build*/ beside them"),
             cl::value_desc("path"), cl::cat(Category), cl::sub(CheckCommand),
             cl::sub(FactsCommand), cl::sub(GraphCommand),
             cl::sub(IndexCommand), cl::sub(PlanCommand));
static cl::opt<bool> GuessFlags(
    "guess-flags", cl::desc("Guess flags of files without a compile command"),
    cl::cat(Category), cl::sub(CheckCommand), cl::sub(FactsCommand),
    cl::sub(GraphCommand), cl::sub(IndexCommand), cl::sub(PlanCommand));
static cl::opt<unsigned>
    Jobs("j", cl::Prefix, cl::init(0), cl::value_desc("n"),
         cl::desc("Files to analyse at once; default: one per processor"),
         cl::cat(Category), cl::sub(CheckCommand), cl::sub(GraphCommand),
         cl::sub(IndexCommand));
static cl::opt<std::string>
    Checks("checks", cl::value_desc("globs"),
           cl::desc("Checks to run, as for clang-tidy ('-*,ouro-x'); default: "
                    "those that .clang-tidy enables, all if it names none"),
           cl::cat(Category), cl::sub(CheckCommand), cl::sub(IndexCommand),
           cl::sub(PlanCommand));
static cl::opt<std::string>
    MinConfidence("min-confidence", cl::value_desc("level"),
                  cl::desc("Report findings that are at least possible, likely "
                           "(default) or certain"),
                  cl::cat(Category), cl::sub(CheckCommand),
                  cl::sub(IndexCommand), cl::sub(LinkCommand),
                  cl::sub(PlanCommand));
static cl::opt<std::string> HeaderFilter(
    "header-filter", cl::value_desc("regex"),
    cl::desc("Report findings in headers that match; default: all that are "
             "not system headers"),
    cl::cat(Category), cl::sub(CheckCommand), cl::sub(IndexCommand),
    cl::sub(PlanCommand));
static cl::list<std::string> Models(
    "models", cl::value_desc("file"),
    cl::desc("Also apply the models in a JSON file (docs/models.md); may be "
             "given several times"),
    cl::cat(Category), cl::sub(CheckCommand), cl::sub(FactsCommand),
    cl::sub(GraphCommand), cl::sub(IndexCommand), cl::sub(PlanCommand));
static cl::opt<std::string>
    SarifFile("sarif", cl::value_desc("file"),
              cl::desc("Write SARIF 2.1.0 to a file; - is standard output"),
              cl::cat(Category), cl::sub(CheckCommand), cl::sub(LinkCommand),
              cl::sub(PlanCommand));
static cl::opt<bool>
    SarifSnippets("sarif-snippets",
                  cl::desc("Put the source text of every place into the SARIF "
                           "file, for readers that have no sources"),
                  cl::cat(Category), cl::sub(CheckCommand),
                  cl::sub(LinkCommand));
static cl::opt<std::string> SarifCategory(
    "sarif-category", cl::value_desc("name"),
    cl::desc("Tells apart several reports about one commit, such as "
             "linux/debug"),
    cl::cat(Category), cl::sub(CheckCommand), cl::sub(LinkCommand));
static cl::opt<std::string>
    JsonFile("json", cl::value_desc("file"),
             cl::desc("Write JSON to a file; - is standard output"),
             cl::cat(Category), cl::sub(CheckCommand), cl::sub(LinkCommand),
             cl::sub(PlanCommand));
static cl::opt<bool> WithSuppressed(
    "with-suppressed",
    cl::desc("Report silenced findings too, with the reason given for it"),
    cl::cat(Category), cl::sub(CheckCommand), cl::sub(LinkCommand));
static cl::opt<std::string>
    SourceRoot("source-root", cl::value_desc("folder"),
               cl::desc("What file names in SARIF are relative to; default: "
                        "the repository, else the working directory"),
               cl::cat(Category), cl::sub(CheckCommand), cl::sub(FactsCommand),
               cl::sub(GraphCommand), cl::sub(IndexCommand),
               cl::sub(LinkCommand), cl::sub(PlanCommand));
static cl::opt<unsigned>
    Timeout("timeout", cl::init(300), cl::value_desc("seconds"),
            cl::desc("Give up on a file after this time; 0: never; default: "
                     "300"),
            cl::cat(Category), cl::sub(CheckCommand), cl::sub(FactsCommand),
            cl::sub(GraphCommand), cl::sub(IndexCommand));
static cl::opt<unsigned> MemoryLimit(
    "memory-limit", cl::value_desc("MiB"),
    cl::desc("Give up on a file that needs more memory; 0: no limit; default: "
             "what the machine has"),
    cl::cat(Category), cl::sub(CheckCommand), cl::sub(FactsCommand),
    cl::sub(GraphCommand), cl::sub(IndexCommand));
static cl::opt<bool> Quiet("quiet", cl::desc("No progress, no notes"),
                           cl::cat(Category), cl::sub(CheckCommand),
                           cl::sub(FactsCommand), cl::sub(GraphCommand),
                           cl::sub(IndexCommand), cl::sub(PlanCommand));
static cl::opt<ColourMode> Colours(
    "color", cl::desc("Colours in the report:"), cl::init(ColourMode::Auto),
    cl::values(clEnumValN(ColourMode::Auto, "auto", "on a terminal (default)"),
               clEnumValN(ColourMode::Always, "always", "always"),
               clEnumValN(ColourMode::Never, "never", "never")),
    cl::cat(Category), cl::sub(CheckCommand), cl::sub(LinkCommand));
static cl::opt<std::string> GraphFinding(
    "finding", cl::value_desc("fingerprint"),
    cl::desc("Draw the ring of a finding instead of a type; its fingerprint is "
             "in the JSON and SARIF reports, eight digits are enough"),
    cl::cat(Category), cl::sub(GraphCommand));
static cl::opt<GraphFormat>
    Format("format",
           cl::desc("What to write; default: by the output's name, else dot:"),
           cl::values(clEnumValN(GraphFormat::Dot, "dot", "Graphviz"),
                      clEnumValN(GraphFormat::Svg, "svg", "a picture"),
                      clEnumValN(GraphFormat::Html, "html",
                                 "a page with picture, legend and proof")),
           cl::cat(Category), cl::sub(GraphCommand));
static cl::opt<std::string>
    Output("output", cl::value_desc("file"), cl::init("-"),
           cl::desc("Where to write; default: standard output"),
           cl::cat(Category), cl::sub(GraphCommand));
static cl::opt<unsigned> Depth(
    "depth", cl::value_desc("n"),
    cl::desc("Edges between what is asked for and what is shown; default: "
             "2, with --finding 1"),
    cl::cat(Category), cl::sub(GraphCommand));
static cl::opt<bool>
    All("all",
        cl::desc("Show annotated pointers and references too, and the rings of "
                 "findings that are only possible"),
        cl::cat(Category), cl::sub(GraphCommand));
static cl::opt<bool>
    PrintPluginPath("print-plugin-path",
                    cl::desc("Print the path of the clang-tidy plugin"),
                    cl::cat(Category));
static cl::opt<unsigned>
    PluginMajor("llvm", cl::value_desc("major"),
                cl::desc("LLVM major of the plugin; default: this program's"),
                cl::init(compat::LLVMMajor), cl::cat(Category));

static constexpr llvm::StringLiteral Overview =
    "Ouro finds leaks in C and C++ before they run\n\n"
    "  ouro check                 check everything in compile_commands.json\n"
    "  ouro check src -j4 --sarif report.sarif\n"
    "  ouro check a.cpp -- -std=c++20\n"
    "  ouro index -p build --out sums --shard 1/4, then ouro link sums\n"
    "                             the same in parts, on several machines\n\n"
    "Exit status: 0 clean, 1 findings, 2 wrong usage or tool error,\n"
    "3 some file could not be analysed.\n";

static uint64_t machineMemoryMiB() {
  long Pages = sysconf(_SC_PHYS_PAGES);
  long PageBytes = sysconf(_SC_PAGESIZE);
  if (Pages <= 0 || PageBytes <= 0)
    return 0;
  return (uint64_t(Pages) * uint64_t(PageBytes)) >> 20;
}

/// Workers run elsewhere: names become absolute.
static std::string joinFiles(llvm::ArrayRef<std::string> Files) {
  std::string List;
  for (llvm::StringRef File : Files) {
    llvm::SmallString<256> Absolute(File);
    if (llvm::sys::fs::make_absolute(Absolute))
      Absolute = File;
    List += (List.empty() ? "" : ";") + Absolute.str().str();
  }
  return List;
}

static CheckOptions gatherCheckOptions() {
  CheckOptions Options;
  Options.Input = {Paths, Database, std::nullopt, GuessFlags};
  Options.Run.Jobs =
      Jobs ? Jobs : llvm::hardware_concurrency().compute_thread_count();
  Options.Run.Timeout = std::chrono::seconds(Timeout);
  Options.Run.MemoryLimitMiB =
      MemoryLimit.getNumOccurrences() ? MemoryLimit : machineMemoryMiB();
  Options.Run.Quiet = Quiet;
  if (Checks.getNumOccurrences())
    Options.Settings.Checks = Checks;
  if (MinConfidence.getNumOccurrences())
    Options.Settings.MinConfidence = MinConfidence;
  if (HeaderFilter.getNumOccurrences())
    Options.Settings.HeaderFilter = HeaderFilter;
  if (!Models.empty())
    Options.Settings.Models = joinFiles(Models);
  Options.SarifFile = SarifFile;
  Options.SarifSnippets = SarifSnippets;
  Options.SarifCategory = SarifCategory;
  Options.JsonFile = JsonFile;
  Options.WithSuppressed = WithSuppressed;
  Options.Colours = Colours;
  Options.SourceRoot = SourceRoot;
  return Options;
}

static GraphOptions gatherGraphOptions() {
  GraphOptions Options;
  Options.Finding = GraphFinding;
  Options.Output = Output;
  Options.All = All;
  if (Format.getNumOccurrences())
    Options.Format = Format;
  if (Depth.getNumOccurrences())
    Options.Depth = Depth;
  return Options;
}

/// Cuts the arguments at `--`: what follows are the compiler's.
static std::optional<std::vector<std::string>> takeFlags(int &Argc,
                                                         const char **Argv) {
  for (int I = 1; I < Argc; ++I) {
    if (llvm::StringRef(Argv[I]) != "--")
      continue;
    std::vector<std::string> Flags(Argv + I + 1, Argv + Argc);
    Argc = I;
    return Flags;
  }
  return std::nullopt;
}

/// LLVM's parser knows unknown commands, but not what was meant.
static bool namesUnknownCommand(int Argc, const char **Argv) {
  llvm::StringRef Name = Argc > 1 ? Argv[1] : "-";
  static constexpr llvm::StringRef Known[] = {"check", "facts",   "graph",
                                              "index", "link",    "plan",
                                              "dump",  "explain", "rules"};
  if (Name.starts_with("-") || llvm::is_contained(Known, Name))
    return false;
  printError("unknown command '" + Name + "'" + didYouMean(Name, Known) +
             " ('ouro --help' lists all)");
  return true;
}

/// The subcommand that was given, or nothing.
static std::optional<CommandKind> givenCommand() {
  if (CheckCommand)
    return CommandKind::Check;
  if (FactsCommand)
    return CommandKind::Facts;
  if (GraphCommand)
    return CommandKind::Graph;
  if (IndexCommand)
    return CommandKind::Index;
  if (LinkCommand)
    return CommandKind::Link;
  if (PlanCommand)
    return CommandKind::Plan;
  if (DumpCommand)
    return CommandKind::Dump;
  if (ExplainCommand)
    return CommandKind::Explain;
  if (RulesCommand)
    return CommandKind::Rules;
  if (PrintPluginPath)
    return CommandKind::PluginPath;
  return std::nullopt;
}

/// LLVM's libraries bring hundreds of options for their own developers.
static void hideForeignOptions() {
  cl::HideUnrelatedOptions(Category);
  for (cl::SubCommand *Command : {&CheckCommand, &FactsCommand, &GraphCommand,
                                  &IndexCommand, &LinkCommand, &PlanCommand,
                                  &DumpCommand, &ExplainCommand, &RulesCommand})
    cl::HideUnrelatedOptions(Category, *Command);
}

std::optional<CommandLine> parseCommandLine(int Argc, const char **Argv,
                                            int &ExitCode) {
  CommandLine Result;
  Result.Executable =
      llvm::sys::fs::getMainExecutable(Argv[0], (void *)&parseCommandLine);
  Result.Arguments.assign(Argv + 1, Argv + Argc);
  std::optional<std::vector<std::string>> Flags = takeFlags(Argc, Argv);
  declareProgramOptions({Category, CheckCommand, IndexCommand, LinkCommand,
                         PlanCommand, DumpCommand});
  hideForeignOptions();
  cl::SetVersionPrinter([](llvm::raw_ostream &OS) {
    OS << "ouro " << OURO_VERSION << " (LLVM " << compat::LLVMVersion << ")\n";
  });
  ExitCode = ToolError;
  if (namesUnknownCommand(Argc, Argv))
    return std::nullopt;
  if (!cl::ParseCommandLineOptions(Argc, Argv, Overview, &llvm::errs()))
    return std::nullopt;
  std::optional<CommandKind> Kind = givenCommand();
  if (!Kind) {
    printError("no command given; try 'ouro check', or 'ouro --help'");
    return std::nullopt;
  }
  Result.Kind = *Kind;
  Result.Check = gatherCheckOptions();
  Result.Check.Input.Flags = std::move(Flags);
  if (Result.Kind == CommandKind::Facts)
    Result.Check.Input.Paths = {FactsFile};
  if (Result.Kind == CommandKind::Graph) {
    Result.Graph = gatherGraphOptions();
    Result.Check.Input.Paths = GraphInput;
  }
  if (Result.Kind == CommandKind::Link)
    Result.Check.Input.Paths = SummaryPaths;
  llvm::Expected<ProgramOptions> Program = gatherProgramOptions();
  if (!Program) {
    printError(llvm::toString(Program.takeError()));
    return std::nullopt;
  }
  Result.Program = std::move(*Program);
  Result.RuleName = RuleName;
  Result.PluginMajor = PluginMajor;
  return Result;
}

} // namespace ouro::driver
