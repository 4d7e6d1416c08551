//===- OutputFile.h - A report that is whole or not there -------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_OUTPUTFILE_H
#define OURO_TOOLS_DRIVER_OUTPUTFILE_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/FileSystem.h"
#include <optional>
#include <string>

namespace llvm {
class raw_ostream;
}

namespace ouro::driver {

using Writer = llvm::function_ref<void(llvm::raw_ostream &)>;

/// A place for a report: a file, or standard output as "-". A file is written
/// beside its final name and renamed when it is whole, so readers never see
/// half a report and a failed run leaves the old one alone. Devices and pipes
/// are written directly.
class OutputFile {
public:
  /// Opened before the analysis, so that an unwritable place costs nothing.
  static llvm::Expected<OutputFile> open(llvm::StringRef Path);

  OutputFile(OutputFile &&) = default;
  OutputFile &operator=(OutputFile &&) = delete;
  ~OutputFile();

  bool isStandardOutput() const { return Path == "-"; }

  /// Writes the report and puts it in place. Call once.
  llvm::Error write(Writer Render);

private:
  explicit OutputFile(llvm::StringRef Path) : Path(Path) {}

  std::string Path; ///< without symbolic links, or "-"
  std::optional<llvm::sys::fs::TempFile> Temporary;
};

/// Writes to standard output. A reader that went away (`| head`) has seen
/// enough and is no error; a full disk is.
llvm::Error writeStandardOutput(Writer Render);

/// Forgets errors of standard output and error, so that ending the process does
/// not abort it because a pipe is gone.
void forgetStreamErrors();

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_OUTPUTFILE_H
