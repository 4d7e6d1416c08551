//===- RefcountCycleCheck.h - ouro-refcount-cycle -*- C++ -*-===//
#ifndef OURO_CHECKS_TIDY_REFCOUNTCYCLECHECK_H
#define OURO_CHECKS_TIDY_REFCOUNTCYCLECHECK_H

#include "checks/Tidy/FindingCheck.h"

namespace ouro::tidy {

/// ouro-refcount-cycle: objects that hold each other strongly, so that their
/// counts never reach zero. See docs/rules/ouro-refcount-cycle.md.
class RefcountCycleCheck : public FindingCheck {
public:
  RefcountCycleCheck(llvm::StringRef Name,
                     clang::tidy::ClangTidyContext *Context,
                     std::shared_ptr<TidySession> Session);
};

} // namespace ouro::tidy

#endif // OURO_CHECKS_TIDY_REFCOUNTCYCLECHECK_H
