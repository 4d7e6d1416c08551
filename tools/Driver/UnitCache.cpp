//===- UnitCache.cpp ------------------------------------------------------===//
#include "tools/Driver/UnitCache.h"
#include "tools/Driver/Message.h"
#include "tools/Driver/OutputFile.h"
#include "tools/Render/JsonReport.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"
#include <chrono>
#include <fcntl.h>
#include <sys/stat.h>

namespace ouro::driver {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using namespace llvm::support;

/// Magic, with the version of the layout: readers of another find nothing.
static constexpr llvm::StringLiteral Magic = "ouro-u01";
/// Magic, hash of all that follows, sizes of trail and report. The rest is the
/// summary.
static constexpr size_t HeadSize = 8 + 8 + 8 + 8;
/// Only what lies there is ever deleted: people may name any folder.
static constexpr llvm::StringLiteral UnitFolder = "units";
static constexpr llvm::StringLiteral Ending = ".unit";
static constexpr std::chrono::hours Day(24);
static constexpr auto Lifetime = 30 * Day;

static std::optional<std::unique_ptr<llvm::MemoryBuffer>>
readFile(const llvm::Twine &File) {
  auto Text = llvm::MemoryBuffer::getFile(File, /*IsText=*/false,
                                          /*RequiresNullTerminator=*/false);
  if (!Text)
    return std::nullopt;
  return std::move(*Text);
}

/// Folder/units/xx/yyyy...: a folder per first byte keeps folders small.
std::string UnitCache::fileOf(const WorkOrder &Order) {
  if (!Program) {
    auto Text = readFile(Executable);
    Program = Text ? llvm::xxh3_64bits((*Text)->getBuffer()) : 0;
  }
  WorkOrder Same = Order;
  Same.MemoryLimitMiB = 0; // decides whether there is a result, not which
  std::string Key = encode(Same) + llvm::utostr(*Program);
  llvm::XXH128_hash_t Hash =
      llvm::xxh3_128bits(llvm::arrayRefFromStringRef<uint8_t>(Key));
  std::string Name = llvm::utohexstr(Hash.high64, true, 16) +
                     llvm::utohexstr(Hash.low64, true, 16);
  llvm::SmallString<256> File(Folder);
  path::append(File, UnitFolder, Name.substr(0, 2), Name.substr(2) + Ending);
  return std::string(File);
}

/// A result that is used is young again; to say so once a day is enough.
static void renew(const std::string &File) {
  fs::file_status Status;
  if (!fs::status(File, Status) &&
      Status.getLastModificationTime() + Day < std::chrono::system_clock::now())
    utimensat(AT_FDCWD, File.c_str(), nullptr, 0);
}

std::optional<UnitResult> UnitCache::find(const WorkOrder &Order) {
  if (!isInUse())
    return std::nullopt;
  std::string File = fileOf(Order);
  auto Text = readFile(File);
  if (!Text)
    return std::nullopt;
  llvm::StringRef Bytes = (*Text)->getBuffer();
  if (Bytes.size() < HeadSize || !Bytes.starts_with(Magic) ||
      llvm::xxh3_64bits(Bytes.drop_front(16)) !=
          endian::read64le(Bytes.data() + 8))
    return std::nullopt;
  uint64_t TrailSize = endian::read64le(Bytes.data() + 16);
  uint64_t ReportSize = endian::read64le(Bytes.data() + 24);
  Bytes = Bytes.drop_front(HeadSize);
  if (TrailSize > Bytes.size() || ReportSize > Bytes.size() - TrailSize)
    return std::nullopt;
  llvm::StringRef Trail = Bytes.take_front(TrailSize);
  bool IsTrue =
      visitTrail(Trail, [&](llvm::StringRef Path, const Sighting &Seen) {
        return Files.isAsSeen(Path, Seen);
      });
  if (!IsTrue)
    return std::nullopt;
  llvm::Expected<render::Report> Part =
      render::readJson(Bytes.substr(TrailSize, ReportSize), File);
  if (!Part) {
    llvm::consumeError(Part.takeError());
    return std::nullopt;
  }
  renew(File);
  return UnitResult{std::move(*Part),
                    Bytes.drop_front(TrailSize + ReportSize).str(), ""};
}

static std::string pack(const UnitResult &Result) {
  std::string Report;
  llvm::raw_string_ostream OS(Report);
  render::writeJson(Result.Part, OS);
  OS.flush();
  std::string Bytes(HeadSize, '\0');
  llvm::copy(Magic, Bytes.begin());
  endian::write64le(Bytes.data() + 16, Result.Trail.size());
  endian::write64le(Bytes.data() + 24, Report.size());
  Bytes += Result.Trail + Report + Result.Facts;
  endian::write64le(Bytes.data() + 8,
                    llvm::xxh3_64bits(llvm::StringRef(Bytes).drop_front(16)));
  return Bytes;
}

static llvm::Error write(const std::string &File, llvm::StringRef Bytes) {
  if (std::error_code Error = fs::create_directories(path::parent_path(File)))
    return makeError("cannot make the folder of '" + File +
                     "': " + Error.message());
  llvm::Expected<OutputFile> Place = OutputFile::open(File);
  if (!Place)
    return Place.takeError();
  return Place->write([&](llvm::raw_ostream &OS) { OS << Bytes; });
}

void UnitCache::keep(const WorkOrder &Order, const UnitResult &Result) {
  if (!isInUse() || Result.Trail.empty() || Result.Facts.empty())
    return;
  llvm::Error Error = write(fileOf(Order), pack(Result));
  if (!Error)
    return;
  std::string Why = llvm::toString(std::move(Error));
  if (!HasWarned)
    printWarning("results are not kept for the next run: " + Why);
  HasWarned = true;
}

void UnitCache::sweep() const {
  if (!isInUse())
    return;
  llvm::SmallString<256> Mark(Folder);
  path::append(Mark, "swept");
  auto Now = std::chrono::system_clock::now();
  fs::file_status Status;
  if (!fs::status(Mark, Status) && Status.getLastModificationTime() + Day > Now)
    return;
  llvm::SmallString<256> Units(Folder);
  path::append(Units, UnitFolder);
  std::error_code Error;
  for (fs::recursive_directory_iterator It(Units, Error), End;
       It != End && !Error; It.increment(Error)) {
    llvm::StringRef File = It->path();
    // A killed run leaves half a file behind, under a temporary name.
    auto Age = File.ends_with(".tmp") ? Day : Lifetime;
    if (!fs::status(File, Status) && fs::is_regular_file(Status) &&
        Status.getLastModificationTime() + Age < Now)
      fs::remove(File);
  }
  llvm::consumeError(write(std::string(Mark), ""));
  utimensat(AT_FDCWD, Mark.c_str(), nullptr, 0);
}

} // namespace ouro::driver
