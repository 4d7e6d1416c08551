//===- FindingToDiag.h - A finding as clang diagnostics ---------*- C++ -*-===//
#ifndef OURO_CHECKS_TIDY_FINDINGTODIAG_H
#define OURO_CHECKS_TIDY_FINDINGTODIAG_H

#include "checks/Vocabulary/Finding.h"

namespace clang {
class SourceManager;
}
namespace clang::tidy {
class ClangTidyCheck;
}

namespace ouro::tidy {

/// Emits \p F as a warning of \p Check with one note per witness step and its
/// fix, if it has one.
void emit(const Finding &F, clang::tidy::ClangTidyCheck &Check,
          clang::SourceManager &SM);

} // namespace ouro::tidy

#endif // OURO_CHECKS_TIDY_FINDINGTODIAG_H
