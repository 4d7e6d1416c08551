//===- FactExtractor.h - AST to facts ---------------------------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_FACTEXTRACTOR_H
#define OURO_CHECKS_EXTRACT_FACTEXTRACTOR_H

#include "checks/Extract/FlowExtractor.h"
#include "checks/Facts/TuFacts.h"

namespace clang {
class ASTContext;
}

namespace ouro {
class HandleModels;
class ResourceModels;
} // namespace ouro

namespace ouro::extract {

struct FactScope {
  /// Identities do not depend on where it lies, see SourceMap.
  FileName SourceRoot;
  /// Facts that nothing in this TU needs, but others may, are written, too:
  /// calls of every function, what is done to variables of other TUs.
  bool ForLinking = false;
};

/// Everything the checks want to know about the TU of \p Context, from one walk
/// over its user declarations: system headers are skipped at the top level,
/// template instantiations are read instead of their patterns. A TU with
/// errors is read as far as it parsed; whoever knows of them sets HasErrors.
///
/// \p Bodies gets what has code, for whoever wants to look into it again. Cost:
/// linear in the user's declarations and bodies.
facts::TuFacts extractFacts(clang::ASTContext &Context,
                            const HandleModels &Models,
                            const ResourceModels &Resources, TuBodies &Bodies,
                            const FactScope &Scope);

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_FACTEXTRACTOR_H
