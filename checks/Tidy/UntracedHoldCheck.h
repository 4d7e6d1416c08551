//===- UntracedHoldCheck.h - ouro-untraced-hold ---------------*- C++ -*-===//
#ifndef OURO_CHECKS_TIDY_UNTRACEDHOLDCHECK_H
#define OURO_CHECKS_TIDY_UNTRACEDHOLDCHECK_H

#include "checks/Tidy/FindingCheck.h"

namespace ouro::tidy {

/// ouro-untraced-hold: see docs/rules/ouro-untraced-hold.md.
class UntracedHoldCheck : public FindingCheck {
public:
  UntracedHoldCheck(llvm::StringRef Name,
                    clang::tidy::ClangTidyContext *Context,
                    std::shared_ptr<TidySession> Session);
};

} // namespace ouro::tidy

#endif // OURO_CHECKS_TIDY_UNTRACEDHOLDCHECK_H
