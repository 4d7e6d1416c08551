//===- FileTrail.h - Which files a result depends on ------------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_FILETRAIL_H
#define OURO_TOOLS_DRIVER_FILETRAIL_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Chrono.h"
#include "llvm/Support/FileSystem.h"
#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace ouro::driver {

/// What the system says about a file without its being read.
struct FileStamp {
  uint64_t Device = 0, Inode = 0, Size = 0;
  int64_t Modified = 0; ///< nanoseconds since 1970

  auto operator<=>(const FileStamp &) const = default;
};

int64_t nanosecondsOf(llvm::sys::TimePoint<> Time);

/// What a compilation found at a path. Ordered from less to more knowledge.
struct Sighting {
  enum class Kind : uint8_t {
    Absent,  ///< looked for, not there: a header that appears there counts
    Present, ///< there; what it holds was not asked for
    Listed,  ///< a folder whose names were read
    Read,    ///< a file that was read
  };
  Kind What = Kind::Absent;
  uint64_t Content = 0; ///< xxh3 of the file, or of the folder's names
  FileStamp Stamp;      ///< of a file that was read
  /// The file was not written within two seconds before it was read, so that
  /// another write would have changed the stamp.
  bool IsSettled = false;
  /// Read by the compiler proper, not by the search for its toolchain.
  bool IsInput = false;
};

/// Every path that was asked for: when all are as they were, compiling again
/// gives the same result. Names are absolute.
struct FileTrail {
  std::map<std::string, Sighting> Seen;

  /// Keeps the more knowing of two sightings of one path.
  void add(llvm::StringRef Path, const Sighting &What);
};

/// As bytes; sorted paths share their beginnings. The same for the same trail.
std::string encode(const FileTrail &Trail);

/// Calls \p Visit for each path in \p Bytes until it returns false. True if
/// all were visited; false also for bytes that are damaged.
bool visitTrail(
    llvm::StringRef Bytes,
    llvm::function_ref<bool(llvm::StringRef Path, const Sighting &)> Visit);

/// Hash of the names in \p Folder, whatever their order.
uint64_t hashOfNames(llvm::StringRef Folder);

/// Compares sightings with the files of now. Remembers what it saw: every file
/// is looked at once, however many trails it is in.
class FileStates {
public:
  bool isAsSeen(llvm::StringRef Path, const Sighting &Before);

private:
  struct State {
    std::optional<FileStamp> Stamp; ///< none: not there
    std::optional<uint64_t> Content, Names;
  };
  llvm::StringMap<State> Known;
};

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_FILETRAIL_H
