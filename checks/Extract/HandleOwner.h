//===- HandleOwner.h - Who else owns what a handle refers to ----*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_HANDLEOWNER_H
#define OURO_CHECKS_EXTRACT_HANDLEOWNER_H

#include "checks/Extract/BodyExtractor.h"
#include "clang/AST/Expr.h"

namespace ouro::extract {

/// Who owns the object besides the value looked at.
enum class OtherOwner : uint8_t {
  Seen,     ///< a field, a caller, whoever was given a copy
  Variable, ///< only a local variable, as far as one sees
  None,     ///< the value is new, or moved from where it was
};

/// Who keeps alive what the counted handle \p Value refers to, if \p Value
/// itself does not.
OtherOwner otherOwnerOf(const clang::Expr *Value, BodyContext &C);

/// \p E without parentheses, implicit casts, temporaries and the copy of a
/// handle that it makes.
const clang::Expr *copiedFrom(const clang::Expr *E);

/// The model of the function that \p E calls, or null.
const CallModel *modelOfCall(const clang::Expr *E, BodyContext &C);

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_HANDLEOWNER_H
