//===- Progress.h - How far, and how long still -----------------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_PROGRESS_H
#define OURO_TOOLS_DRIVER_PROGRESS_H

#include "llvm/ADT/StringRef.h"
#include <chrono>
#include <string>

namespace ouro::driver {

/// "[12/345] 3% eta 0:12 file.cpp" for \p Done of \p Total units after
/// \p Elapsed; the time left assumes that all units cost the same.
std::string progressLine(size_t Done, size_t Total,
                         std::chrono::seconds Elapsed, llvm::StringRef File);

/// One line on stderr that overwrites itself. Silent unless \p Visible.
class Progress {
public:
  Progress(size_t Total, bool Visible);
  ~Progress(); ///< wipes the line
  void finishedUnit(llvm::StringRef File);

private:
  size_t Total;
  size_t Done = 0;
  bool Visible;
  std::chrono::steady_clock::time_point Start;
};

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_PROGRESS_H
