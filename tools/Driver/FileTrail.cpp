//===- FileTrail.cpp ------------------------------------------------------===//
#include "tools/Driver/FileTrail.h"
#include "checks/Summary/Coding.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"
#include <algorithm>

namespace ouro::driver {

namespace fs = llvm::sys::fs;

int64_t nanosecondsOf(llvm::sys::TimePoint<> Time) {
  return Time.time_since_epoch().count();
}

void FileTrail::add(llvm::StringRef Path, const Sighting &What) {
  auto [It, New] = Seen.try_emplace(Path.str(), What);
  if (!New && It->second.What <= What.What)
    It->second = What;
}

static size_t commonStart(llvm::StringRef L, llvm::StringRef R) {
  auto [End, Ignored] = std::mismatch(
      L.begin(), L.begin() + std::min(L.size(), R.size()), R.begin());
  return End - L.begin();
}

std::string encode(const FileTrail &Trail) {
  summary::WriteTables Tables;
  summary::Encoder Out(Tables);
  std::string Before;
  for (const auto &[Path, Seen] : Trail.Seen) {
    size_t Shared = commonStart(Before, Path);
    Out.put(Shared);
    Out.put(Path.size() - Shared);
    Out.Out += llvm::StringRef(Path).drop_front(Shared);
    Out.put(unsigned(Seen.What) | unsigned(Seen.IsSettled) << 2 |
            unsigned(Seen.IsInput) << 3);
    if (Seen.What >= Sighting::Kind::Listed)
      Out.put(Seen.Content);
    if (Seen.What == Sighting::Kind::Read) {
      Out.put(Seen.Stamp.Device);
      Out.put(Seen.Stamp.Inode);
      Out.put(Seen.Stamp.Size);
      Out.put(summary::Encoder::zigzag(Seen.Stamp.Modified));
    }
    Before = Path;
  }
  return std::move(Out.Out);
}

static Sighting takeSighting(summary::Decoder &In) {
  Sighting Seen;
  uint64_t Bits = In.take();
  Seen.What = static_cast<Sighting::Kind>(Bits & 3);
  Seen.IsSettled = Bits & 4;
  Seen.IsInput = Bits & 8;
  if (Seen.What >= Sighting::Kind::Listed)
    Seen.Content = In.take();
  if (Seen.What == Sighting::Kind::Read) {
    Seen.Stamp = {In.take(), In.take(), In.take(), 0};
    In.number(Seen.Stamp.Modified);
  }
  return Seen;
}

bool visitTrail(
    llvm::StringRef Bytes,
    llvm::function_ref<bool(llvm::StringRef, const Sighting &)> Visit) {
  summary::ReadTables Tables;
  summary::Decoder In(Bytes, Tables);
  llvm::SmallString<256> Path;
  while (!In.isWhole()) {
    size_t Shared = In.take();
    llvm::StringRef Rest = In.takeBytes(In.take());
    Sighting Seen = takeSighting(In);
    if (In.isDamaged() || Shared > Path.size())
      return false;
    Path.truncate(Shared);
    Path += Rest;
    if (!Visit(Path, Seen))
      return false;
  }
  return true;
}

uint64_t hashOfNames(llvm::StringRef Folder) {
  std::vector<std::string> Names;
  std::error_code Error;
  for (fs::directory_iterator It(Folder, Error), End; It != End && !Error;
       It.increment(Error))
    Names.push_back(llvm::sys::path::filename(It->path()).str());
  llvm::sort(Names);
  std::string Text;
  for (const std::string &Name : Names)
    Text += Name + '\0';
  return llvm::xxh3_64bits(Text);
}

static std::optional<FileStamp> stampOf(const llvm::Twine &Path) {
  fs::file_status Status;
  if (fs::status(Path, Status))
    return std::nullopt;
  fs::UniqueID Id = Status.getUniqueID();
  return FileStamp{Id.getDevice(), Id.getFile(), Status.getSize(),
                   nanosecondsOf(Status.getLastModificationTime())};
}

bool FileStates::isAsSeen(llvm::StringRef Path, const Sighting &Before) {
  auto [It, New] = Known.try_emplace(Path);
  State &Now = It->second;
  if (New)
    Now.Stamp = stampOf(Path);
  bool IsThere = Now.Stamp.has_value();
  switch (Before.What) {
  case Sighting::Kind::Absent:
    return !IsThere;
  case Sighting::Kind::Present:
    return IsThere;
  case Sighting::Kind::Listed:
    if (IsThere && !Now.Names)
      Now.Names = hashOfNames(Path);
    return IsThere && *Now.Names == Before.Content;
  case Sighting::Kind::Read:
    break;
  }
  if (!IsThere || Now.Stamp->Size != Before.Stamp.Size)
    return false;
  if (Before.IsSettled && *Now.Stamp == Before.Stamp)
    return true;
  if (!Now.Content) {
    auto Text = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
    if (!Text)
      return false;
    Now.Content = llvm::xxh3_64bits((*Text)->getBuffer());
  }
  return *Now.Content == Before.Content;
}

} // namespace ouro::driver
