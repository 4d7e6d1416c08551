//===- AnnotationKind.h - What an annotation says ---------------*- C++ -*-===//
#ifndef OURO_CHECKS_VOCABULARY_ANNOTATIONKIND_H
#define OURO_CHECKS_VOCABULARY_ANNOTATIONKIND_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ouro {

/// The annotations of ouro/annotations.def, which says what each means.
enum class AnnotationKind : uint8_t {
#define OURO_ANNOTATION(Kind, ...) Kind,
#include "ouro/annotations.def"
};

/// Where an annotation stands. A set of places is a bit mask.
enum class AnnotationPlace : uint8_t {
  Field = 1,
  Variable = 2,
  Function = 4,
  Parameter = 8,
  Type = 16, ///< class, struct or union
};

/// What an annotation takes, and what parseAnnotation() makes of it:
enum class AnnotationArguments : uint8_t {
  None,                 ///< {}
  Reason,               ///< {reason}, not blank
  Function,             ///< {name}: "close", "Session::close"
  Resource,             ///< {kind}: a word; "any" fits every resource
  ResourceSuccess,      ///< {kind, success}
  ResourceMaybeSuccess, ///< {kind} or {kind, success}
};

/// One row of annotations.def. All strings have static storage duration.
struct AnnotationRow {
  AnnotationKind Kind;
  llvm::StringRef Macro; ///< "OURO_ACYCLIC"
  llvm::StringRef Word;  ///< "acyclic"
  AnnotationArguments Arguments;
  uint8_t Places;           ///< bits of AnnotationPlace
  llvm::StringRef Silences; ///< rules, or empty
  llvm::StringRef Meaning;
  llvm::StringRef Example;

  bool mayStandOn(AnnotationPlace Place) const {
    return Places & static_cast<uint8_t>(Place);
  }
};

/// An attribute of clang or GCC that means the same as one of ours.
struct ForeignAnnotation {
  llvm::StringRef Spelling;
  AnnotationKind Kind;
  llvm::StringRef Meaning;
  llvm::StringRef Example;
};

/// All annotations in the order of annotations.def.
llvm::ArrayRef<AnnotationRow> allAnnotations();
llvm::ArrayRef<ForeignAnnotation> foreignAnnotations();

const AnnotationRow &rowOf(AnnotationKind Kind);

/// The word of \p Kind: "acyclic".
llvm::StringRef toString(AnnotationKind Kind);

/// "a field", "a variable" ...
llvm::StringRef describe(AnnotationPlace Place);

/// The text of an attribute, read. Exactly one of Kind and Problem is set.
struct ParsedAnnotation {
  std::optional<AnnotationKind> Kind;
  std::vector<std::string> Arguments; ///< as AnnotationArguments says
  std::string Problem;                ///< terse, lower case, no final period
};

/// Reads \p Text, e.g. "ouro::acquires(fd, >= 0)". Nothing if it does not
/// start with "ouro::": then it is somebody else's attribute.
std::optional<ParsedAnnotation> parseAnnotation(llvm::StringRef Text);

/// Reads a success condition: "always", or how the call's result compares to a
/// constant. Gives its normal form ("!= NULL", ">= 0", "== true"), nothing if
/// it is not one.
std::optional<std::string> parseSuccess(llvm::StringRef Text);

/// Why \p Kind may not stand on \p Place (none: on no place we know), or "".
std::string misplacement(AnnotationKind Kind,
                         std::optional<AnnotationPlace> Place);

/// True if both cannot be meant for the same declaration. For annotations of
/// resources this holds only if both speak of the same resource.
bool contradict(AnnotationKind L, AnnotationKind R);

} // namespace ouro

#endif // OURO_CHECKS_VOCABULARY_ANNOTATIONKIND_H
