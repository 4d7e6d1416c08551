//===- FindingCheck.cpp ---------------------------------------------------===//
#include "checks/Tidy/FindingCheck.h"
#include "checks/Tidy/FindingToDiag.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;

namespace clang::tidy {
template <> struct OptionEnumMapping<ouro::Confidence> {
  static llvm::ArrayRef<std::pair<ouro::Confidence, StringRef>>
  getEnumMapping() {
    static constexpr std::pair<ouro::Confidence, StringRef> Mapping[] = {
        {ouro::Confidence::Possible, "possible"},
        {ouro::Confidence::Likely, "likely"},
        {ouro::Confidence::Certain, "certain"}};
    return Mapping;
  }
};
} // namespace clang::tidy

namespace ouro::tidy {

FindingCheck::FindingCheck(RuleId Rule, llvm::StringRef Name,
                           clang::tidy::ClangTidyContext *Context,
                           std::shared_ptr<TidySession> Session)
    : ClangTidyCheck(Name, Context), Rule(Rule),
      MinConfidence(Options.get("MinConfidence", Confidence::Likely)),
      ModelFiles(Options.getLocalOrGlobal("OuroModels", "").str()),
      Session(std::move(Session)) {}

void FindingCheck::storeOptions(
    clang::tidy::ClangTidyOptions::OptionMap &Opts) {
  Options.store(Opts, "MinConfidence", MinConfidence);
  Options.store(Opts, "OuroModels", ModelFiles);
}

void FindingCheck::registerMatchers(ast_matchers::MatchFinder *Finder) {
  // The walk is our own; the matcher only brings us to the TU.
  Finder->addMatcher(ast_matchers::translationUnitDecl(), this);
}

void FindingCheck::check(const ast_matchers::MatchFinder::MatchResult &Result) {
  if (llvm::Error E = Session->useModels(ModelFiles, getCurrentMainFile()))
    configurationDiag("%0") << llvm::toString(std::move(E));
  for (const Finding &F : Session->findingsOf(Rule, *Result.Context)) {
    if (F.Sureness < MinConfidence)
      continue;
    if (FindingObserver *Observer = Session->observer())
      Observer->beginFinding(F);
    // An annotation is no comment that clang-tidy could find: silence is ours
    // to keep. Observers hear of the finding all the same, and its reason.
    if (!F.Silenced)
      emit(F, *this, *Result.SourceManager);
    if (FindingObserver *Observer = Session->observer())
      Observer->endFinding();
  }
}

void FindingCheck::onEndOfTranslationUnit() { Session->endTu(); }

} // namespace ouro::tidy
