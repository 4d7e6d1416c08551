//===- DoubleReleaseCheck.cpp
//------------------------------------------------===//
#include "checks/Tidy/DoubleReleaseCheck.h"

namespace ouro::tidy {

DoubleReleaseCheck::DoubleReleaseCheck(llvm::StringRef Name,
                                       clang::tidy::ClangTidyContext *Context,
                                       std::shared_ptr<TidySession> Session)
    : FindingCheck(RuleId::DoubleRelease, Name, Context, std::move(Session)) {}

} // namespace ouro::tidy
