//===- MismatchedReleaseCheck.h - ouro-mismatched-release -----*- C++ -*-===//
#ifndef OURO_CHECKS_TIDY_MISMATCHEDRELEASECHECK_H
#define OURO_CHECKS_TIDY_MISMATCHEDRELEASECHECK_H

#include "checks/Tidy/FindingCheck.h"

namespace ouro::tidy {

/// ouro-mismatched-release: see docs/rules/ouro-mismatched-release.md.
class MismatchedReleaseCheck : public FindingCheck {
public:
  MismatchedReleaseCheck(llvm::StringRef Name,
                         clang::tidy::ClangTidyContext *Context,
                         std::shared_ptr<TidySession> Session);
};

} // namespace ouro::tidy

#endif // OURO_CHECKS_TIDY_MISMATCHEDRELEASECHECK_H
