//===- UntracedHoldCheck.cpp
//-------------------------------------------------===//
#include "checks/Tidy/UntracedHoldCheck.h"

namespace ouro::tidy {

UntracedHoldCheck::UntracedHoldCheck(llvm::StringRef Name,
                                     clang::tidy::ClangTidyContext *Context,
                                     std::shared_ptr<TidySession> Session)
    : FindingCheck(RuleId::UntracedHold, Name, Context, std::move(Session)) {}

} // namespace ouro::tidy
