//===- SourceFiles.h - The text that findings point into --------*- C++ -*-===//
#ifndef OURO_TOOLS_RENDER_SOURCEFILES_H
#define OURO_TOOLS_RENDER_SOURCEFILES_H

#include "checks/Vocabulary/SourcePos.h"
#include "tools/Render/LineHash.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ouro::render {

/// One readable source file, cut into lines (at LF, CR and CRLF).
class SourceFile {
public:
  explicit SourceFile(std::unique_ptr<llvm::MemoryBuffer> Buffer);

  /// Line \p Number (from 1) without its line break; empty beyond the end.
  llvm::StringRef line(unsigned Number) const;

  /// Number of lines; the empty one after a final line break counts.
  unsigned lineCount() const { return Starts.size(); }

  /// GitHub's hash of line \p Number; nothing beyond the end. The first call
  /// hashes the whole file.
  std::optional<LineHash> lineHash(unsigned Number) const;

private:
  std::unique_ptr<llvm::MemoryBuffer> Buffer;
  std::vector<size_t> Starts;
  mutable std::vector<LineHash> Hashes;
};

/// Reads source files once each, and keeps them: memory grows with the files
/// that findings lie in, not with the program.
class SourceFiles {
public:
  /// Relative names are looked up below \p Root.
  explicit SourceFiles(std::string Root,
                       llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> FS =
                           llvm::vfs::getRealFileSystem());

  /// The file, or null if it cannot be read; that is no error, since a report
  /// may be rendered where its sources are not.
  const SourceFile *find(llvm::StringRef File);

  /// 1-based column in UTF-16 code units of byte column \p Column. The byte
  /// column itself where the text is not known.
  unsigned utf16Column(llvm::StringRef File, unsigned Line, unsigned Column);

private:
  std::string Root;
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> FS;
  llvm::StringMap<std::unique_ptr<SourceFile>> Files;
};

} // namespace ouro::render

#endif // OURO_TOOLS_RENDER_SOURCEFILES_H
