//===- SarifRules.cpp -----------------------------------------------------===//
#include "tools/Render/SarifRules.h"
#include "checks/Vocabulary/Rules.h"
#include "tools/Render/Report.h"
#include "tools/Render/SarifPlace.h"
#include "tools/Render/Uri.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include <set>

namespace ouro::render {

/// MITRE's names of the weaknesses that concern leaks. A rule may refer to
/// others; those go without a name.
static llvm::StringRef nameOfCwe(unsigned Number) {
  switch (Number) {
    // clang-format off
  case 401: return "Missing Release of Memory after Effective Lifetime";
  case 404: return "Improper Resource Shutdown or Release";
  case 415: return "Double Free";
  case 416: return "Use After Free";
  case 459: return "Incomplete Cleanup";
  case 664: return "Improper Control of a Resource Through its Lifetime";
  case 710: return "Improper Adherence to Coding Standards";
  case 762: return "Mismatched Memory Management Routines";
  case 770: return "Allocation of Resources Without Limits or Throttling";
  case 771: return "Missing Reference to Active Allocated Resource";
  case 772: return "Missing Release of Resource after Effective Lifetime";
  case 773: return "Missing Reference to Active File Descriptor or Handle";
  case 775: return "Missing Release of File Descriptor or Handle after Effective Lifetime";
  case 911: return "Improper Update of Reference Count";
  case 1325: return "Improperly Controlled Sequential Memory Allocation";
  case 1341: return "Multiple Releases of Same Resource or Handle";
  // clang-format on
  default:
    return "";
  }
}

static std::set<unsigned> cwesOf(const Rule &R) {
  std::set<unsigned> Numbers;
  llvm::SmallVector<llvm::StringRef> Words;
  R.Cwes.split(Words, ',', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  for (llvm::StringRef Word : Words) {
    unsigned Number = 0;
    if (!Word.trim().getAsInteger(10, Number))
      Numbers.insert(Number);
  }
  return Numbers;
}

/// Weaknesses of all rules; the position in the set is the taxon's index.
static std::set<unsigned> allCwes() {
  std::set<unsigned> Numbers;
  for (const Rule &R : allRules())
    Numbers.merge(cwesOf(R));
  return Numbers;
}

/// DefectDojo looks for "CWE-<digits>" in the id itself.
static std::string taxonId(unsigned Number) {
  return "CWE-" + llvm::utostr(Number);
}

Json sarifCweTaxonomy() {
  Json Taxa = Json::array();
  for (unsigned Number : allCwes()) {
    Json Taxon = {{"id", taxonId(Number)}};
    if (llvm::StringRef Name = nameOfCwe(Number); !Name.empty())
      Taxon["shortDescription"] = sarifMessage(Name);
    Taxon["helpUri"] =
        llvm::formatv("https://cwe.mitre.org/data/definitions/{0}.html", Number)
            .str();
    Taxa.push_back(std::move(Taxon));
  }
  return {{"name", "CWE"},
          {"organization", "MITRE"},
          {"informationUri", "https://cwe.mitre.org/"},
          {"shortDescription",
           sarifMessage("The MITRE Common Weakness Enumeration.")},
          {"isComprehensive", false},
          {"taxa", std::move(Taxa)}};
}

static Json relationshipsOf(const Rule &R) {
  std::set<unsigned> All = allCwes();
  Json Out = Json::array();
  for (unsigned Number : cwesOf(R)) {
    auto Index = std::distance(All.begin(), All.find(Number));
    Out.push_back({{"target",
                    {{"id", taxonId(Number)},
                     {"index", Index},
                     {"toolComponent", {{"name", "CWE"}, {"index", 0}}}}},
                   {"kinds", Json::array({"superset"})}});
  }
  return Out;
}

static Json propertiesOf(const Rule &R) {
  constexpr size_t MaxTags = 10; // GitHub shows no more
  Json Tags = Json::array({"reliability"});
  for (unsigned Number : cwesOf(R))
    if (Tags.size() < MaxTags)
      Tags.push_back(
          llvm::formatv("external/cwe/cwe-{0}", llvm::utostr(Number)).str());
  // Findings of lower confidence than a rule's default are notes, and hidden
  // unless asked for, so a rule that warns is precise.
  bool IsNote = R.DefaultLevel == Level::Note;
  std::string Severity =
      IsNote ? "recommendation" : toString(R.DefaultLevel).str();
  return {{"tags", std::move(Tags)},
          {"precision", IsNote ? "medium" : "high"},
          {"problem.severity", std::move(Severity)}};
}

/// The first paragraph of a rule's page that is not a heading, in one line.
static std::string firstParagraph(llvm::StringRef Markdown) {
  std::string Out;
  while (!Markdown.empty()) {
    auto [Line, Rest] = Markdown.split('\n');
    Markdown = Rest;
    Line = Line.trim();
    if (Line.starts_with("#"))
      continue;
    if (Line.empty() && !Out.empty())
      break;
    if (!Line.empty())
      Out += (Out.empty() ? "" : " ") + Line.str();
  }
  return Out;
}

/// At most what GitHub accepts for a description, cut at a word.
static std::string descriptionOf(const Rule &R) {
  constexpr size_t MaxLength = 1024;
  std::string Text = firstParagraph(R.Documentation);
  if (Text.empty())
    return R.Title.str();
  if (Text.size() > MaxLength) {
    llvm::StringRef Cut = llvm::StringRef(Text).take_front(MaxLength - 3);
    Text = Cut.take_front(Cut.rfind(' ')).str() + "...";
  }
  return Text;
}

static Json ruleOf(const Rule &R, const Tool &By) {
  llvm::StringRef Help = R.Documentation.empty() ? R.Title : R.Documentation;
  Json Out = {
      {"id", R.Name.str()},
      {"name", R.PascalName.str()},
      {"shortDescription", sarifMessage(R.Title)},
      {"fullDescription", sarifMessage(descriptionOf(R))},
      {"help", {{"text", jsonText(Help)}, {"markdown", jsonText(Help)}}}};
  if (!By.RuleUriPrefix.empty())
    Out["helpUri"] = By.RuleUriPrefix + uriPath(R.Name) + ".md";
  Out["defaultConfiguration"] = {{"enabled", true},
                                 {"level", toString(R.DefaultLevel).str()}};
  Json Relationships = relationshipsOf(R);
  if (!Relationships.empty())
    Out["relationships"] = std::move(Relationships);
  Out["properties"] = propertiesOf(R);
  return Out;
}

Json sarifRules(const Tool &By) {
  Json Out = Json::array();
  for (const Rule &R : allRules())
    Out.push_back(ruleOf(R, By));
  return Out;
}

} // namespace ouro::render
