//===- UnboundedGlobalCheck.cpp
//----------------------------------------------===//
#include "checks/Tidy/UnboundedGlobalCheck.h"

namespace ouro::tidy {

UnboundedGlobalCheck::UnboundedGlobalCheck(
    llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
    std::shared_ptr<TidySession> Session)
    : FindingCheck(RuleId::UnboundedGlobal, Name, Context, std::move(Session)) {
}

} // namespace ouro::tidy
