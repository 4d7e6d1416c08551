//===- SymbolId.cpp -------------------------------------------------------===//
#include "checks/Vocabulary/SymbolId.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"

namespace ouro {

SymbolId SymbolId::of(llvm::StringRef Usr, llvm::StringRef BuildNamespace) {
  if (Usr.empty())
    return {};
  uint64_t Hash;
  if (BuildNamespace.empty()) {
    Hash = llvm::xxh3_64bits(Usr);
  } else {
    llvm::SmallString<256> Qualified(Usr);
    Qualified.push_back('\0');
    Qualified.append(BuildNamespace);
    Hash = llvm::xxh3_64bits(Qualified.str());
  }
  // 0 means "none", 1 is reserved for facts, the largest two are DenseMap's.
  if (Hash <= 1 || Hash >= ~uint64_t(0) - 1)
    Hash = 2;
  return {Hash};
}

std::string toString(SymbolId Id) {
  return llvm::utohexstr(Id.Value, /*LowerCase=*/true, /*Width=*/16);
}

} // namespace ouro
