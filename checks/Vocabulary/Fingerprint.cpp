//===- Fingerprint.cpp ----------------------------------------------------===//
#include "checks/Vocabulary/Fingerprint.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"
#include <algorithm>

namespace ouro {

Fingerprint Fingerprint::ofList(RuleId Id, llvm::ArrayRef<std::string> Parts) {
  llvm::SmallString<256> Text(ruleOf(Id).Name);
  for (const std::string &Part : Parts) {
    Text.push_back('\0');
    Text.append(Part);
  }
  return {llvm::xxh3_64bits(Text.str())};
}

Fingerprint Fingerprint::ofRing(RuleId Id, llvm::ArrayRef<std::string> Ring) {
  // The least rotation; rings have a handful of edges, so quadratic is fine.
  std::vector<std::string> Best(Ring.begin(), Ring.end());
  std::vector<std::string> Turned = Best;
  for (size_t I = 1; I < Ring.size(); ++I) {
    std::rotate(Turned.begin(), Turned.begin() + 1, Turned.end());
    Best = std::min(Best, Turned);
  }
  return ofList(Id, Best);
}

std::string toString(Fingerprint Print) {
  return llvm::utohexstr(Print.Value, /*LowerCase=*/true, /*Width=*/16);
}

} // namespace ouro
