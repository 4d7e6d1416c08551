//===- DoubleReleaseCheck.h - ouro-double-release -------------*- C++ -*-===//
#ifndef OURO_CHECKS_TIDY_DOUBLERELEASECHECK_H
#define OURO_CHECKS_TIDY_DOUBLERELEASECHECK_H

#include "checks/Tidy/FindingCheck.h"

namespace ouro::tidy {

/// ouro-double-release: see docs/rules/ouro-double-release.md.
class DoubleReleaseCheck : public FindingCheck {
public:
  DoubleReleaseCheck(llvm::StringRef Name,
                     clang::tidy::ClangTidyContext *Context,
                     std::shared_ptr<TidySession> Session);
};

} // namespace ouro::tidy

#endif // OURO_CHECKS_TIDY_DOUBLERELEASECHECK_H
