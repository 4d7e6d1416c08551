//===- ProgramOptions.h - Options about summaries ---------------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_PROGRAMOPTIONS_H
#define OURO_TOOLS_DRIVER_PROGRAMOPTIONS_H

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <string>

namespace ouro::driver {

/// One of several parts of all files, cut by the files' names: one more file
/// moves no other to another part.
struct Shard {
  unsigned Index = 1; ///< from 1
  unsigned Count = 1;

  bool has(llvm::StringRef PortableName) const;
};

/// What the user says about summaries, linking and the cache.
struct ProgramOptions {
  std::string Folder;      ///< --out
  std::string SummaryFile; ///< --summary
  std::string DepFile;
  std::string Unit; ///< name of one unit, see unitName()
  Shard Part;
  std::optional<unsigned> Expect; ///< units
  std::string CacheFolder;        ///< empty: no cache
  bool Links = true;              ///< ouro check
  bool Verbose = false;
  std::string NinjaFile; ///< ouro plan; "-": standard output
  bool Commands = false; ///< ouro plan
  std::string DumpedFile;
};

/// The subcommands that have such options.
struct ProgramCommands {
  llvm::cl::OptionCategory &Category;
  llvm::cl::SubCommand &Check, &Index, &Link, &Plan, &Dump;
};

/// Makes the options known to LLVM's parser; call once, before it runs.
void declareProgramOptions(const ProgramCommands &Commands);

/// What the parser found; an error names a value that makes no sense.
llvm::Expected<ProgramOptions> gatherProgramOptions();

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_PROGRAMOPTIONS_H
