//===- ProgramReport.h - What linking adds to a report ----------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_PROGRAMREPORT_H
#define OURO_TOOLS_DRIVER_PROGRAMREPORT_H

#include "checks/Summary/UnitFact.h"
#include "tools/Link/Program.h"
#include "tools/Render/Report.h"
#include "llvm/ADT/DenseMap.h"
#include <array>
#include <optional>
#include <vector>

namespace ouro::driver {

/// Who wants to see which finding: what the units say about rules, headers and
/// comments, put together. A finding is shown if it would be to the reader of
/// any unit's own report.
class Audience {
public:
  /// \p Least, if given, is how sure every finding must be, whatever the units
  /// were told.
  explicit Audience(std::optional<Confidence> Least) : Least(Least) {}

  void add(const summary::UnitFact &Unit);

  /// False if nobody wants to see \p F. Marks it if a comment silences it.
  bool admits(Finding &F) const;

private:
  static constexpr size_t RuleCount = 0
#define OURO_RULE(...) +1
#include "checks/Vocabulary/Rules.def"
      ;
  struct FileView {
    std::array<std::optional<Confidence>, RuleCount> Least; ///< by RuleId
    std::vector<summary::SilencedLines> Silenced;
  };
  std::optional<Confidence> Least;
  llvm::DenseMap<const char *, FileView> Files; ///< by a FileName's text
};

/// Replaces what units found by what the program shows. A finding that linking
/// does not have, or is not sure enough of, is refuted by another unit; that of
/// a function that calls no other unit stays. Where both have one, linking
/// knows better how sure it is and why, the unit how it is silenced and mended.
/// Rules about one unit alone are left as they are. Takes Linked.Findings.
void applyLinking(std::vector<Finding> &OfUnits, link::LinkResult &Linked,
                  const Audience &Readers);

/// One notification that lists what is defined differently in several places;
/// none if nothing is. File names are relative to \p SourceRoot.
std::optional<render::Notification>
describeConflicts(const std::vector<link::Conflict> &Conflicts,
                  llvm::StringRef SourceRoot);

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_PROGRAMREPORT_H
