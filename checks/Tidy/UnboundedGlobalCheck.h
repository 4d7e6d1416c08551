//===- UnboundedGlobalCheck.h - ouro-unbounded-global ---------*- C++ -*-===//
#ifndef OURO_CHECKS_TIDY_UNBOUNDEDGLOBALCHECK_H
#define OURO_CHECKS_TIDY_UNBOUNDEDGLOBALCHECK_H

#include "checks/Tidy/FindingCheck.h"

namespace ouro::tidy {

/// ouro-unbounded-global: see docs/rules/ouro-unbounded-global.md.
class UnboundedGlobalCheck : public FindingCheck {
public:
  UnboundedGlobalCheck(llvm::StringRef Name,
                       clang::tidy::ClangTidyContext *Context,
                       std::shared_ptr<TidySession> Session);
};

} // namespace ouro::tidy

#endif // OURO_CHECKS_TIDY_UNBOUNDEDGLOBALCHECK_H
