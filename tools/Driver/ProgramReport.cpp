//===- ProgramReport.cpp --------------------------------------------------===//
#include "tools/Driver/ProgramReport.h"
#include "tools/Driver/NoLintReason.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <map>
#include <tuple>

namespace ouro::driver {

/// How many names a notification lists, and how many places of each.
static constexpr size_t MostConflicts = 20;
static constexpr size_t MostPlaces = 3;

void Audience::add(const summary::UnitFact &Unit) {
  std::array<std::optional<Confidence>, RuleCount> Wanted;
  for (const summary::RuleSetting &Setting : Unit.Rules)
    if (const Rule *Known = findRule(Setting.Rule))
      Wanted[static_cast<size_t>(Known->Id)] = Setting.Least;
  for (const summary::ShownFile &Shown : Unit.Shown) {
    FileView &View = Files[Shown.Name.ref().data()];
    for (auto [Now, New] : llvm::zip_equal(View.Least, Wanted))
      if (New && (!Now || *New < *Now))
        Now = New;
    for (const summary::SilencedLines &Lines : Shown.Silenced)
      if (!llvm::is_contained(View.Silenced, Lines))
        View.Silenced.push_back(Lines);
  }
}

bool Audience::admits(Finding &F) const {
  auto It = Files.find(F.Where.Begin.File.ref().data());
  if (It == Files.end())
    return false;
  const FileView &View = It->second;
  std::optional<Confidence> Asked = View.Least[static_cast<size_t>(F.Rule)];
  if (!Asked || F.Sureness < Least.value_or(*Asked))
    return false;
  if (!F.Silenced)
    if (const summary::SilencedLines *Lines =
            silenceOn(View.Silenced, F.Where.Begin.Line, ruleOf(F.Rule).Name))
      F.Silenced = {Suppression::Origin::Comment, Lines->Reason};
  return true;
}

static bool isAboutOneUnit(RuleId Rule) {
  return Rule == RuleId::Annotation || Rule == RuleId::UntracedHold;
}

using FindingKey =
    std::tuple<RuleId, Fingerprint, FileName, unsigned, unsigned>;

static FindingKey keyOf(const Finding &F) {
  return {F.Rule, F.Identity, F.Where.Begin.File, F.Where.Begin.Line,
          F.Where.Begin.Column};
}

/// About what one function does along its paths.
static bool isAboutPaths(RuleId Rule) {
  return Rule == RuleId::UnreleasedResource || Rule == RuleId::DoubleRelease ||
         Rule == RuleId::MismatchedRelease;
}

void applyLinking(std::vector<Finding> &OfUnits, link::LinkResult &Linked,
                  const Audience &Readers) {
  // Several units have what a header says; as elsewhere, one that is not
  // silenced speaks for all.
  sortFindings(OfUnits);
  std::map<FindingKey, Finding> Known;
  std::vector<Finding> Result;
  for (Finding &F : OfUnits) {
    if (isAboutOneUnit(F.Rule))
      Result.push_back(std::move(F));
    else
      Known.emplace(keyOf(F), std::move(F));
  }
  for (Finding &F : Linked.Findings) {
    if (isAboutOneUnit(F.Rule))
      continue;
    auto It = Known.find(keyOf(F));
    bool IsShown = Readers.admits(F);
    if (It != Known.end()) {
      F.Silenced = std::move(It->second.Silenced);
      F.Fix = std::move(It->second.Fix);
      F.FixTitle = std::move(It->second.FixTitle);
      Known.erase(It);
    }
    if (IsShown)
      Result.push_back(std::move(F));
  }
  for (auto &[Key, F] : Known)
    if (isAboutPaths(F.Rule) && !Linked.Reconsidered.count(F.Symbol))
      Result.push_back(std::move(F));
  OfUnits = std::move(Result);
}

static std::string placesOf(const link::Conflict &C,
                            llvm::StringRef SourceRoot) {
  std::string Text;
  for (const SourceSpan &Place :
       llvm::ArrayRef(C.Places).take_front(MostPlaces))
    Text += (Text.empty() ? "" : ", ") +
            render::displayPath(Place.Begin.File, SourceRoot).str() + ":" +
            llvm::utostr(Place.Begin.Line);
  if (C.Places.size() > MostPlaces)
    Text += " and " + llvm::utostr(C.Places.size() - MostPlaces) + " more";
  return Text;
}

std::optional<render::Notification>
describeConflicts(const std::vector<link::Conflict> &Conflicts,
                  llvm::StringRef SourceRoot) {
  if (Conflicts.empty())
    return std::nullopt;
  std::string Text =
      llvm::utostr(Conflicts.size()) +
      (Conflicts.size() == 1 ? " name has" : " names have") +
      " several definitions: these are several programs, or a violation of the "
      "one-definition rule. Each is known in its own file only.";
  for (const link::Conflict &C :
       llvm::ArrayRef(Conflicts).take_front(MostConflicts))
    Text += "\n'" + C.Name + "': " + placesOf(C, SourceRoot);
  if (Conflicts.size() > MostConflicts)
    Text += "\nand " + llvm::utostr(Conflicts.size() - MostConflicts) + " more";
  return render::Notification{Level::Note, "several-definitions", Text, {}};
}

} // namespace ouro::driver
