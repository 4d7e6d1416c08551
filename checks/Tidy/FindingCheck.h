//===- FindingCheck.h - A rule as a clang-tidy check ------------*- C++ -*-===//
#ifndef OURO_CHECKS_TIDY_FINDINGCHECK_H
#define OURO_CHECKS_TIDY_FINDINGCHECK_H

#include "checks/Tidy/TidySession.h"
#include "clang-tidy/ClangTidyCheck.h"

namespace ouro::tidy {

/// What all rules share: they ask the session for their findings, drop those
/// below the option `MinConfidence` (possible, likely or certain; default
/// likely) and emit the rest. The option `OuroModels`, of the check or global,
/// lists model files of the user. What an annotation silences is no diagnostic;
/// only the session's observer hears of it. A rule is a subclass that names its
/// RuleId.
class FindingCheck : public clang::tidy::ClangTidyCheck {
public:
  FindingCheck(RuleId Rule, llvm::StringRef Name,
               clang::tidy::ClangTidyContext *Context,
               std::shared_ptr<TidySession> Session);

  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Options) override;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void
  check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;

private:
  RuleId Rule;
  Confidence MinConfidence;
  std::string ModelFiles;
  std::shared_ptr<TidySession> Session;
};

} // namespace ouro::tidy

#endif // OURO_CHECKS_TIDY_FINDINGCHECK_H
