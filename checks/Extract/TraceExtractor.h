//===- TraceExtractor.h - Whether a collector is told -----------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_TRACEEXTRACTOR_H
#define OURO_CHECKS_EXTRACT_TRACEEXTRACTOR_H

#include "checks/Extract/TraceReader.h"
#include "checks/Extract/TracedTypes.h"
#include "checks/Facts/TuFacts.h"
#include "llvm/ADT/DenseSet.h"

namespace ouro::extract {

/// Writes TraceFacts: which traced references the functions for a collector
/// report, and which stand where no such function is. Costs nothing but a look
/// at each field where there are no such references.
class TraceExtractor {
public:
  TraceExtractor(const SourceMap &Map, Symbols &Names, TypeHolds &Types,
                 facts::TuFacts &Facts)
      : Map(Map), Names(Names), Traced(Types, Names, Map), Facts(Facts) {}

  /// \p Records complete and not dependent; \p Partial the user's partial
  /// specialisations. Also marks what RecordFacts are collected.
  void addRecords(
      llvm::ArrayRef<const clang::RecordDecl *> Records,
      llvm::ArrayRef<const clang::ClassTemplatePartialSpecializationDecl *>
          Partial);
  void addVariables(llvm::ArrayRef<const clang::VarDecl *> Variables);
  /// Local variables. Bodies are walked only if classes of this TU have traced
  /// references.
  void addLocals(llvm::ArrayRef<const clang::FunctionDecl *> Functions);

private:
  using Methods = llvm::SmallVector<const clang::CXXMethodDecl *, 2>;

  /// What the function of one class has to mention.
  struct Duty {
    FieldPath Path;
    const clang::CXXBaseSpecifier *Base = nullptr;
    const TracedPlace *Place = nullptr; ///< of the last field
  };

  const Methods &tracersOf(const clang::CXXRecordDecl *Record);
  bool isTracer(const clang::CXXMethodDecl *Method);
  bool isCollected(const clang::CXXRecordDecl *Record);
  void addDuties(const clang::CXXRecordDecl *Record, FieldPath Prefix,
                 const clang::CXXRecordDecl *Owner, const Methods &Of,
                 const TraceReading &Told);
  void addDuty(const clang::CXXRecordDecl *Owner, const FieldPath &Path,
               const TracedPlace &Place, const clang::CXXMethodDecl *Tracer,
               const TraceReading &Told);
  void addBase(const clang::CXXRecordDecl *Owner,
               const clang::CXXBaseSpecifier &Spec,
               const clang::CXXMethodDecl *Tracer, const TraceReading &Told);
  bool baseIsTold(const clang::CXXRecordDecl *Base, const TraceReading &Told);
  void cover(const clang::CXXRecordDecl *Record);
  void addOrphan(const clang::CXXRecordDecl *Record);
  void addVariable(const clang::VarDecl *Variable, facts::TraceState State,
                   bool Exposed = false);
  facts::TraceFact factOf(const clang::CXXRecordDecl *Owner);

  const SourceMap &Map;
  Symbols &Names;
  TracedTypes Traced;
  facts::TuFacts &Facts;
  llvm::DenseMap<const clang::CXXRecordDecl *, Methods> Tracers;
  /// Classes whose references some other class or function reports.
  llvm::DenseSet<const clang::CXXRecordDecl *> Covered;
  /// Templates whose objects a function for the collector is specialised for.
  llvm::DenseSet<const clang::ClassTemplateDecl *> CoveredTemplates;
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_TRACEEXTRACTOR_H
