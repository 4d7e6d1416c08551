//===- FindingCollector.h - Which findings clang-tidy would show -*- C++
//-*-===//
#ifndef OURO_TOOLS_DRIVER_FINDINGCOLLECTOR_H
#define OURO_TOOLS_DRIVER_FINDINGCOLLECTOR_H

#include "checks/Tidy/TidySession.h"
#include "checks/Vocabulary/Finding.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "llvm/ADT/DenseSet.h"
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace ouro::driver {

/// What the compiler complained about in one TU.
struct CompilerErrors {
  unsigned Count = 0;
  std::string First; ///< text of the first one
  SourceSpan Where;  ///< its place; may be invalid
};

/// clang-tidy's own consumer decides, by NOLINT, header filter and the rest,
/// about every diagnostic; this one watches it decide (by its statistics) and
/// applies the decision to the Finding that the diagnostic was made from.
/// Nothing is decided twice, so driver and plugin cannot drift apart.
///
/// clang-tidy judges a diagnostic only when the next one arrives, because notes
/// count too. Hence the queue: each reported diagnostic enters at the back, and
/// each step of a counter settles the one at the front.
class FindingCollector : public clang::tidy::ClangTidyDiagnosticConsumer,
                         public tidy::FindingObserver {
public:
  /// \p MainFile is the TU's main file as findings spell it.
  FindingCollector(clang::tidy::ClangTidyContext &Context,
                   llvm::StringRef MainFile);

  void beginFinding(const Finding &F) override;
  void endFinding() override;
  void BeginSourceFile(const clang::LangOptions &Language,
                       const clang::Preprocessor *PP) override;
  void EndSourceFile() override;
  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override;

  /// Settles what is left. Call once, after the TU.
  void finishUnit();

  std::vector<Finding> takeFindings() { return std::move(Kept); }
  /// Whether people want to see findings in \p FileName, by header filter and
  /// the place the compiler found it in. Only while the TU is parsed.
  bool shows(llvm::StringRef FileName);

  const CompilerErrors &compilerErrors() const { return Errors; }
  /// Malformed NOLINT blocks, bad option values: text for people, in order.
  const std::vector<std::string> &complaints() const { return Complaints; }

private:
  /// A diagnostic on its way through clang-tidy's consumer; without a finding
  /// if it is not one of ours.
  struct Pending {
    std::optional<Finding> Ours;
    bool FilteredOut = false; ///< by the header filter, should it be silenced
    std::string Reason;       ///< of the NOLINT beside it, if any
  };

  void observeDecisions();
  void settleFront(bool Shown);
  void silenceBack();
  Pending pendingFor(const clang::Diagnostic &Info, llvm::StringRef CheckName);
  void recordError(const clang::Diagnostic &Info);
  bool passesHeaderFilter(llvm::StringRef FileName) const;
  bool isSystemFile(llvm::StringRef FileName);

  clang::tidy::ClangTidyContext &Context;
  std::string MainFile;
  const clang::SourceManager *Sources = nullptr; ///< while a TU is parsed
  /// Files of the TU that are system headers; once anybody asked.
  std::optional<llvm::DenseSet<const clang::FileEntry *>> SystemFiles;
  clang::tidy::ClangTidyStats Seen; ///< counters already acted upon
  std::deque<Pending> Undecided;
  std::optional<Finding> Announced; ///< between beginFinding and its diagnostic
  std::vector<Finding> Kept;
  std::vector<std::string> Complaints;
  CompilerErrors Errors;
};

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_FINDINGCOLLECTOR_H
