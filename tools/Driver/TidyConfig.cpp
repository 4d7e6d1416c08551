//===- TidyConfig.cpp -----------------------------------------------------===//
#include "tools/Driver/TidyConfig.h"
#include "checks/Models/ModelSet.h"
#include "checks/Vocabulary/Rules.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "clang-tidy/GlobList.h"
#include "tools/Driver/Message.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/SourceMgr.h"

namespace ouro::driver {

using clang::tidy::ClangTidyOptions;
using clang::tidy::GlobList;

/// The parts of a list of globs, without '-' and blanks.
static llvm::SmallVector<llvm::StringRef> partsOf(llvm::StringRef Globs) {
  llvm::SmallVector<llvm::StringRef> Parts;
  for (; !Globs.empty();) {
    size_t End = Globs.find_first_of(",\n");
    llvm::StringRef Part = Globs.take_front(End).trim();
    Globs = End == llvm::StringRef::npos ? "" : Globs.drop_front(End + 1);
    Part.consume_front("-");
    if (!Part.empty())
      Parts.push_back(Part);
  }
  return Parts;
}

static bool enablesAnything(llvm::StringRef Globs) {
  GlobList List(Globs);
  return llvm::any_of(allRules(),
                      [&](const Rule &R) { return List.contains(R.Name); });
}

static std::vector<llvm::StringRef> ruleNames() {
  std::vector<llvm::StringRef> Names;
  for (const Rule &R : allRules())
    Names.push_back(R.Name);
  return Names;
}

std::string unknownCheck(llvm::StringRef Name) {
  return ("unknown check '" + Name + "'" + didYouMean(Name, ruleNames()) +
          " ('ouro rules' lists all)")
      .str();
}

llvm::Error validateChecks(llvm::StringRef Globs) {
  for (llvm::StringRef Part : partsOf(Globs)) {
    if (enablesAnything(Part))
      continue;
    if (Part.contains('*'))
      return makeError("'" + Part +
                       "' in --checks matches none of the checks: " +
                       llvm::join(ruleNames(), ", "));
    return makeError(unknownCheck(Part) + " in --checks");
  }
  // On top of a .clang-tidy that enables all of ours: what could remain?
  if (!enablesAnything(("*," + Globs).str()))
    return makeError("--checks '" + Globs + "' enables no check; add one of " +
                     llvm::join(ruleNames(), ", "));
  return llvm::Error::success();
}

llvm::Error validateHeaderFilter(llvm::StringRef Regex) {
  std::string Problem;
  if (llvm::Regex(Regex).isValid(Problem))
    return llvm::Error::success();
  return makeError("--header-filter '" + Regex +
                   "' is not a regular expression: " + Problem);
}

llvm::Error validateModels(llvm::StringRef List, llvm::StringRef From) {
  ModelSet Models;
  llvm::Expected<bool> Added = Models.addFiles(List, From);
  return Added ? llvm::Error::success() : Added.takeError();
}

std::string modelFilesIn(const ClangTidyOptions &Options) {
  std::set<std::string> Lists;
  for (const auto &Option : Options.CheckOptions)
    if (Option.getKey() == "OuroModels" ||
        (Option.getKey().starts_with("ouro-") &&
         Option.getKey().ends_with(".OuroModels")))
      Lists.insert(Option.getValue().Value);
  return llvm::join(Lists, ";");
}

static void warnAboutNames(const ClangTidyOptions &Options,
                           llvm::StringRef File,
                           std::vector<std::string> &Warnings) {
  std::string Checks = Options.Checks.value_or("");
  for (llvm::StringRef Part : partsOf(Checks))
    if (Part.starts_with("ouro-") && !enablesAnything(Part))
      Warnings.push_back((File + ": " + unknownCheck(Part)).str());
  std::set<std::string> Unknown;
  for (const auto &Option : Options.CheckOptions) {
    llvm::StringRef Check = Option.getKey().split('.').first;
    if (Check.starts_with("ouro-") && !findRule(Check))
      Unknown.insert(Check.str());
  }
  for (const std::string &Check : Unknown)
    Warnings.push_back((File + ": option of an " + unknownCheck(Check)).str());
}

/// Reads the .clang-tidy in \p Folder, if there is one.
static llvm::Error auditFolder(llvm::StringRef Folder,
                               std::vector<std::string> &Warnings) {
  llvm::SmallString<256> File(Folder);
  llvm::sys::path::append(File, ".clang-tidy");
  if (!llvm::sys::fs::is_regular_file(File))
    return llvm::Error::success();
  auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/true);
  if (!Buffer)
    return makeError("cannot read '" + File +
                     "': " + Buffer.getError().message());
  std::string Problem;
  auto Remember = [&](const llvm::SMDiagnostic &Diagnostic) {
    if (Problem.empty())
      Problem = (File + ":" + llvm::Twine(Diagnostic.getLineNo()) + ":" +
                 llvm::Twine(Diagnostic.getColumnNo() + 1) + ": " +
                 Diagnostic.getMessage())
                    .str();
  };
  auto Options = clang::tidy::parseConfigurationWithDiags(
      llvm::MemoryBufferRef((*Buffer)->getBuffer(), File), Remember);
  if (!Options)
    return makeError(Problem.empty()
                         ? File + ": " + Options.getError().message()
                         : llvm::Twine(Problem));
  warnAboutNames(*Options, File, Warnings);
  if (llvm::Error Error = validateModels(modelFilesIn(*Options), File))
    return makeError(File + ": " + llvm::toString(std::move(Error)));
  return llvm::Error::success();
}

llvm::Expected<std::vector<std::string>>
auditConfigFiles(llvm::ArrayRef<std::string> Files) {
  std::vector<std::string> Warnings;
  std::set<std::string> Visited;
  for (llvm::StringRef File : Files)
    for (llvm::StringRef Folder = llvm::sys::path::parent_path(File);
         !Folder.empty() && Visited.insert(Folder.str()).second;
         Folder = llvm::sys::path::parent_path(Folder))
      if (llvm::Error Error = auditFolder(Folder, Warnings))
        return Error;
  llvm::sort(Warnings);
  return Warnings;
}

static bool namesOurs(llvm::StringRef Globs) {
  return llvm::any_of(partsOf(Globs), [](llvm::StringRef Part) {
    return Part.starts_with("ouro");
  });
}

std::unique_ptr<clang::tidy::ClangTidyOptionsProvider>
makeOptionsProvider(llvm::StringRef File, const CheckSettings &Settings) {
  ClangTidyOptions Defaults = ClangTidyOptions::getDefaults();
  Defaults.Checks = "";
  Defaults.HeaderFilterRegex = ".*";

  ClangTidyOptions Overrides;
  clang::tidy::FileOptionsProvider FromFiles({}, Defaults, {});
  ClangTidyOptions Found = FromFiles.getOptions(File);
  bool Named = namesOurs(Found.Checks.value_or(""));
  if (Settings.Checks)
    Overrides.Checks = Named ? *Settings.Checks : "-*," + *Settings.Checks;
  else if (!Named)
    Overrides.Checks = "ouro-*";
  Overrides.HeaderFilterRegex = Settings.HeaderFilter;
  auto SetForAll = [&](llvm::StringRef Option, llvm::StringRef Value) {
    for (const Rule &R : allRules())
      Overrides.CheckOptions[(R.Name + "." + Option).str()] =
          ClangTidyOptions::ClangTidyValue(Value);
  };
  if (Settings.MinConfidence)
    SetForAll("MinConfidence", *Settings.MinConfidence);
  if (Settings.Models) // besides those that the files name
    SetForAll("OuroModels", *Settings.Models + ";" + modelFilesIn(Found));
  return std::make_unique<clang::tidy::FileOptionsProvider>(
      clang::tidy::ClangTidyGlobalOptions(), Defaults, Overrides);
}

} // namespace ouro::driver
