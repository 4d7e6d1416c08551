//===- RecordingFileSystem.cpp --------------------------------------------===//
#include "tools/Driver/RecordingFileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"
#include <chrono>

namespace ouro::driver {

namespace vfs = llvm::vfs;

const char RecordingFileSystem::ID = 0;

/// Longer than the coarsest clock that file systems in use stamp files with.
static constexpr std::chrono::seconds SettlingTime(2);

namespace {
/// Notes the content when it is read, not when it might be.
class RecordingFile : public vfs::File {
public:
  RecordingFile(std::unique_ptr<vfs::File> Inner, std::string Path,
                FileTrail &Trail, bool IsInput)
      : Inner(std::move(Inner)), Path(std::move(Path)), Trail(Trail),
        IsInput(IsInput) {}

  llvm::ErrorOr<vfs::Status> status() override { return Inner->status(); }
  llvm::ErrorOr<std::string> getName() override { return Inner->getName(); }
  std::error_code close() override { return Inner->close(); }

  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
  getBuffer(const llvm::Twine &Name, int64_t Size, bool NeedsTerminator,
            bool IsVolatile) override {
    llvm::ErrorOr<vfs::Status> Status = Inner->status();
    auto Text = Inner->getBuffer(Name, Size, NeedsTerminator, IsVolatile);
    if (Status && Text)
      note(*Status, (*Text)->getBuffer());
    return Text;
  }

private:
  void note(const vfs::Status &Status, llvm::StringRef Text) {
    Sighting Seen;
    Seen.What = Sighting::Kind::Read;
    Seen.Content = llvm::xxh3_64bits(Text);
    Seen.Stamp = {Status.getUniqueID().getDevice(),
                  Status.getUniqueID().getFile(), Status.getSize(),
                  nanosecondsOf(Status.getLastModificationTime())};
    Seen.IsSettled = Status.getLastModificationTime() + SettlingTime <
                     std::chrono::system_clock::now();
    Seen.IsInput = IsInput;
    Trail.add(Path, Seen);
  }

  std::unique_ptr<vfs::File> Inner;
  std::string Path;
  FileTrail &Trail;
  bool IsInput;
};
} // namespace

RecordingFileSystem::RecordingFileSystem(FileTrail &Trail)
    : RTTIExtends(vfs::getRealFileSystem()), Trail(Trail) {
  if (auto Here = getCurrentWorkingDirectory())
    Folder = *Here;
}

std::string RecordingFileSystem::absolute(const llvm::Twine &Path) const {
  std::string Name = Path.str();
  if (llvm::sys::path::is_absolute(Name))
    return Name;
  llvm::SmallString<256> Text(Folder);
  llvm::sys::path::append(Text, Name);
  return std::string(Text);
}

void RecordingFileSystem::note(const llvm::Twine &Path, bool IsThere) {
  Sighting Seen;
  Seen.What = IsThere ? Sighting::Kind::Present : Sighting::Kind::Absent;
  Trail.add(absolute(Path), Seen);
}

llvm::ErrorOr<vfs::Status>
RecordingFileSystem::status(const llvm::Twine &Path) {
  llvm::ErrorOr<vfs::Status> Result = ProxyFileSystem::status(Path);
  note(Path, bool(Result));
  return Result;
}

bool RecordingFileSystem::exists(const llvm::Twine &Path) {
  bool IsThere = ProxyFileSystem::exists(Path);
  note(Path, IsThere);
  return IsThere;
}

llvm::ErrorOr<std::unique_ptr<vfs::File>>
RecordingFileSystem::openFileForRead(const llvm::Twine &Path) {
  auto Opened = ProxyFileSystem::openFileForRead(Path);
  note(Path, bool(Opened));
  if (!Opened)
    return Opened;
  return std::make_unique<RecordingFile>(std::move(*Opened), absolute(Path),
                                         Trail, IsInput);
}

vfs::directory_iterator
RecordingFileSystem::dir_begin(const llvm::Twine &Folder,
                               std::error_code &Error) {
  auto Begin = ProxyFileSystem::dir_begin(Folder, Error);
  note(Folder, !Error);
  if (Error)
    return Begin;
  Sighting Seen;
  Seen.What = Sighting::Kind::Listed;
  std::string Path = absolute(Folder);
  Seen.Content = hashOfNames(Path);
  Trail.add(Path, Seen);
  return Begin;
}

std::error_code
RecordingFileSystem::setCurrentWorkingDirectory(const llvm::Twine &Path) {
  std::error_code Error = ProxyFileSystem::setCurrentWorkingDirectory(Path);
  if (!Error)
    Folder = absolute(Path);
  return Error;
}

} // namespace ouro::driver
