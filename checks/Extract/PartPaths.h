//===- PartPaths.h - Numbers for paths to parts -----------------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_PARTPATHS_H
#define OURO_CHECKS_EXTRACT_PARTPATHS_H

#include "checks/Facts/FlowFacts.h"
#include "llvm/ADT/DenseMap.h"
#include <map>

namespace ouro::extract {

/// Numbers for paths: they are compared and put together very often.
class PartPaths {
public:
  static constexpr unsigned Empty = 0;
  unsigned Pointer; ///< the path of one step, through a pointer

  PartPaths() {
    of({});
    Pointer = of({facts::PartStep()});
  }
  unsigned of(const facts::PartPath &Path);
  unsigned join(unsigned Left, unsigned Right);
  const facts::PartPath &operator[](unsigned Number) const {
    return *Paths[Number];
  }

private:
  std::map<facts::PartPath, unsigned> Numbers;
  std::vector<const facts::PartPath *> Paths; ///< keys of Numbers
  llvm::DenseMap<std::pair<unsigned, unsigned>, unsigned> Joined;
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_PARTPATHS_H
