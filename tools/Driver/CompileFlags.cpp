//===- CompileFlags.cpp ---------------------------------------------------===//
#include "tools/Driver/CompileFlags.h"
#include "checks/Compat/LLVM.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#if __has_include("clang/Options/Options.h")
#include "clang/Options/Options.h"
namespace clang_options = clang::options;
using clang::getDriverOptTable;
#else
#include "clang/Driver/Options.h"
namespace clang_options = clang::driver::options;
using clang::driver::getDriverOptTable;
#endif

namespace ouro::driver {

static bool isClMode(const std::vector<std::string> &Command) {
  llvm::StringRef Mode;
  for (llvm::StringRef Argument : Command)
    if (Argument.consume_front("--driver-mode="))
      Mode = Argument;
  return Mode == "cl";
}

static bool stopsAnalysis(const llvm::opt::Arg &Argument) {
  using namespace clang_options;
  const llvm::opt::Option &Option = Argument.getOption();
  if (Option.getID() == OPT_UNKNOWN)
    return true;
  if (Option.matches(OPT_pedantic_errors) || Option.matches(OPT_fplugin_EQ) ||
      Option.matches(OPT_fpass_plugin_EQ))
    return true;
  // "-Wp,-MD,FILE" would overwrite the build's dependency file.
  if (Option.matches(OPT_Wp_COMMA))
    return llvm::StringRef(Argument.getValue()).starts_with("-M");
  if (Option.matches(OPT_W_Joined)) {
    llvm::StringRef Value = Argument.getValue();
    return Value == "error" || Value.starts_with("error=");
  }
  return false;
}

/// `-Xclang -include-pch -Xclang FILE`, as CMake writes it, four arguments.
static bool isPrecompiledHeader(llvm::ArrayRef<std::string> Rest) {
  return Rest.size() >= 4 && Rest[0] == "-Xclang" &&
         Rest[1] == "-include-pch" && Rest[2] == "-Xclang";
}

static std::vector<std::string>
withoutPrecompiledHeaders(const std::vector<std::string> &Command) {
  std::vector<std::string> Kept;
  for (size_t I = 0; I < Command.size();) {
    if (isPrecompiledHeader(llvm::ArrayRef(Command).drop_front(I))) {
      I += 4;
      continue;
    }
    if (Command[I] == "-include-pch") {
      I += 2;
      continue;
    }
    Kept.push_back(Command[I++]);
  }
  return Kept;
}

std::vector<std::string> adaptToClang(std::vector<std::string> Command) {
  if (Command.empty() || isClMode(Command))
    return Command;
  Command = withoutPrecompiledHeaders(Command);

  llvm::SmallVector<const char *, 64> Argv;
  for (const std::string &Argument : llvm::drop_begin(Command))
    Argv.push_back(Argument.c_str());
  unsigned MissingIndex = 0;
  unsigned MissingCount = 0;
  llvm::opt::InputArgList Parsed = getDriverOptTable().ParseArgs(
      Argv, MissingIndex, MissingCount,
      llvm::opt::Visibility(clang_options::ClangOption));

  std::vector<bool> Dropped(Command.size(), false);
  for (const llvm::opt::Arg *Argument : Parsed) {
    if (!stopsAnalysis(*Argument))
      continue;
    // None of these options takes its value as a separate argument.
    Dropped[Argument->getIndex() + 1] = true;
  }
  std::vector<std::string> Kept;
  for (size_t I = 0; I < Command.size(); ++I)
    if (!Dropped[I])
      Kept.push_back(std::move(Command[I]));
  return Kept;
}

std::vector<std::string> withCompilerPath(std::vector<std::string> Command) {
  if (Command.empty() || llvm::sys::path::has_parent_path(Command[0]))
    return Command;
  if (llvm::ErrorOr<std::string> Found =
          llvm::sys::findProgramByName(Command[0]))
    Command[0] = std::move(*Found);
  return Command;
}

std::vector<std::string> withResourceDir(std::vector<std::string> Command,
                                         llvm::StringRef ResourceDir) {
  for (llvm::StringRef Argument : Command)
    if (Argument.starts_with("-resource-dir"))
      return Command;
  if (!Command.empty() && !ResourceDir.empty())
    Command.insert(Command.begin() + 1, ("-resource-dir=" + ResourceDir).str());
  return Command;
}

std::vector<std::string> resourceDirCandidates(llvm::StringRef Executable) {
  std::string Major = llvm::utostr(compat::LLVMMajor);
  llvm::SmallString<128> Beside(llvm::sys::path::parent_path(Executable));
  llvm::sys::path::append(Beside, "..", "lib", "clang", Major);
  llvm::sys::path::remove_dots(Beside, /*remove_dot_dot=*/true);
  return {OURO_CLANG_RESOURCE_DIR,
          std::string(Beside),
          "/usr/lib/llvm-" + Major + "/lib/clang/" + Major,
          "/usr/lib/clang/" + Major,
          "/usr/lib64/clang/" + Major,
          "/usr/local/lib/clang/" + Major};
}

std::string findResourceDir(llvm::StringRef Executable) {
  for (const std::string &Candidate : resourceDirCandidates(Executable)) {
    llvm::SmallString<128> Probe(Candidate);
    llvm::sys::path::append(Probe, "include", "stddef.h");
    if (!Candidate.empty() && llvm::sys::fs::exists(Probe))
      return Candidate;
  }
  return {};
}

} // namespace ouro::driver
