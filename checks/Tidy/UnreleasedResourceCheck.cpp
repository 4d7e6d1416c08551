//===- UnreleasedResourceCheck.cpp
//-------------------------------------------===//
#include "checks/Tidy/UnreleasedResourceCheck.h"

namespace ouro::tidy {

UnreleasedResourceCheck::UnreleasedResourceCheck(
    llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
    std::shared_ptr<TidySession> Session)
    : FindingCheck(RuleId::UnreleasedResource, Name, Context,
                   std::move(Session)) {}

} // namespace ouro::tidy
