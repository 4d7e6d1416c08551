//===- RecordingFileSystem.h - Sees what a compiler looks at ----*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_RECORDINGFILESYSTEM_H
#define OURO_TOOLS_DRIVER_RECORDINGFILESYSTEM_H

#include "tools/Driver/FileTrail.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace ouro::driver {

/// The real files, and a record of each path that is asked for. A compiler
/// looks at files in no other way, so nothing escapes: headers, module maps,
/// lists for sanitizers, headers that were looked for and are not there.
class RecordingFileSystem
    : public llvm::RTTIExtends<RecordingFileSystem,
                               llvm::vfs::ProxyFileSystem> {
public:
  static const char ID;

  /// \p Trail outlives this.
  explicit RecordingFileSystem(FileTrail &Trail);

  /// What is read from now on is input of the compiler, see Sighting.
  void beginInput() { IsInput = true; }

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &Path) override;
  bool exists(const llvm::Twine &Path) override;
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>>
  openFileForRead(const llvm::Twine &Path) override;
  llvm::vfs::directory_iterator dir_begin(const llvm::Twine &Folder,
                                          std::error_code &Error) override;
  std::error_code setCurrentWorkingDirectory(const llvm::Twine &Path) override;

private:
  std::string absolute(const llvm::Twine &Path) const;
  void note(const llvm::Twine &Path, bool IsThere);

  FileTrail &Trail;
  std::string Folder; ///< that relative names are relative to
  bool IsInput = false;
};

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_RECORDINGFILESYSTEM_H
