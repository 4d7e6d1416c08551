//===- FileName.cpp -------------------------------------------------------===//
#include "checks/Vocabulary/FileName.h"
#include <mutex>

namespace ouro {

const FileName::Entry *FileName::keep(llvm::StringRef Text) {
  static std::mutex Lock;
  static llvm::StringMap<char> Names;
  if (Text.empty())
    return nullptr;
  std::lock_guard<std::mutex> Guard(Lock);
  // NOLINTNEXTLINE(ouro-unbounded-global): there are no more than files.
  return &*Names.try_emplace(Text).first;
}

} // namespace ouro
