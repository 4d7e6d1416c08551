//===- UnreleasedResourceCheck.cpp
//-------------------------------------------===//
#include "checks/Tidy/UnreleasedResourceCheck.h"

namespace ouro::tidy {

UnreleasedResourceCheck::UnreleasedResourceCheck(
    llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
    std::shared_ptr<TidySession> Session)
    : FindingCheck(RuleId::UnreleasedResource, Name, Context, Session),
      CallsMayThrow(Options.get("CallsMayThrow", false)) {
  Session->followExceptions(CallsMayThrow);
}

void UnreleasedResourceCheck::storeOptions(
    clang::tidy::ClangTidyOptions::OptionMap &Opts) {
  FindingCheck::storeOptions(Opts);
  Options.store(Opts, "CallsMayThrow", CallsMayThrow);
}

} // namespace ouro::tidy
