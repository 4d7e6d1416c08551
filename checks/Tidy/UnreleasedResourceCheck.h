//===- UnreleasedResourceCheck.h - ouro-unreleased-resource ---*- C++ -*-===//
#ifndef OURO_CHECKS_TIDY_UNRELEASEDRESOURCECHECK_H
#define OURO_CHECKS_TIDY_UNRELEASEDRESOURCECHECK_H

#include "checks/Tidy/FindingCheck.h"

namespace ouro::tidy {

/// ouro-unreleased-resource: see docs/rules/ouro-unreleased-resource.md. The
/// option `CallsMayThrow` follows exceptions that calls may throw, too.
class UnreleasedResourceCheck : public FindingCheck {
public:
  UnreleasedResourceCheck(llvm::StringRef Name,
                          clang::tidy::ClangTidyContext *Context,
                          std::shared_ptr<TidySession> Session);

  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Options) override;

private:
  bool CallsMayThrow;
};

} // namespace ouro::tidy

#endif // OURO_CHECKS_TIDY_UNRELEASEDRESOURCECHECK_H
