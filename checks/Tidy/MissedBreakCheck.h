//===- MissedBreakCheck.h - ouro-missed-break -----------------*- C++ -*-===//
#ifndef OURO_CHECKS_TIDY_MISSEDBREAKCHECK_H
#define OURO_CHECKS_TIDY_MISSEDBREAKCHECK_H

#include "checks/Tidy/FindingCheck.h"

namespace ouro::tidy {

/// ouro-missed-break: see docs/rules/ouro-missed-break.md.
class MissedBreakCheck : public FindingCheck {
public:
  MissedBreakCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                   std::shared_ptr<TidySession> Session);
};

} // namespace ouro::tidy

#endif // OURO_CHECKS_TIDY_MISSEDBREAKCHECK_H
