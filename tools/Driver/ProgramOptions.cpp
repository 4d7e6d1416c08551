//===- ProgramOptions.cpp -------------------------------------------------===//
#include "tools/Driver/ProgramOptions.h"
#include "tools/Driver/Message.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"
#include <cstdlib>
#include <memory>

namespace ouro::driver {

namespace cl = llvm::cl;

namespace {
/// Made when they are declared, because the subcommands that they name live in
/// another file.
struct Flags {
  explicit Flags(const ProgramCommands &C)
      : Folder("out", cl::value_desc("folder"), cl::cat(C.Category),
               cl::desc("Where summaries are written, one per file and way to "
                        "compile it"),
               cl::sub(C.Index), cl::sub(C.Plan)),
        SummaryFile(
            "summary", cl::value_desc("file"), cl::cat(C.Category),
            cl::desc("Where to write the summary of the one file given"),
            cl::sub(C.Index)),
        DepFile("depfile", cl::value_desc("file"), cl::cat(C.Category),
                cl::desc("With --summary: also write what it depends on, in "
                         "make's syntax"),
                cl::sub(C.Index)),
        Unit("unit", cl::value_desc("name"), cl::cat(C.Category),
             cl::desc("With --summary, of a file that is compiled in several "
                      "ways: the one meant, as 'ouro plan' names it"),
             cl::sub(C.Index)),
        Part("shard", cl::value_desc("i/n"), cl::cat(C.Category),
             cl::desc("Only the i-th of n parts, from 1"), cl::sub(C.Index)),
        Expect("expect", cl::value_desc("n"), cl::cat(C.Category),
               cl::desc("It is an error if there are not exactly n units"),
               cl::sub(C.Link)),
        CacheFolder("cache", cl::value_desc("folder"), cl::cat(C.Category),
                    cl::desc("Where results of earlier runs are kept; default: "
                             "ouro in $XDG_CACHE_HOME or ~/.cache"),
                    cl::sub(C.Check)),
        NoCache("no-cache", cl::cat(C.Category),
                cl::desc("Analyse everything anew, keep nothing"),
                cl::sub(C.Check)),
        NoLink("no-link", cl::cat(C.Category),
               cl::desc("Look at each file on its own"), cl::sub(C.Check)),
        Verbose("verbose", cl::cat(C.Category),
                cl::desc("Say how many files were analysed and how many "
                         "results came from the cache"),
                cl::sub(C.Check)),
        NinjaFile("ninja", cl::value_desc("file"), cl::cat(C.Category),
                  cl::desc("Write a build file for ninja; - is standard "
                           "output"),
                  cl::sub(C.Plan)),
        Commands("commands", cl::cat(C.Category),
                 cl::desc("Print the commands, the link command last"),
                 cl::sub(C.Plan)),
        DumpedFile(cl::Positional, cl::Required, cl::desc("summary"),
                   cl::cat(C.Category), cl::sub(C.Dump)) {}

  cl::opt<std::string> Folder, SummaryFile, DepFile, Unit, Part;
  cl::opt<unsigned> Expect;
  cl::opt<std::string> CacheFolder;
  cl::opt<bool> NoCache, NoLink, Verbose;
  cl::opt<std::string> NinjaFile;
  cl::opt<bool> Commands;
  cl::opt<std::string> DumpedFile;
};
} // namespace

/// Lives until the process ends, as options of LLVM's parser have to.
static std::unique_ptr<Flags> Declared;

void declareProgramOptions(const ProgramCommands &Commands) {
  Declared = std::make_unique<Flags>(Commands);
}

bool Shard::has(llvm::StringRef PortableName) const {
  return llvm::xxh3_64bits(PortableName) % Count == Index - 1;
}

static llvm::Expected<Shard> parseShard(llvm::StringRef Text) {
  Shard Part;
  auto [Index, Count] = Text.split('/');
  if (Index.getAsInteger(10, Part.Index) ||
      Count.getAsInteger(10, Part.Count) || Part.Index == 0 ||
      Part.Index > Part.Count)
    return makeError("--shard is '" + Text +
                     "', expected i/n with i from 1 to n, such as 2/8");
  return Part;
}

/// Empty if nobody says where.
static std::string defaultCacheFolder() {
  llvm::SmallString<128> Folder;
  for (auto [Variable, Below] :
       {std::pair("XDG_CACHE_HOME", ""), std::pair("HOME", ".cache")}) {
    const char *Value = getenv(Variable);
    // As the specification of these variables says: others are ignored.
    if (!Value || !llvm::sys::path::is_absolute(Value))
      continue;
    Folder = Value;
    llvm::sys::path::append(Folder, Below, "ouro");
    break;
  }
  return std::string(Folder);
}

llvm::Expected<ProgramOptions> gatherProgramOptions() {
  const Flags &Given = *Declared;
  ProgramOptions Options;
  Options.Folder = Given.Folder;
  Options.SummaryFile = Given.SummaryFile;
  Options.DepFile = Given.DepFile;
  Options.Unit = Given.Unit;
  if (Given.Part.getNumOccurrences()) {
    llvm::Expected<Shard> Part = parseShard(Given.Part);
    if (!Part)
      return Part.takeError();
    Options.Part = *Part;
  }
  if (Given.Expect.getNumOccurrences())
    Options.Expect = Given.Expect.getValue();
  if (Given.NoCache && Given.CacheFolder.getNumOccurrences())
    return makeError("--cache and --no-cache contradict each other");
  if (Given.CacheFolder.getNumOccurrences()) {
    llvm::SmallString<256> Folder(Given.CacheFolder.getValue());
    llvm::sys::fs::make_absolute(Folder);
    Options.CacheFolder = std::string(Folder);
  } else if (!Given.NoCache) {
    Options.CacheFolder = defaultCacheFolder();
  }
  Options.Links = !Given.NoLink;
  Options.Verbose = Given.Verbose;
  Options.NinjaFile = Given.NinjaFile;
  Options.Commands = Given.Commands;
  Options.DumpedFile = Given.DumpedFile;
  return Options;
}

} // namespace ouro::driver
