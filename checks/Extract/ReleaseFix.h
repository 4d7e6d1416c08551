//===- ReleaseFix.h - Adds or changes a release in the source ---*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_RELEASEFIX_H
#define OURO_CHECKS_EXTRACT_RELEASEFIX_H

#include "checks/Extract/FlowCalls.h"
#include "checks/Facts/ReleaseMend.h"
#include "checks/Vocabulary/FixEdit.h"

namespace ouro::extract {

/// \p Mend, of the function \p F, as edits. None if a macro, a directive or a
/// template has a part in the text, if what is returned may depend on the
/// resource, or if the release cannot be named there. Cost: one visit per
/// statement of \p F.
std::vector<FixEdit> mendRelease(FlowCalls &Calls, const clang::FunctionDecl &F,
                                 const facts::ReleaseMend &Mend);

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_RELEASEFIX_H
