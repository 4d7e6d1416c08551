//===- Module.cpp ---------------------------------------------------------===//
#include "checks/Tidy/Module.h"
#include "checks/Compat/LLVM.h"
#include "checks/Tidy/AnnotationCheck.h"
#include "checks/Tidy/DoubleReleaseCheck.h"
#include "checks/Tidy/MismatchedReleaseCheck.h"
#include "checks/Tidy/MissedBreakCheck.h"
#include "checks/Tidy/RefcountCycleCheck.h"
#include "checks/Tidy/SelfCaptureCheck.h"
#include "checks/Tidy/UnboundedGlobalCheck.h"
#include "checks/Tidy/UnreleasedResourceCheck.h"
#include "checks/Tidy/UntracedHoldCheck.h"
#include "clang-tidy/ClangTidyModule.h"

namespace ouro::tidy {

/// Checks of one context are constructed one by one; the factories share the
/// registry that brings them together.
template <typename Check>
static void registerCheck(clang::tidy::ClangTidyCheckFactories &Factories,
                          RuleId Rule,
                          const std::shared_ptr<SessionRegistry> &Sessions) {
  Factories.registerCheckFactory(
      ruleOf(Rule).Name,
      [Sessions](llvm::StringRef Name, clang::tidy::ClangTidyContext *Context) {
        return std::make_unique<Check>(Name, Context,
                                       Sessions->sessionOf(*Context));
      });
}

void registerChecks(clang::tidy::ClangTidyCheckFactories &Factories,
                    std::shared_ptr<SessionRegistry> Sessions) {
  // One line per row of Rules.def.
#define OURO_RULE(Id, ...)                                                     \
  registerCheck<Id##Check>(Factories, RuleId::Id, Sessions);
#include "checks/Vocabulary/Rules.def"
}

} // namespace ouro::tidy
