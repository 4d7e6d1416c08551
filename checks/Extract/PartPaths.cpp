//===- PartPaths.cpp ------------------------------------------------------===//
#include "checks/Extract/PartPaths.h"
#include "llvm/ADT/STLExtras.h"

using namespace ouro::facts;

namespace ouro::extract {

unsigned PartPaths::of(const PartPath &Path) {
  if (Path.empty() && !Paths.empty())
    return Empty;
  auto [At, New] = Numbers.try_emplace(Path, Paths.size());
  if (New)
    Paths.push_back(&At->first);
  return At->second;
}

unsigned PartPaths::join(unsigned Left, unsigned Right) {
  if (Left == Empty || Right == Empty)
    return Left == Empty ? Right : Left;
  auto [At, New] = Joined.try_emplace({Left, Right}, 0);
  if (!New)
    return At->second;
  PartPath Whole = *Paths[Left];
  llvm::append_range(Whole, *Paths[Right]);
  return Joined[{Left, Right}] = of(Whole);
}

} // namespace ouro::extract
