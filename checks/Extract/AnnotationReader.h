//===- AnnotationReader.h - Annotations of a declaration --------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_ANNOTATIONREADER_H
#define OURO_CHECKS_EXTRACT_ANNOTATIONREADER_H

#include "checks/Facts/Fact.h"
#include "checks/Vocabulary/AnnotationKind.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>
#include <string>
#include <vector>

namespace clang {
class Decl;
}

namespace ouro::extract {

class SourceMap;

/// What the author says about a declaration.
struct Annotation {
  AnnotationKind Kind;
  /// As AnnotationArguments says for the kind. A foreign attribute that names
  /// no resource kind speaks of "any".
  std::vector<std::string> Arguments;
  SourceSpan Where;
  bool Foreign = false; ///< an attribute of clang or GCC
  /// Set if an attribute of a function speaks of one of its parameters
  /// (0-based).
  std::optional<unsigned> Parameter;
};

struct ReadAnnotations {
  llvm::SmallVector<Annotation, 2> Good;
  llvm::SmallVector<facts::AnnotationFact, 1> Problems;
};

/// Reads the attributes of \p D, ours and foreign ones. `Good` also has what
/// other declarations of the same function, variable, class or parameter say;
/// `Problems` only what stands at \p D itself (and, for an instantiation, what
/// stands at its pattern, with the same places). Parameters of a function and
/// members of a class are declarations of their own.
///
/// Cost: a few branches for a declaration without attributes and without
/// other declarations.
ReadAnnotations readAnnotations(const clang::Decl &D, const SourceMap &Map);

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_ANNOTATIONREADER_H
