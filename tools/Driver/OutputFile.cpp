//===- OutputFile.cpp -----------------------------------------------------===//
#include "tools/Driver/OutputFile.h"
#include "tools/Driver/Message.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/raw_ostream.h"

namespace ouro::driver {

namespace fs = llvm::sys::fs;

static llvm::Error cannotWrite(llvm::StringRef Path, llvm::StringRef Why) {
  return makeError("cannot write '" + Path + "': " + Why);
}

llvm::Expected<OutputFile> OutputFile::open(llvm::StringRef Path) {
  OutputFile Output(Path);
  if (Path == "-")
    return Output;
  llvm::SmallString<256> Real;
  if (!fs::real_path(Path, Real))
    Output.Path = std::string(Real);
  fs::file_status Status;
  if (!fs::status(Output.Path, Status) && fs::exists(Status)) {
    if (fs::is_directory(Status))
      return cannotWrite(Path, "it is a folder; name a file in it");
    if (!fs::is_regular_file(Status))
      return Output;
    if (std::error_code Error = fs::access(Output.Path, fs::AccessMode::Write))
      return cannotWrite(Path, Error.message());
  }
  auto Temporary = fs::TempFile::create(Output.Path + ".%%%%%%.tmp",
                                        fs::all_read | fs::all_write);
  if (!Temporary)
    return cannotWrite(Path, llvm::toString(Temporary.takeError()));
  Output.Temporary = std::move(*Temporary);
  return Output;
}

OutputFile::~OutputFile() {
  if (Temporary)
    llvm::consumeError(Temporary->discard());
}

llvm::Error OutputFile::write(Writer Render) {
  if (isStandardOutput())
    return writeStandardOutput(Render);
  std::error_code Error;
  std::optional<llvm::raw_fd_ostream> Stream;
  if (Temporary)
    Stream.emplace(Temporary->FD, /*shouldClose=*/false);
  else
    Stream.emplace(Path, Error);
  if (Error)
    return cannotWrite(Path, Error.message());
  Render(*Stream);
  Stream->flush();
  Error = Stream->error();
  Stream->clear_error();
  if (Error)
    return cannotWrite(Path, Error.message());
  if (!Temporary)
    return llvm::Error::success();
  llvm::Error Kept = Temporary->keep(Path);
  Temporary.reset();
  if (Kept)
    return cannotWrite(Path, llvm::toString(std::move(Kept)));
  return llvm::Error::success();
}

llvm::Error writeStandardOutput(Writer Render) {
  Render(llvm::outs());
  llvm::outs().flush();
  std::error_code Error = llvm::outs().error();
  llvm::outs().clear_error();
  if (Error && Error != std::errc::broken_pipe)
    return cannotWrite("standard output", Error.message());
  return llvm::Error::success();
}

void forgetStreamErrors() {
  for (llvm::raw_fd_ostream *Stream : {&llvm::outs(), &llvm::errs()}) {
    Stream->flush();
    Stream->clear_error();
  }
}

} // namespace ouro::driver
