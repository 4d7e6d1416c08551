//===- Wording.h - Findings in words ----------------------------*- C++ -*-===//
#ifndef OURO_CHECKS_VOCABULARY_WORDING_H
#define OURO_CHECKS_VOCABULARY_WORDING_H

#include "checks/Vocabulary/Finding.h"
#include <string>

namespace ouro {

/// Clang style: lower case, no final period. For terminals and clang-tidy.
std::string terse(const Finding &F);
std::string terse(const WitnessStep &Step);

/// Whole sentences, for SARIF, HTML and documents.
std::string sentence(const Finding &F);
std::string sentence(const WitnessStep &Step);

/// Replaces {0}, {1} ... in \p Format by \p Arguments. Braces that are not an
/// index stay as they are; a missing argument becomes the empty string.
std::string fillIn(llvm::StringRef Format,
                   llvm::ArrayRef<std::string> Arguments);

} // namespace ouro

#endif // OURO_CHECKS_VOCABULARY_WORDING_H
