//===- SuppressionOrigin.h - Words for where a silence is from --*- C++ -*-===//
#ifndef OURO_TOOLS_RENDER_SUPPRESSIONORIGIN_H
#define OURO_TOOLS_RENDER_SUPPRESSIONORIGIN_H

#include "checks/Vocabulary/Finding.h"
#include "llvm/ADT/STLExtras.h"
#include <optional>

namespace ouro::render {

/// In the order of Suppression::Origin.
inline constexpr llvm::StringLiteral OriginNames[] = {"comment", "annotation",
                                                      "baseline"};

inline llvm::StringRef toString(Suppression::Origin From) {
  return OriginNames[static_cast<size_t>(From)];
}

inline std::optional<Suppression::Origin> parseOrigin(llvm::StringRef Text) {
  for (auto [Index, Name] : llvm::enumerate(OriginNames))
    if (Text == Name)
      return static_cast<Suppression::Origin>(Index);
  return std::nullopt;
}

} // namespace ouro::render

#endif // OURO_TOOLS_RENDER_SUPPRESSIONORIGIN_H
