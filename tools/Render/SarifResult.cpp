//===- SarifResult.cpp ----------------------------------------------------===//
#include "tools/Render/SarifResult.h"
#include "checks/Vocabulary/Wording.h"
#include "tools/Render/Report.h"
#include "tools/Render/SarifPlace.h"
#include "tools/Render/SourceFiles.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <map>
#include <tuple>

namespace ouro::render {

namespace {
/// A step that has a place, and the id of its related location.
struct PlacedStep {
  const WitnessStep *Step;
  unsigned Id;
};
} // namespace

/// Kinds of remedies share the beginning of their names; they are advice, not
/// a part of the proof.
static bool isRemedy(const WitnessStep &Step) {
  return toString(Step.Kind).starts_with("Remedy");
}

size_t witnessPlaces(const Finding &F) {
  return llvm::count_if(
      F.Witness, [](const WitnessStep &Step) { return Step.Where.isValid(); });
}

static std::vector<PlacedStep> placedSteps(const Finding &F, size_t Max) {
  std::vector<PlacedStep> Out;
  for (const WitnessStep &Step : F.Witness)
    if (Step.Where.isValid() && Out.size() < Max)
      Out.push_back({&Step, static_cast<unsigned>(Out.size() + 1)});
  return Out;
}

/// What a link to \p Step reads: the name that the step is about, or words that
/// quote it.
static std::string linkText(const PlacedStep &Placed) {
  constexpr size_t TooLong = 80;
  llvm::ArrayRef<std::string> Arguments = Placed.Step->Arguments;
  if (Arguments.empty() || Arguments[0].empty() ||
      Arguments[0].size() > TooLong)
    return "step " + llvm::utostr(Placed.Id);
  // In link text a backslash escapes too.
  bool IsName = !llvm::StringRef(Arguments[0]).contains('\'');
  std::string Out = IsName ? "'" : "";
  for (char C : Arguments[0]) {
    if (llvm::StringRef("[]\\").contains(C))
      Out += '\\';
    Out += C;
  }
  return IsName ? Out + "'" : Out;
}

/// " See ['a'](1), ['b'](2) and 3 more."
static std::string linksTo(llvm::ArrayRef<PlacedStep> Steps) {
  constexpr size_t MaxLinks = 10;
  std::vector<std::string> Links;
  for (const PlacedStep &Placed : Steps)
    if (!isRemedy(*Placed.Step))
      Links.push_back('[' + linkText(Placed) + "](" + llvm::utostr(Placed.Id) +
                      ')');
  if (Links.empty())
    return "";
  size_t Rest = Links.size() - std::min(Links.size(), MaxLinks);
  Links.resize(Links.size() - Rest);
  std::string Last = Rest ? llvm::utostr(Rest) + " more" : Links.back();
  if (!Rest)
    Links.pop_back();
  std::string Out = " See " + llvm::join(Links, ", ");
  return Out + (Links.empty() ? "" : " and ") + Last + '.';
}

/// The finding's sentence, links to its proof, the steps that have no place to
/// link to, and the remedy: all that a reader of the bare message gets.
static std::string messageOf(const Finding &F,
                             llvm::ArrayRef<PlacedStep> Steps) {
  std::string Out = sarifEscaped(sentence(F)) + linksTo(Steps);
  for (const WitnessStep &Step : F.Witness)
    if (isRemedy(Step) || !Step.Where.isValid())
      Out += ' ' + sarifEscaped(sentence(Step));
  return Out;
}

/// Where GitHub shows the finding: where it says, else at the first place of
/// its proof. A finding without any place has no location.
static SourceSpan primaryPlace(const Finding &F,
                               llvm::ArrayRef<PlacedStep> Steps) {
  if (F.Where.isValid() || Steps.empty())
    return F.Where;
  return Steps.front().Step->Where;
}

static Json stepLocation(const WitnessStep &Step, SarifPlaces &Places) {
  return {{"physicalLocation", Places.physical(Step.Where)},
          {"message", sarifMessage(sarifEscaped(sentence(Step)))}};
}

static Json relatedLocations(llvm::ArrayRef<PlacedStep> Steps,
                             SarifPlaces &Places) {
  Json Out = Json::array();
  for (const PlacedStep &Placed : Steps) {
    Json Location = {{"id", Placed.Id}};
    Location.update(stepLocation(*Placed.Step, Places));
    Out.push_back(std::move(Location));
  }
  return Out;
}

static Json threadFlowLocations(llvm::ArrayRef<PlacedStep> Steps,
                                SarifPlaces &Places) {
  Json Out = Json::array();
  for (const PlacedStep &Placed : Steps)
    if (!isRemedy(*Placed.Step))
      Out.push_back({{"location", stepLocation(*Placed.Step, Places)},
                     {"importance", "essential"}});
  return Out;
}

static Json fixOf(const Finding &F, SarifPlaces &Places) {
  std::map<FileName, std::vector<const FixEdit *>> ByFile;
  for (const FixEdit &Edit : F.Fix)
    ByFile[Edit.Where.Begin.File].push_back(&Edit);
  Json Changes = Json::array();
  for (auto &[File, Edits] : ByFile) {
    // Edits at one place keep their order, which is that of the pointers.
    llvm::sort(Edits, [](const FixEdit *L, const FixEdit *R) {
      return std::tie(L->Where, L) < std::tie(R->Where, R);
    });
    Json Replacements = Json::array();
    for (const FixEdit *Edit : Edits)
      Replacements.push_back(
          {{"deletedRegion", Places.region(Edit->Where, /*MayBeEmpty=*/true)},
           {"insertedContent", {{"text", jsonText(Edit->Text)}}}});
    Changes.push_back({{"artifactLocation", Places.artifact(File)},
                       {"replacements", std::move(Replacements)}});
  }
  std::string Title = F.FixTitle.empty() ? "Suggested fix." : F.FixTitle;
  return {{"description", sarifMessage(sarifEscaped(Title))},
          {"artifactChanges", std::move(Changes)}};
}

static Json suppressionOf(const Suppression &S) {
  bool External = S.From == Suppression::Origin::Baseline;
  Json Out = {{"kind", External ? "external" : "inSource"},
              {"status", "accepted"}};
  if (!S.Reason.empty())
    Out["justification"] = jsonText(S.Reason);
  return Out;
}

static Json fingerprintsOf(const Finding &F, const SourceSpan &Where,
                           SourceFiles &Sources) {
  Json Out = Json::object();
  if (const SourceFile *Source = Sources.find(Where.Begin.File))
    if (auto Hash = Source->lineHash(Where.Begin.Line))
      Out["primaryLocationLineHash"] = toString(*Hash);
  Out["ouro/v1"] = toString(F.Identity);
  return Out;
}

static Json primaryLocation(const Finding &F, const SourceSpan &Where,
                            SarifPlaces &Places) {
  Json Out = {{"physicalLocation", Places.physical(Where)}};
  if (!F.Symbol.empty())
    Out["logicalLocations"] =
        Json::array({{{"fullyQualifiedName", jsonText(F.Symbol)}}});
  return Out;
}

Json sarifResult(const Finding &F, size_t MaxLocations, SarifPlaces &Places,
                 SourceFiles &Sources) {
  std::vector<PlacedStep> Steps = placedSteps(F, MaxLocations);
  SourceSpan Where = primaryPlace(F, Steps);
  Json Out = {{"ruleId", ruleOf(F.Rule).Name.str()},
              {"ruleIndex", static_cast<unsigned>(F.Rule)},
              {"kind", "fail"},
              {"level", toString(levelOf(F)).str()},
              {"message", sarifMessage(messageOf(F, Steps))}};
  if (!Where.Begin.File.empty())
    Out["locations"] = Json::array({primaryLocation(F, Where, Places)});
  if (!Steps.empty())
    Out["relatedLocations"] = relatedLocations(Steps, Places);
  if (Json Flow = threadFlowLocations(Steps, Places); !Flow.empty())
    Out["codeFlows"] = Json::array(
        {{{"threadFlows", Json::array({{{"locations", std::move(Flow)}}})}}});
  if (!F.Fix.empty())
    Out["fixes"] = Json::array({fixOf(F, Places)});
  Out["partialFingerprints"] = fingerprintsOf(F, Where, Sources);
  if (F.Silenced)
    Out["suppressions"] = Json::array({suppressionOf(*F.Silenced)});
  Out["properties"] = {{"confidence", toString(F.Sureness).str()}};
  return Out;
}

} // namespace ouro::render
