//===- CompileDatabase.h - Which files, compiled how ------------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_COMPILEDATABASE_H
#define OURO_TOOLS_DRIVER_COMPILEDATABASE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <string>
#include <vector>

namespace clang::tooling {
class CompilationDatabase;
}

namespace ouro::driver {

/// One way one file is compiled.
struct CompileEntry {
  std::string Directory;
  std::string File; ///< absolute, normalised, symbolic links kept
  std::vector<std::string> Command;

  auto operator<=>(const CompileEntry &) const = default;
};

/// What the user's paths come to.
struct Selection {
  std::vector<CompileEntry> Entries;   ///< in the order of the database
  std::vector<std::string> NotCFamily; ///< entries left out: assembler, Fortran
  std::vector<std::string> Guessed;    ///< files whose flags were guessed
};

/// A compile_commands.json, checked before clang sees it: clang's own reader
/// gives neither line nor column.
class CompileDatabase {
public:
  ~CompileDatabase();
  CompileDatabase(CompileDatabase &&);

  /// The database to use for \p Paths: upwards from each path, then upwards
  /// from the working directory. On each level, one that lies there comes
  /// before the newest one in a `build*` or `cmake-build-*` folder. Empty if
  /// there is none.
  static std::string find(llvm::ArrayRef<std::string> Paths);

  /// Reads \p Path, a file or the folder it is in.
  static llvm::Expected<CompileDatabase> load(llvm::StringRef Path);

  /// A database without entries, all of whose flags are guessed.
  static CompileDatabase makeEmpty();

  /// Entries of \p Paths (files, or folders: everything below), or all of them
  /// if there are no paths. Several entries of one file are all kept, equal
  /// ones once. A file without an entry is an error unless \p GuessFlags.
  llvm::Expected<Selection> select(llvm::ArrayRef<std::string> Paths,
                                   bool GuessFlags) const;

  /// The file it was read from; empty for makeEmpty().
  llvm::StringRef file() const { return File; }

private:
  CompileDatabase();

  llvm::Error addFile(llvm::StringRef Path, bool GuessFlags,
                      Selection &Into) const;
  llvm::Error addFolder(llvm::StringRef Path, Selection &Into) const;
  llvm::Error guess(llvm::StringRef Path, Selection &Into) const;

  std::string File;
  std::vector<CompileEntry> Entries;
  std::vector<std::string> RealPaths; ///< of Entries' files, same index
  std::unique_ptr<clang::tooling::CompilationDatabase> Inferring;
};

/// Entries that compile each of \p Files with exactly \p Flags, as in
/// `ouro check a.cpp -- -std=c++20`. An error if a file does not exist.
llvm::Expected<Selection> selectWithFlags(llvm::ArrayRef<std::string> Files,
                                          llvm::ArrayRef<std::string> Flags);

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_COMPILEDATABASE_H
