//===- MismatchedReleaseCheck.cpp
//--------------------------------------------===//
#include "checks/Tidy/MismatchedReleaseCheck.h"

namespace ouro::tidy {

MismatchedReleaseCheck::MismatchedReleaseCheck(
    llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
    std::shared_ptr<TidySession> Session)
    : FindingCheck(RuleId::MismatchedRelease, Name, Context,
                   std::move(Session)) {}

} // namespace ouro::tidy
