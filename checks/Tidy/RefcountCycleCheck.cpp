//===- RefcountCycleCheck.cpp
//------------------------------------------------------===//
#include "checks/Tidy/RefcountCycleCheck.h"

namespace ouro::tidy {

RefcountCycleCheck::RefcountCycleCheck(llvm::StringRef Name,
                                       clang::tidy::ClangTidyContext *Context,
                                       std::shared_ptr<TidySession> Session)
    : FindingCheck(RuleId::RefcountCycle, Name, Context, std::move(Session)) {}

} // namespace ouro::tidy
