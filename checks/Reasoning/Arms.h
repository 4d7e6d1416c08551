//===- Arms.h - Which branches go together ----------------------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_ARMS_H
#define OURO_CHECKS_REASONING_ARMS_H

#include "checks/Facts/FunctionFact.h"
#include "llvm/ADT/STLExtras.h"

namespace ouro::reasoning {

/// True if no run takes all of both.
inline bool exclude(const std::vector<facts::Arm> &L,
                    const std::vector<facts::Arm> &R) {
  return llvm::any_of(L, [&](const facts::Arm &A) {
    return llvm::any_of(R, [&](const facts::Arm &B) {
      return A.Branch == B.Branch && A.Which != B.Which;
    });
  });
}

inline void addArms(std::vector<facts::Arm> &To,
                    const std::vector<facts::Arm> &More) {
  for (const facts::Arm &A : More)
    if (!llvm::is_contained(To, A))
      To.push_back(A);
}

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_ARMS_H
