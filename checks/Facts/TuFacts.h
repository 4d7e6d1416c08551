//===- TuFacts.h - What one translation unit says ---------------*- C++ -*-===//
#ifndef OURO_CHECKS_FACTS_TUFACTS_H
#define OURO_CHECKS_FACTS_TUFACTS_H

#include "checks/Facts/Fact.h"
#include "checks/Facts/FunctionFact.h"
#include "checks/Facts/GlobalFact.h"
#include "checks/Facts/TraceFact.h"
#include <string>
#include <vector>

namespace llvm {
class raw_ostream;
}

namespace ouro::facts {

/// Everything extraction saw in one TU, as plain values. Vectors are in walk
/// order, which is deterministic; print() sorts.
struct TuFacts {
  FileName MainFile;
  bool HasErrors = false; ///< the compiler reported errors: facts are partial
  std::vector<RecordFact> Records;
  std::vector<HoldFact> Holds;
  std::vector<FunctionFact> Functions;
  /// Functions whose body here does nothing to holds and calls nothing.
  std::vector<SymbolId> Inert;
  std::vector<UncollectedFact> Uncollected;
  std::vector<TraceFact> Traces;
  std::vector<GlobalFact> Globals;
  /// What main mentions in loops that are not about its arguments; sorted.
  std::vector<SymbolId> Served;
  /// Links of elements that code sets to something else than to put one before
  /// the first: lists may lose elements. Of types that other TUs can name, and
  /// for linking only; sorted.
  std::vector<SymbolId> Relinked;
  std::vector<AnnotationFact> Annotations;
};

/// One fact per line, sorted, with names instead of identities. File names are
/// printed relative to \p Root if they lie below it.
void print(const TuFacts &Facts, llvm::raw_ostream &OS,
           llvm::StringRef Root = "");

} // namespace ouro::facts

#endif // OURO_CHECKS_FACTS_TUFACTS_H
