//===- Module.h - Ouro's checks as a clang-tidy module ----------*- C++ -*-===//
#ifndef OURO_CHECKS_TIDY_MODULE_H
#define OURO_CHECKS_TIDY_MODULE_H

#include <memory>

namespace clang::tidy {
class ClangTidyCheckFactories;
}

namespace ouro::tidy {

class SessionRegistry;

/// Registers every check of Rules.def with \p Factories. Checks made for the
/// same ClangTidyContext share a session of \p Sessions.
void registerChecks(clang::tidy::ClangTidyCheckFactories &Factories,
                    std::shared_ptr<SessionRegistry> Sessions);

} // namespace ouro::tidy

#endif // OURO_CHECKS_TIDY_MODULE_H
