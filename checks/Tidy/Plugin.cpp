//===- Plugin.cpp - What clang-tidy loads ---------------------------------===//
#include "checks/Compat/LLVM.h"
#include "checks/Tidy/Module.h"
#include "checks/Tidy/TidySession.h"
#include OURO_TIDY_REGISTRY_HEADER

namespace {

class OuroModule : public clang::tidy::ClangTidyModule {
public:
  void
  addCheckFactories(clang::tidy::ClangTidyCheckFactories &Factories) override {
    ouro::tidy::registerChecks(Factories,
                               std::make_shared<ouro::tidy::SessionRegistry>());
  }
};

clang::tidy::ClangTidyModuleRegistry::Add<OuroModule>
    Register("ouro-module", "Finds reference cycles and other leaks.");

} // namespace
