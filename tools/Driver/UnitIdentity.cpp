//===- UnitIdentity.cpp ---------------------------------------------------===//
#include "tools/Driver/UnitIdentity.h"
#include "checks/Compat/LLVM.h"
#include "checks/Models/ModelSet.h"
#include "checks/Vocabulary/RelativePath.h"
#include "checks/Vocabulary/Rules.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "clang-tidy/GlobList.h"
#include "tools/Driver/FieldStream.h"
#include "tools/Driver/TidyConfig.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"
#include <cstdlib>

namespace ouro::driver {

using clang::tidy::ClangTidyOptions;

/// \p Text with every mention of the source root as ".": also inside options,
/// as in -I<root>/include or -DDATA="<root>/data".
static std::string withoutRoot(llvm::StringRef Text, llvm::StringRef Root) {
  Root = Root.rtrim('/');
  std::string Out;
  while (!Root.empty()) {
    size_t At = Text.find(Root);
    if (At == llvm::StringRef::npos)
      break;
    llvm::StringRef Rest = Text.drop_front(At + Root.size());
    bool IsWhole = Rest.empty() || !(llvm::isAlnum(Rest[0]) ||
                                     llvm::StringRef("-_.+").contains(Rest[0]));
    Out += Text.take_front(At);
    Out += IsWhole ? "." : Root;
    Text = Rest;
  }
  return Out + Text.str();
}

/// Options that name outputs, with the name as the next argument.
static constexpr llvm::StringRef OutputOptions[] = {"-o",
                                                    "-MF",
                                                    "-MT",
                                                    "-MQ",
                                                    "-MJ",
                                                    "-dependency-file",
                                                    "-index-store-path",
                                                    "--serialize-diagnostics"};
/// The same in one argument, and those that only ask for an output.
static constexpr llvm::StringRef OutputBeginnings[] = {"-o",
                                                       "-MF",
                                                       "-MT",
                                                       "-MQ",
                                                       "-MJ",
                                                       "-MD",
                                                       "-MMD",
                                                       "-MP",
                                                       "-MG",
                                                       "--output=",
                                                       "-fdiagnostics-format=",
                                                       "-fcolor-diagnostics",
                                                       "-fdiagnostics-color"};

static void addCommand(const WorkOrder &Order, FieldWriter &Out) {
  for (size_t I = 0; I < Order.Command.size(); ++I) {
    llvm::StringRef Argument = Order.Command[I];
    if (I && llvm::is_contained(OutputOptions, Argument)) {
      ++I;
      continue;
    }
    bool IsOutput = I && llvm::any_of(OutputBeginnings, [&](llvm::StringRef O) {
                      return Argument.starts_with(O);
                    });
    // Objective C's options begin like -o, too.
    if (IsOutput && !Argument.starts_with("-obj"))
      continue;
    Out.add(llvm::StringRef(withoutRoot(Argument, Order.SourceRoot)));
  }
}

uint64_t commandHash(const WorkOrder &Order) {
  FieldWriter Out;
  Out.add(relativePath(Order.File, Order.SourceRoot));
  Out.add(llvm::StringRef(withoutRoot(Order.Directory, Order.SourceRoot)));
  addCommand(Order, Out);
  return llvm::xxh3_64bits(Out.Out);
}

std::string unitName(const WorkOrder &Order) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  OS << llvm::format_hex_no_prefix(commandHash(Order), 16);
  return Text;
}

/// Newer majors only.
template <typename Options>
static void addRemovedArguments(const Options &Found, FieldWriter &Out) {
  if constexpr (requires { Found.RemovedArgs; })
    for (const std::string &Argument :
         Found.RemovedArgs.value_or(std::vector<std::string>()))
      Out.add(llvm::StringRef(Argument));
}

static void addOptions(const ClangTidyOptions &Found,
                       llvm::StringRef SourceRoot, FieldWriter &Out) {
  clang::tidy::GlobList Enabled(Found.Checks.value_or(""));
  for (const Rule &R : allRules())
    Out.add(uint64_t(Enabled.contains(R.Name)));
  Out.add(Found.HeaderFilterRegex);
  Out.add(Found.ExcludeHeaderFilterRegex);
  Out.add(uint64_t(Found.SystemHeaders.value_or(false)));
  for (const auto &Arguments : {Found.ExtraArgsBefore, Found.ExtraArgs}) {
    Out.add(uint64_t(Arguments ? Arguments->size() : 0));
    for (const std::string &Argument :
         Arguments.value_or(std::vector<std::string>()))
      Out.add(llvm::StringRef(Argument));
  }
  addRemovedArguments(Found, Out);
  // Our checks' own options, and those that apply to all checks.
  std::vector<std::pair<llvm::StringRef, llvm::StringRef>> Ours;
  for (const auto &Option : Found.CheckOptions)
    if (Option.getKey().starts_with("ouro-") || !Option.getKey().contains('.'))
      Ours.push_back({Option.getKey(), Option.getValue().Value});
  llvm::sort(Ours);
  for (auto [Name, Value] : Ours) {
    Out.add(Name);
    Out.add(llvm::StringRef(withoutRoot(Value, SourceRoot)));
  }
}

static ClangTidyOptions optionsFor(llvm::StringRef File,
                                   const CheckSettings &Settings) {
  return makeOptionsProvider(File, Settings)->getOptions(File);
}

/// What applies to all files in the folder of \p File.
static std::string settingsText(const WorkOrder &Order) {
  ClangTidyOptions Found = optionsFor(Order.File, Order.Settings);
  FieldWriter Out;
  addOptions(Found, Order.SourceRoot, Out);
  for (const std::string &Model : modelPaths(modelFilesIn(Found), Order.File)) {
    auto Text = llvm::MemoryBuffer::getFile(Model);
    Out.add(uint64_t(Text ? llvm::xxh3_64bits((*Text)->getBuffer()) : 0));
  }
  return std::move(Out.Out);
}

std::vector<std::string> settingsFiles(llvm::StringRef File,
                                       const CheckSettings &Settings) {
  std::vector<std::string> Files;
  for (llvm::StringRef Folder = llvm::sys::path::parent_path(File);
       !Folder.empty(); Folder = llvm::sys::path::parent_path(Folder)) {
    llvm::SmallString<256> Name(Folder);
    llvm::sys::path::append(Name, ".clang-tidy");
    if (llvm::sys::fs::exists(Name))
      Files.push_back(std::string(Name));
  }
  llvm::append_range(
      Files, modelPaths(modelFilesIn(optionsFor(File, Settings)), File));
  return Files;
}

uint64_t Configurations::of(const WorkOrder &Order) {
  llvm::StringRef Folder = llvm::sys::path::parent_path(Order.File);
  auto [It, New] = SettingsByFolder.try_emplace(Folder);
  // clang-tidy complains about folders that are not there; whoever analyses the
  // file will do so better.
  if (New && llvm::sys::fs::is_directory(Folder))
    It->second = settingsText(Order);
  FieldWriter Out;
  Out.add(llvm::StringRef(OURO_VERSION));
  Out.add(llvm::StringRef(compat::LLVMVersion));
  Out.add(commandHash(Order));
  // What clang adds to the include paths on its own.
  for (const char *Name : {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH",
                           "OBJC_INCLUDE_PATH", "OBJCPLUS_INCLUDE_PATH"}) {
    const char *Value = getenv(Name);
    Out.add(llvm::StringRef(Value ? Value : ""));
  }
  Out.Out += It->second;
  return llvm::xxh3_64bits(Out.Out);
}

} // namespace ouro::driver
