//===- WeakField.h - Counted fields that can be made weak -------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_WEAKFIELD_H
#define OURO_CHECKS_EXTRACT_WEAKFIELD_H

#include "checks/Vocabulary/FixEdit.h"
#include "checks/Vocabulary/SymbolId.h"
#include <vector>

namespace clang {
class ASTContext;
}
namespace ouro {
class HandleModels;
}

namespace ouro::extract {

/// The edits that make the counted handle \p Field a weak one:
/// `std::shared_ptr<Parent> parent_;` becomes `std::weak_ptr<Parent> parent_;`,
/// and whatever reads it locks it: `use(parent_)` becomes
/// `use(parent_.lock())`, `parent_->close();` becomes
/// `if (auto parent = parent_.lock()) parent->close();`, and so does
/// `if (parent_) parent_->close();`.
///
/// Empty unless all uses are in sight and can be rewritten: no other file can
/// name the class, which is no template; what is stored has another owner; the
/// object may be gone wherever it is called, so a call whose value is used is
/// rewritten only below `if (parent_)`. Plain pointers and references to the
/// field are not rewritten.
///
/// Cost: a walk over the user's code, for a field that a finding is about.
std::vector<FixEdit> weakenField(clang::ASTContext &Context,
                                 const HandleModels &Models, SymbolId Field,
                                 FileName SourceRoot = {});

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_WEAKFIELD_H
