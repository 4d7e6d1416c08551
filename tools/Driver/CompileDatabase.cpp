//===- CompileDatabase.cpp ------------------------------------------------===//
#include "tools/Driver/CompileDatabase.h"
#include "tools/Driver/DatabaseReader.h"
#include "tools/Driver/Message.h"
#include "clang/Driver/Types.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <set>

namespace ouro::driver {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
namespace types = clang::driver::types;

/// Absolute (against \p Base, or the working directory), without `.` and `..`.
static std::string normalised(llvm::StringRef Path, llvm::StringRef Base = "") {
  llvm::SmallString<256> Text;
  if (path::is_relative(Path))
    path::append(Text, Base);
  path::append(Text, Path);
  fs::make_absolute(Text);
  path::remove_dots(Text, /*remove_dot_dot=*/true);
  return std::string(Text);
}

/// The path without symbolic links, so that two names of one file compare
/// equal; as it is if there is no such file.
static std::string realPath(llvm::StringRef Path) {
  llvm::SmallString<256> Real;
  if (fs::real_path(Path, Real))
    return Path.str();
  return std::string(Real);
}

static bool isBelow(llvm::StringRef Path, llvm::StringRef Folder) {
  return Path.consume_front(Folder) &&
         (Folder.ends_with("/") || Path.starts_with("/"));
}

/// Assembler, Fortran, resources: in many databases, and not for us. A
/// language given by `-x` counts more than the file's name.
static bool isCFamily(const CompileEntry &Entry) {
  for (size_t I = 0; I < Entry.Command.size(); ++I) {
    llvm::StringRef Argument = Entry.Command[I];
    if (!Argument.consume_front("-x"))
      continue;
    if (Argument.empty() && I + 1 < Entry.Command.size())
      Argument = Entry.Command[I + 1];
    if (Argument.starts_with("assembler"))
      return false;
    if (types::lookupTypeForTypeSpecifier(Argument.str().c_str()) !=
        types::TY_INVALID)
      return true;
  }
  llvm::StringRef Extension = path::extension(Entry.File);
  types::ID Type =
      types::lookupTypeForExtension(Extension.drop_front(!Extension.empty()));
  return types::isDerivedFromC(Type) && types::isSrcFile(Type);
}

static void addIfCFamily(const CompileEntry &Entry, Selection &Into) {
  if (isCFamily(Entry))
    Into.Entries.push_back(Entry);
  else
    Into.NotCFamily.push_back(Entry.File);
}

CompileDatabase::CompileDatabase() = default;
CompileDatabase::~CompileDatabase() = default;
CompileDatabase::CompileDatabase(CompileDatabase &&) = default;

static std::string databaseIn(llvm::StringRef Folder) {
  llvm::SmallString<256> Probe(Folder);
  path::append(Probe, "compile_commands.json");
  return fs::exists(Probe) ? std::string(Probe) : std::string();
}

/// The newest database in the build folders below \p Folder; by name if two
/// are equally old, so that the choice is always the same.
static std::string databaseInBuildFolders(llvm::StringRef Folder) {
  std::pair<llvm::sys::TimePoint<>, std::string> Best;
  std::error_code Error;
  for (fs::directory_iterator It(Folder, Error), End; It != End && !Error;
       It.increment(Error)) {
    llvm::StringRef Name = path::filename(It->path());
    if (!Name.starts_with("build") && !Name.starts_with("cmake-build-"))
      continue;
    std::string Found = databaseIn(It->path());
    fs::file_status Status;
    if (Found.empty() || fs::status(Found, Status))
      continue;
    std::pair Candidate(Status.getLastModificationTime(), Found);
    if (Best.second.empty() || Candidate > Best)
      Best = Candidate;
  }
  return Best.second;
}

std::string CompileDatabase::find(llvm::ArrayRef<std::string> Paths) {
  std::vector<std::string> Starts;
  for (const std::string &Path : Paths)
    Starts.push_back(normalised(Path));
  Starts.push_back(normalised("."));
  for (const std::string &Start : Starts)
    for (llvm::StringRef Folder = Start; !Folder.empty();
         Folder = path::parent_path(Folder))
      for (auto Probe : {databaseIn, databaseInBuildFolders})
        if (std::string Found = Probe(Folder); !Found.empty())
          return Found;
  return {};
}

llvm::Expected<CompileDatabase> CompileDatabase::load(llvm::StringRef Path) {
  CompileDatabase Database;
  Database.File = normalised(Path);
  if (fs::is_directory(Database.File)) {
    std::string Found = databaseIn(Database.File);
    if (Found.empty())
      return makeError("no compile_commands.json in '" + Path +
                       "'; give -p the folder or the file itself (cmake "
                       "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON writes one)");
    Database.File = Found;
  }
  auto Loaded = readDatabase(Database.File);
  if (!Loaded)
    return Loaded.takeError();
  for (clang::tooling::CompileCommand &Command :
       (*Loaded)->getAllCompileCommands()) {
    // The format asks for absolute folders; others mean the database's own.
    std::string Folder =
        normalised(Command.Directory, path::parent_path(Database.File));
    Database.Entries.push_back({Folder, normalised(Command.Filename, Folder),
                                std::move(Command.CommandLine)});
  }
  for (const CompileEntry &Entry : Database.Entries)
    Database.RealPaths.push_back(realPath(Entry.File));
  Database.Inferring =
      clang::tooling::inferMissingCompileCommands(std::move(*Loaded));
  return Database;
}

CompileDatabase CompileDatabase::makeEmpty() {
  CompileDatabase Database;
  Database.Inferring =
      std::make_unique<clang::tooling::FixedCompilationDatabase>(
          ".", std::vector<std::string>());
  return Database;
}

llvm::Error CompileDatabase::guess(llvm::StringRef Path,
                                   Selection &Into) const {
  std::string Name = normalised(Path);
  std::vector<clang::tooling::CompileCommand> Commands =
      Inferring->getCompileCommands(Name);
  if (Commands.empty())
    return makeError("no flags can be guessed for '" + Path +
                     "'; give them after '--'");
  for (clang::tooling::CompileCommand &Command : Commands)
    Into.Entries.push_back(
        {normalised(Command.Directory), Name, std::move(Command.CommandLine)});
  Into.Guessed.push_back(Name);
  return llvm::Error::success();
}

llvm::Error CompileDatabase::addFile(llvm::StringRef Path, bool GuessFlags,
                                     Selection &Into) const {
  std::string Real = realPath(normalised(Path));
  size_t Before = Into.Entries.size();
  for (auto [Entry, RealName] : llvm::zip_equal(Entries, RealPaths))
    if (RealName == Real)
      Into.Entries.push_back(Entry);
  if (Into.Entries.size() != Before)
    return llvm::Error::success();
  if (GuessFlags)
    return guess(Path, Into);
  if (File.empty())
    return makeError("no compile_commands.json found for '" + Path +
                     "'; name one with -p, give the flags after '--', or use "
                     "--guess-flags");
  llvm::StringRef Extension = path::extension(Path);
  types::ID Type =
      types::lookupTypeForExtension(Extension.drop_front(!Extension.empty()));
  if (Type != types::TY_INVALID && types::onlyPrecompileType(Type))
    return makeError("'" + Path + "' is a header without an entry in '" + File +
                     "'; check the source files that include it (findings in "
                     "headers are reported, see --header-filter), or use "
                     "--guess-flags");
  return makeError("'" + Path + "' has no entry in '" + File +
                   "'; add it to the build, name another database with -p, "
                   "give the flags after '--', or use --guess-flags");
}

llvm::Error CompileDatabase::addFolder(llvm::StringRef Path,
                                       Selection &Into) const {
  std::string Name = normalised(Path);
  std::string Real = realPath(Name);
  size_t Before = Into.Entries.size() + Into.NotCFamily.size();
  for (auto [Entry, RealName] : llvm::zip_equal(Entries, RealPaths)) {
    if (!isBelow(Entry.File, Name) && !isBelow(RealName, Real))
      continue;
    addIfCFamily(Entry, Into);
  }
  if (Into.Entries.size() + Into.NotCFamily.size() != Before)
    return llvm::Error::success();
  if (File.empty())
    return makeError("no compile_commands.json found for folder '" + Path +
                     "'; name one with -p (cmake "
                     "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON writes one)");
  return makeError("no file below '" + Path + "' has an entry in '" + File +
                   "'; name another folder, or another database with -p");
}

/// Equal entries once, first ones first.
static void dropRepeated(std::vector<CompileEntry> &Entries) {
  std::set<CompileEntry> Seen;
  llvm::erase_if(Entries, [&](const CompileEntry &Entry) {
    return !Seen.insert(Entry).second;
  });
}

llvm::Expected<Selection>
CompileDatabase::select(llvm::ArrayRef<std::string> Paths,
                        bool GuessFlags) const {
  Selection Chosen;
  for (llvm::StringRef Path : Paths) {
    if (!fs::exists(Path))
      return makeError("no such file or folder: '" + Path + "'");
    llvm::Error Error = fs::is_directory(Path)
                            ? addFolder(Path, Chosen)
                            : addFile(Path, GuessFlags, Chosen);
    if (Error)
      return Error;
  }
  if (Paths.empty())
    for (const CompileEntry &Entry : Entries)
      addIfCFamily(Entry, Chosen);
  dropRepeated(Chosen.Entries);
  if (Chosen.Entries.empty())
    return makeError("nothing to check: '" + File + "' has " +
                     llvm::Twine(Entries.size()) +
                     " entries, none of them selected is C or C++");
  return Chosen;
}

llvm::Expected<Selection> selectWithFlags(llvm::ArrayRef<std::string> Files,
                                          llvm::ArrayRef<std::string> Flags) {
  Selection Chosen;
  for (llvm::StringRef Path : Files) {
    if (!fs::exists(Path))
      return makeError("no such file: '" + Path + "'");
    if (fs::is_directory(Path))
      return makeError("'" + Path +
                       "' is a folder; name the files that the "
                       "flags after '--' are for");
    // As clang++ even C would be read as C++.
    std::vector<std::string> Command = {
        path::extension(Path) == ".c" ? "clang" : "clang++"};
    llvm::append_range(Command, Flags);
    Command.push_back(normalised(Path));
    Chosen.Entries.push_back({normalised("."), normalised(Path), Command});
  }
  dropRepeated(Chosen.Entries);
  return Chosen;
}

} // namespace ouro::driver
