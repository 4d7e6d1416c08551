//===- UnreleasedResourceCheck.cpp ---------------------------------------===//
#include "checks/Tidy/UnreleasedResourceCheck.h"

namespace {
/// A yes or no of the configuration. clang-tidy's own options of type `bool`
/// are specialised templates whose names g++ and clang mangle differently, so
/// that a plugin built by g++ would not find them; an enumeration is read by a
/// plain function.
enum class Switch : bool { Off, On };
} // namespace

namespace clang::tidy {
template <> struct OptionEnumMapping<Switch> {
  static llvm::ArrayRef<std::pair<Switch, StringRef>> getEnumMapping() {
    static constexpr std::pair<Switch, StringRef> Mapping[] = {
        {Switch::Off, "false"}, {Switch::On, "true"}};
    return Mapping;
  }
};
} // namespace clang::tidy

namespace ouro::tidy {

UnreleasedResourceCheck::UnreleasedResourceCheck(
    llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
    std::shared_ptr<TidySession> Session)
    : FindingCheck(RuleId::UnreleasedResource, Name, Context, Session),
      CallsMayThrow(Options.get("CallsMayThrow", Switch::Off) == Switch::On) {
  Session->followExceptions(CallsMayThrow);
}

void UnreleasedResourceCheck::storeOptions(
    clang::tidy::ClangTidyOptions::OptionMap &Opts) {
  FindingCheck::storeOptions(Opts);
  Options.store(Opts, "CallsMayThrow",
                CallsMayThrow ? Switch::On : Switch::Off);
}

} // namespace ouro::tidy
