//===- WeakHandle.h - What observes where a handle counts -------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_WEAKHANDLE_H
#define OURO_CHECKS_EXTRACT_WEAKHANDLE_H

#include "checks/Extract/BodyExtractor.h"
#include "clang/AST/DeclCXX.h"
#include <optional>

namespace ouro::extract {

/// The weak handle that goes with a counted one, as source code writes it.
struct WeakHandle {
  const clang::ClassTemplateDecl *Template;
  std::string Name; ///< qualified: "std::weak_ptr"
  std::string Lock; ///< its member function that makes a counted handle
  bool Deduced;     ///< its argument need not be spelled
};

/// Finds the weak handle of class \p Strong by what both can do: a counted
/// handle can be made from it, and it has a member function that makes one.
std::optional<WeakHandle> weakHandleFor(const clang::CXXRecordDecl *Strong,
                                        BodyContext &C);

/// The sibling of \p StrongSelf, which returns a counted handle to its
/// receiver, that returns a \p Weak one; null if this library, or language
/// mode, has none.
const clang::CXXMethodDecl *weakSelfFor(const clang::CXXMethodDecl *StrongSelf,
                                        const WeakHandle &Weak, BodyContext &C);

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_WEAKHANDLE_H
