//===- Report.cpp ---------------------------------------------------------===//
#include "tools/Render/Report.h"
#include "checks/Vocabulary/RelativePath.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <iterator>

namespace ouro::render {

static constexpr llvm::StringLiteral OutcomeNames[] = {"analysed", "has-errors",
                                                       "failed"};

llvm::StringRef toString(UnitOutcome Outcome) {
  return OutcomeNames[static_cast<size_t>(Outcome)];
}

std::optional<UnitOutcome> parseUnitOutcome(llvm::StringRef Text) {
  for (auto [Index, Name] : llvm::enumerate(OutcomeNames))
    if (Text == Name)
      return static_cast<UnitOutcome>(Index);
  return std::nullopt;
}

template <typename T>
static void append(std::vector<T> &To, std::vector<T> From) {
  To.insert(To.end(), std::make_move_iterator(From.begin()),
            std::make_move_iterator(From.end()));
}

void absorb(Report &Whole, Report Part) {
  append(Whole.Units, std::move(Part.Units));
  append(Whole.Findings, std::move(Part.Findings));
  append(Whole.Notifications, std::move(Part.Notifications));
}

void finish(Report &R) {
  sortFindings(R.Findings);
  // Units keep duplicates: two commands for one file are two units.
  llvm::sort(R.Units);
  auto ByPlace = [](const Notification &L, const Notification &N) {
    return std::tie(L.Where, L) < std::tie(N.Where, N);
  };
  llvm::sort(R.Notifications, ByPlace);
  R.Notifications.erase(
      std::unique(R.Notifications.begin(), R.Notifications.end()),
      R.Notifications.end());
}

bool isShown(const Finding &F, const Report &R, bool WithSuppressed) {
  return F.Sureness >= R.MinConfidence && (WithSuppressed || !F.Silenced);
}

Totals totalsOf(const Report &R) {
  Totals Sum;
  for (const Finding &F : R.Findings) {
    if (!isShown(F, R, /*WithSuppressed=*/true))
      continue;
    if (F.Silenced)
      ++Sum.Suppressed;
    else
      ++Sum.Shown[static_cast<size_t>(F.Sureness)];
  }
  Sum.Units = R.Units.size();
  Sum.FailedUnits = llvm::count_if(
      R.Units, [](const Unit &U) { return U.Outcome == UnitOutcome::Failed; });
  return Sum;
}

bool isSuccessful(const Report &R) {
  if (R.ExitCode && *R.ExitCode != 0 && *R.ExitCode != 1)
    return false;
  return totalsOf(R).FailedUnits == 0 &&
         llvm::none_of(R.Notifications, [](const Notification &N) {
           return N.Severity == Level::Error;
         });
}

Level levelOf(const Finding &F) {
  if (F.Sureness == Confidence::Possible)
    return Level::Note;
  return ruleOf(F.Rule).DefaultLevel;
}

llvm::StringRef displayPath(llvm::StringRef File, llvm::StringRef SourceRoot) {
  return relativePath(File, SourceRoot);
}

} // namespace ouro::render
