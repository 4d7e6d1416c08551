//===- PluginPath.cpp - ouro --print-plugin-path --------------------------===//
#include "tools/Driver/Commands.h"
#include "tools/Driver/ExitCode.h"
#include "tools/Driver/Message.h"
#include "tools/Driver/OutputFile.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace ouro::driver {

/// Where the plugin lies, seen from the folder of the program: in an install
/// tree, in a build tree, and beside a driver built for another major.
static std::vector<std::string> candidates(llvm::StringRef Executable,
                                           unsigned Major) {
  std::string Folder = "llvm-" + llvm::utostr(Major);
  std::vector<std::string> Places;
  for (const std::string &Relative :
       {"../" OURO_INSTALL_LIBDIR "/" + Folder + "/ouro/ouro-tidy.so",
        "../lib/" + Folder + "/ouro/ouro-tidy.so",
        "../lib/" + Folder + "/ouro-tidy.so",
        "../" + Folder + "/ouro-tidy.so"}) {
    llvm::SmallString<256> Path(llvm::sys::path::parent_path(Executable));
    llvm::sys::path::append(Path, Relative);
    llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
    if (!llvm::is_contained(Places, std::string(Path)))
      Places.push_back(std::string(Path));
  }
  return Places;
}

int runPluginPath(const CommandLine &Command) {
  std::vector<std::string> Places =
      candidates(Command.Executable, Command.PluginMajor);
  for (const std::string &Place : Places) {
    if (!llvm::sys::fs::exists(Place))
      continue;
    llvm::Error Error = writeStandardOutput(
        [&](llvm::raw_ostream &OS) { OS << Place << '\n'; });
    if (!Error)
      return Clean;
    printError(llvm::toString(std::move(Error)));
    return ToolError;
  }
  printError("no plugin for LLVM " + llvm::Twine(Command.PluginMajor) +
             " in any of " + llvm::join(Places, ", ") +
             "; build Ouro for that major (cmake -DOURO_LLVM=" +
             llvm::Twine(Command.PluginMajor) +
             "), or name another with --llvm");
  return ToolError;
}

} // namespace ouro::driver
