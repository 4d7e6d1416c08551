//===- Deleters.h - What an owner's deleter gives back ----------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_DELETERS_H
#define OURO_CHECKS_EXTRACT_DELETERS_H

#include "checks/Extract/FlowCalls.h"

namespace ouro::extract {

/// The resource that the class \p Deleter, when it is called with a handle,
/// gives back: what its `operator()` does with its parameter. None if it has no
/// body here, is overloaded, or does anything else with it, too.
std::optional<unsigned> resourceOfDeleter(clang::QualType Deleter,
                                          FlowCalls &Calls);

/// The type that template argument \p Index of \p F's class is; null if none.
clang::QualType classArgument(const clang::FunctionDecl *F, unsigned Index);

/// \p E is called for a local variable that is made of nothing else and that
/// \p Body uses for nothing else: nobody can have seen what is in it.
bool isAllThereIs(const clang::Stmt *Body, const clang::Expr *E);

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_DELETERS_H
