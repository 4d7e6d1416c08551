//===- SelfCaptureCheck.cpp
//--------------------------------------------------===//
#include "checks/Tidy/SelfCaptureCheck.h"

namespace ouro::tidy {

SelfCaptureCheck::SelfCaptureCheck(llvm::StringRef Name,
                                   clang::tidy::ClangTidyContext *Context,
                                   std::shared_ptr<TidySession> Session)
    : FindingCheck(RuleId::SelfCapture, Name, Context, std::move(Session)) {}

} // namespace ouro::tidy
