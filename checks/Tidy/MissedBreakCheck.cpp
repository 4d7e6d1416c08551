//===- MissedBreakCheck.cpp
//--------------------------------------------------===//
#include "checks/Tidy/MissedBreakCheck.h"

namespace ouro::tidy {

MissedBreakCheck::MissedBreakCheck(llvm::StringRef Name,
                                   clang::tidy::ClangTidyContext *Context,
                                   std::shared_ptr<TidySession> Session)
    : FindingCheck(RuleId::MissedBreak, Name, Context, std::move(Session)) {}

} // namespace ouro::tidy
