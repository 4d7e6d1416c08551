//===- TidySession.h - One extraction per TU, shared by all checks -*- C++
//-*-===//
#ifndef OURO_CHECKS_TIDY_TIDYSESSION_H
#define OURO_CHECKS_TIDY_TIDYSESSION_H

#include "checks/Extract/FlowExtractor.h"
#include "checks/Facts/TuFacts.h"
#include "checks/Models/ModelSet.h"
#include "checks/Reasoning/PathSimulation.h"
#include "checks/Vocabulary/Finding.h"
#include "llvm/ADT/DenseMap.h"
#include <memory>
#include <mutex>
#include <vector>

namespace clang {
class ASTContext;
}
namespace clang::tidy {
class ClangTidyContext;
}

namespace ouro::tidy {

/// Hears of every finding just before its diagnostic is emitted and just after
/// its last note, so that a host that wants values (the driver) can pair the
/// two. A finding that an annotation silences has no diagnostic in between.
class FindingObserver {
public:
  virtual ~FindingObserver();
  virtual void beginFinding(const Finding &F) = 0;
  virtual void endFinding() = 0;
};

/// The facts and findings of the TU that is being checked. All checks of one
/// ClangTidyContext share one session; the first that asks pays for the walk.
class TidySession {
public:
  explicit TidySession(FindingObserver *Observer) : Observer(Observer) {}

  /// Adds the user's model files (see ModelSet::addFiles) to those that apply.
  /// An error is given once; what can be read applies.
  llvm::Error useModels(llvm::StringRef Files, llvm::StringRef MainFile);

  /// Where the program's sources lie: identities are the same wherever that is.
  /// To be said before facts are asked for.
  void setSourceRoot(FileName Root) { SourceRoot = Root; }

  /// Whether facts are for a linker: it needs some that the TU alone does not.
  /// To be said before facts are asked for.
  void prepareForLinking(bool Prepare) { ForLinking = Prepare; }

  /// Whether exceptions that calls may throw end paths, too. To be said before
  /// findings are asked for.
  void followExceptions(bool Follow) { Paths.CallsMayThrow = Follow; }
  bool followsExceptions() const { return Paths.CallsMayThrow; }

  /// Facts of \p Context's TU; extracted at the first call for that context.
  const facts::TuFacts &factsOf(clang::ASTContext &Context);

  /// What functions of \p Context's TU do with resources; scanned at the first
  /// call for that context, graphs on demand. Valid until endTu().
  extract::FlowExtractor &flowOf(clang::ASTContext &Context);

  /// Findings of the rule \p Id at every confidence. Computed once per TU.
  std::vector<Finding> findingsOf(RuleId Id, clang::ASTContext &Context);

  /// Forgets the TU; the next one may get an ASTContext at the same address.
  void endTu();

  FindingObserver *observer() const { return Observer; }

private:
  FindingObserver *Observer;
  ModelSet Models;
  FileName SourceRoot;
  bool ForLinking = false;
  const clang::ASTContext *Current = nullptr;
  facts::TuFacts Facts;
  extract::TuBodies Bodies;
  std::unique_ptr<extract::FlowExtractor> Flow;
  reasoning::PathLimits Paths;
  bool HasFindings = false;
  std::vector<Finding> Findings;
};

/// Finds the session of a ClangTidyContext for checks that are constructed one
/// by one. Owned by the check factories, so nothing outlives the host's module
/// and there is no global list. Thread-safe: clangd builds checks for several
/// files at once.
class SessionRegistry {
public:
  explicit SessionRegistry(FindingObserver *Observer = nullptr)
      : Observer(Observer) {}

  /// The live session of \p Context, or a new one.
  std::shared_ptr<TidySession>
  sessionOf(const clang::tidy::ClangTidyContext &Context);

private:
  FindingObserver *Observer;
  std::mutex Lock;
  llvm::DenseMap<const clang::tidy::ClangTidyContext *,
                 std::weak_ptr<TidySession>>
      Sessions;
};

} // namespace ouro::tidy

#endif // OURO_CHECKS_TIDY_TIDYSESSION_H
