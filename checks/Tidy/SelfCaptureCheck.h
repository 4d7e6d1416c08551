//===- SelfCaptureCheck.h - ouro-self-capture -----------------*- C++ -*-===//
#ifndef OURO_CHECKS_TIDY_SELFCAPTURECHECK_H
#define OURO_CHECKS_TIDY_SELFCAPTURECHECK_H

#include "checks/Tidy/FindingCheck.h"

namespace ouro::tidy {

/// ouro-self-capture: see docs/rules/ouro-self-capture.md.
class SelfCaptureCheck : public FindingCheck {
public:
  SelfCaptureCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                   std::shared_ptr<TidySession> Session);
};

} // namespace ouro::tidy

#endif // OURO_CHECKS_TIDY_SELFCAPTURECHECK_H
