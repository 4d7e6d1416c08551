//===- WeakCapture.h - Strong captures that can be made weak ----*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_WEAKCAPTURE_H
#define OURO_CHECKS_EXTRACT_WEAKCAPTURE_H

#include "checks/Extract/BodyExtractor.h"
#include "clang/AST/ExprCXX.h"
#include <optional>

namespace ouro::extract {

/// The edits that make \p Capture of \p Lambda, a counted handle initialised
/// with \p Value, a weak one: `[self = shared_from_this()]` becomes
/// `[weak = weak_from_this()]`, and the body begins with
/// `auto self = weak.lock();` and an early return.
///
/// None unless the text can be edited and the body does the same as before
/// while the object lives: it returns nothing, is not that of a template or a
/// coroutine, keeps no reference to the handle and does not move from it; and
/// somebody else is seen, or may be, to own the object. Of a captured function
/// object nothing else owns a copy: every copy of the closure would need one.
///
/// Cost: one lexing of the lambda and a walk over its body; for local variables
/// a walk over the function that declares them.
std::optional<facts::RewriteFact>
weakCapture(const clang::LambdaExpr *Lambda,
            const clang::LambdaCapture &Capture, const clang::Expr *Value,
            BodyContext &C);

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_WEAKCAPTURE_H
