//===- Progress.cpp -------------------------------------------------------===//
#include "tools/Driver/Progress.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

namespace ouro::driver {

/// Carriage return, and erase to the end of the line.
static constexpr llvm::StringLiteral WipeLine = "\r\x1b[K";

std::string progressLine(size_t Done, size_t Total,
                         std::chrono::seconds Elapsed, llvm::StringRef File) {
  std::string Line;
  llvm::raw_string_ostream OS(Line);
  long Left = Done ? Elapsed.count() * long(Total - Done) / long(Done) : 0;
  OS << '[' << Done << '/' << Total << "] " << Done * 100 / Total << "% eta ";
  if (Left >= 3600)
    OS << llvm::format("%ld:%02ld:%02ld", Left / 3600, Left / 60 % 60,
                       Left % 60);
  else
    OS << llvm::format("%ld:%02ld", Left / 60, Left % 60);
  OS << ' ';
  for (char C : llvm::sys::path::filename(File))
    OS << (static_cast<unsigned char>(C) < 0x20 || C == 0x7f ? '?' : C);
  return Line;
}

Progress::Progress(size_t Total, bool Visible)
    : Total(Total), Visible(Visible), Start(std::chrono::steady_clock::now()) {}

Progress::~Progress() {
  if (Visible && Done)
    llvm::errs() << WipeLine;
}

void Progress::finishedUnit(llvm::StringRef File) {
  ++Done;
  if (!Visible)
    return;
  auto Elapsed = std::chrono::duration_cast<std::chrono::seconds>(
      std::chrono::steady_clock::now() - Start);
  std::string Line = progressLine(Done, Total, Elapsed, File);
  size_t Columns = llvm::sys::Process::StandardErrColumns();
  // A line that wraps could not be wiped.
  llvm::errs() << WipeLine
               << llvm::StringRef(Line).take_front(Columns ? Columns - 1 : 79);
}

} // namespace ouro::driver
