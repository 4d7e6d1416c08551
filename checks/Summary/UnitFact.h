//===- UnitFact.h - What a summary is a summary of --------------*- C++ -*-===//
#ifndef OURO_CHECKS_SUMMARY_UNITFACT_H
#define OURO_CHECKS_SUMMARY_UNITFACT_H

#include "checks/Vocabulary/FileName.h"
#include "checks/Vocabulary/Finding.h"
#include <cstdint>
#include <string>
#include <vector>

namespace ouro::summary {

/// A rule that is asked for, and how sure its findings must be to be shown.
struct RuleSetting {
  std::string Rule; ///< name of the check
  Confidence Least = Confidence::Likely;

  auto operator<=>(const RuleSetting &) const = default;
};

/// Lines on which comments silence rules.
struct SilencedLines {
  unsigned First = 0, Last = 0; ///< both included
  std::string Rules;            ///< globs as in the comment; empty: all
  std::string Reason;           ///< as written beside it

  auto operator<=>(const SilencedLines &) const = default;
};

/// A file whose findings people want to see.
struct ShownFile {
  FileName Name;
  std::vector<SilencedLines> Silenced; ///< sorted

  auto operator<=>(const ShownFile &) const = default;
};

/// One translation unit, in one configuration: a file that is compiled twice,
/// with different flags, is two units.
struct UnitFact {
  FileName MainFile;
  /// Hash of the compile command and of all settings that bear on the facts.
  uint64_t Configuration = 0;
  std::string Tool;     ///< version that wrote it
  bool Partial = false; ///< there were errors: facts are missing
  /// Files that were read, sorted. Names below the source root are relative to
  /// it.
  std::vector<FileName> Dependencies;
  /// xxh3 hash of the xxh3 hashes of what they held, in that order. One hash
  /// each would be a quarter of all bytes of a summary.
  uint64_t Content = 0;
  std::vector<RuleSetting> Rules; ///< sorted by name
  /// Paths end where calls may throw, too: `CallsMayThrow`.
  bool FollowsExceptions = false;
  std::vector<ShownFile> Shown; ///< sorted by name
  /// Where the source root lies in its repository: "" at its top, or if there
  /// is none. Only units with equal ones name files in the same way.
  std::string Root;

  auto operator<=>(const UnitFact &) const = default;
};

} // namespace ouro::summary

#endif // OURO_CHECKS_SUMMARY_UNITFACT_H
