//===- Report.h - What every renderer is given ------------------*- C++ -*-===//
#ifndef OURO_TOOLS_RENDER_REPORT_H
#define OURO_TOOLS_RENDER_REPORT_H

#include "checks/Vocabulary/Finding.h"
#include <optional>
#include <string>
#include <vector>

namespace ouro::render {

/// Something about the run itself: a TU that failed, a limit that was hit.
/// Never a finding.
struct Notification {
  Level Severity = Level::Warning;
  std::string Id;      ///< kebab-case kind, e.g. notification::TuFailed
  std::string Message; ///< whole sentences; may have several lines
  /// File empty: about the whole run. Line 0: about the whole file.
  SourceSpan Where;

  auto operator<=>(const Notification &) const = default;
};

/// Ids of the notifications that renderers and the driver agree on.
namespace notification {
inline constexpr llvm::StringLiteral TuFailed = "tu-failed";
inline constexpr llvm::StringLiteral TuHasErrors = "tu-has-errors";
inline constexpr llvm::StringLiteral ResultsCapped = "results-capped";
inline constexpr llvm::StringLiteral WitnessCapped = "witness-capped";
} // namespace notification

/// How far the analysis of one TU came. Ordered from good to bad.
enum class UnitOutcome : uint8_t {
  Analysed,
  HasErrors, ///< the compiler reported errors; findings are partial
  Failed,    ///< crashed, timed out, ran out of memory, could not be read
};

llvm::StringRef toString(UnitOutcome Outcome);
std::optional<UnitOutcome> parseUnitOutcome(llvm::StringRef Text);

/// One entry of the compile database; a file built in two ways has two.
struct Unit {
  std::string File;
  UnitOutcome Outcome = UnitOutcome::Analysed;

  auto operator<=>(const Unit &) const = default;
};

/// Where the analysed sources come from. Known from the version control
/// system or left out, never guessed.
struct Revision {
  std::string RepositoryUri; ///< absolute URI, required
  std::string RevisionId;    ///< commit, may be empty
  std::string Branch;        ///< may be empty

  auto operator<=>(const Revision &) const = default;
};

/// Which Ouro made the report.
struct Tool {
  std::string Version;        ///< semantic version, "0.1.0"
  std::string InformationUri; ///< home page; empty: unknown, left out
  std::string RuleUriPrefix;  ///< "<prefix><rule name>.md" is a rule's page

  auto operator<=>(const Tool &) const = default;
};

/// Everything there is to say about one run, as plain values. The driver
/// fills one per worker, joins them with absorb() and calls finish() once,
/// just before the first renderer.
struct Report {
  Tool By;
  std::vector<std::string> CommandLine;
  std::string WorkingDirectory; ///< absolute, or empty
  /// Absolute directory that relative file names are relative to; names below
  /// it are printed relative. Empty: names are printed as they are.
  std::string SourceRoot;
  std::optional<Revision> Source;
  std::optional<int> ExitCode; ///< what the process is about to exit with
  Confidence MinConfidence = Confidence::Likely;
  std::vector<Unit> Units;
  std::vector<Finding> Findings;
  std::vector<Notification> Notifications;
};

/// Appends the units, findings and notifications of \p Part to \p Whole. The
/// rest of \p Part describes the worker, not the run, and is dropped.
void absorb(Report &Whole, Report Part);

/// Sorts units, findings and notifications and removes duplicates, so that
/// every renderer's bytes are independent of the order of arrival.
void finish(Report &R);

/// True for findings a reader should see: sure enough and, unless
/// \p WithSuppressed, not silenced.
bool isShown(const Finding &F, const Report &R, bool WithSuppressed = false);

/// Numbers for the summary line and the exit code.
struct Totals {
  unsigned Shown[3] = {};  ///< by Confidence, silenced ones excluded
  unsigned Suppressed = 0; ///< sure enough, but silenced
  unsigned Units = 0;
  unsigned FailedUnits = 0;

  unsigned shown() const { return Shown[0] + Shown[1] + Shown[2]; }
};
Totals totalsOf(const Report &R);

/// True unless a TU failed, the exit code says so, or an error was notified.
bool isSuccessful(const Report &R);

/// Possible findings are notes; others have their rule's level.
Level levelOf(const Finding &F);

/// \p File relative to the source root if it lies below it, else unchanged.
llvm::StringRef displayPath(llvm::StringRef File, llvm::StringRef SourceRoot);

} // namespace ouro::render

#endif // OURO_TOOLS_RENDER_REPORT_H
