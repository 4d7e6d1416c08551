//===- SourceFiles.cpp ----------------------------------------------------===//
#include "tools/Render/SourceFiles.h"
#include "tools/Render/Utf.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

namespace ouro::render {

SourceFile::SourceFile(std::unique_ptr<llvm::MemoryBuffer> Text)
    : Buffer(std::move(Text)) {
  llvm::StringRef All = Buffer->getBuffer();
  Starts.push_back(0);
  for (size_t At = All.find_first_of("\r\n"); At != llvm::StringRef::npos;
       At = All.find_first_of("\r\n", Starts.back()))
    Starts.push_back(All.substr(At).starts_with("\r\n") ? At + 2 : At + 1);
}

llvm::StringRef SourceFile::line(unsigned Number) const {
  if (Number == 0 || Number > Starts.size())
    return "";
  llvm::StringRef Rest = Buffer->getBuffer().substr(Starts[Number - 1]);
  return Rest.take_until([](char C) { return C == '\n' || C == '\r'; });
}

std::optional<LineHash> SourceFile::lineHash(unsigned Number) const {
  if (Hashes.empty())
    Hashes = lineHashesOf(Buffer->getBuffer());
  if (Number == 0 || Number > Hashes.size())
    return std::nullopt;
  return Hashes[Number - 1];
}

SourceFiles::SourceFiles(std::string Root,
                         llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> FS)
    : Root(std::move(Root)), FS(std::move(FS)) {}

const SourceFile *SourceFiles::find(llvm::StringRef File) {
  if (File.empty())
    return nullptr;
  auto [It, IsNew] = Files.try_emplace(File);
  if (!IsNew)
    return It->second.get();
  llvm::SmallString<256> Path(File);
  if (llvm::sys::path::is_relative(Path) && !Root.empty()) {
    Path = Root;
    llvm::sys::path::append(Path, File);
  }
  auto Buffer = FS->getBufferForFile(Path);
  if (Buffer)
    It->second = std::make_unique<SourceFile>(std::move(*Buffer));
  return It->second.get();
}

unsigned SourceFiles::utf16Column(llvm::StringRef File, unsigned Line,
                                  unsigned Column) {
  const SourceFile *Source = find(File);
  if (!Source || Column == 0)
    return Column;
  llvm::StringRef Text = Source->line(Line);
  size_t Before = Column - 1;
  if (Before > Text.size()) // beyond the line: keep the distance
    return utf16Length(Text) + 1 + static_cast<unsigned>(Before - Text.size());
  return utf16Length(Text.take_front(Before)) + 1;
}

} // namespace ouro::render
