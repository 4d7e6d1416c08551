//===- CaptureUse.h - What a closure does with what it captures -*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_CAPTUREUSE_H
#define OURO_CHECKS_EXTRACT_CAPTUREUSE_H

#include "checks/Extract/FlowCalls.h"
#include "clang/AST/ExprCXX.h"

namespace ouro::extract {

/// \p Lambda has \p Variable only to look at it, and at numbers behind it:
/// whoever gets the closure can neither release nor keep what the variable
/// holds. Cost: one visit per statement of its body.
bool onlyLooksAt(const clang::LambdaExpr *Lambda,
                 const clang::VarDecl *Variable, FlowCalls &Calls);

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_CAPTUREUSE_H
