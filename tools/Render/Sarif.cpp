//===- Sarif.cpp ----------------------------------------------------------===//
#include "tools/Render/Sarif.h"
#include "tools/Render/SarifPlace.h"
#include "tools/Render/SarifResult.h"
#include "tools/Render/SarifRules.h"
#include "tools/Render/SourceFiles.h"
#include "tools/Render/Uri.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <set>

namespace ouro::render {

namespace {
class SarifWriter {
public:
  SarifWriter(const Report &R, const SarifOptions &Options,
              SourceFiles &Sources, llvm::raw_ostream &OS)
      : R(R), Options(Options), Sources(Sources), Writer(OS),
        Places(R.SourceRoot, Options.Snippets, Sources) {}

  void write();

private:
  void chooseResults();
  void collectNotifications();
  Json driver() const;
  Json notificationRules() const;
  Json notification(const Notification &N);
  Json invocation();
  Json artifacts() const;
  Json rootBase() const;

  const Report &R;
  const SarifOptions &Options;
  SourceFiles &Sources;
  JsonWriter Writer;
  SarifPlaces Places;
  std::vector<const Finding *> Chosen;
  std::vector<Notification> Notifications;
  std::map<std::string, unsigned> NotificationIndex; ///< by id
};
} // namespace

/// The findings to write, in the report's order.
void SarifWriter::chooseResults() {
  for (const Finding &F : R.Findings)
    if (isShown(F, R, Options.WithSuppressed))
      Chosen.push_back(&F);
  Notifications = R.Notifications;
  if (Chosen.size() <= Options.MaxResults)
    return;
  size_t Left = Chosen.size() - Options.MaxResults;
  // All are elements of one vector, so pointers are the report's order.
  llvm::sort(Chosen, [](const Finding *L, const Finding *N) {
    return std::make_tuple(!L->Silenced, levelOf(*L), L->Sureness, N) >
           std::make_tuple(!N->Silenced, levelOf(*N), N->Sureness, L);
  });
  Chosen.resize(Options.MaxResults);
  llvm::sort(Chosen);
  Notifications.push_back(
      {Level::Warning,
       notification::ResultsCapped.str(),
       llvm::formatv("{0} of {1} findings were left out, the least severe "
                     "first: code scanning services refuse more than {2} "
                     "results. Analyse fewer files at a time, or raise the "
                     "least confidence.",
                     Left, Left + Options.MaxResults, Options.MaxResults),
       {}});
}

void SarifWriter::collectNotifications() {
  size_t Cut = llvm::count_if(Chosen, [&](const Finding *F) {
    return witnessPlaces(*F) > Options.MaxLocations;
  });
  if (Cut)
    Notifications.push_back(
        {Level::Warning,
         notification::WitnessCapped.str(),
         llvm::formatv("{0} findings have a proof of more than {1} places, "
                       "which code scanning services refuse; the rest of each "
                       "was left out. The text and JSON reports have them all.",
                       Cut, Options.MaxLocations),
         {}});
  for (const Notification &N : Notifications)
    NotificationIndex[N.Id];
  unsigned Index = 0;
  for (auto &Entry : NotificationIndex)
    Entry.second = Index++;
}

static std::string describe(llvm::StringRef NotificationId) {
  return llvm::StringSwitch<std::string>(NotificationId)
      .Case(notification::TuFailed, "A translation unit could not be analysed.")
      .Case(notification::TuHasErrors,
            "A translation unit has compile errors; its findings may be "
            "incomplete.")
      .Case(notification::ResultsCapped, "Findings were left out.")
      .Case(notification::WitnessCapped, "Proofs were shortened.")
      .Default("Notification '" + NotificationId.str() + "'.");
}

/// "tu-failed" -> "TuFailed".
static std::string pascalName(llvm::StringRef KebabId) {
  std::string Out;
  bool AtWordStart = true;
  for (char C : KebabId) {
    if (llvm::isAlnum(C))
      Out += AtWordStart ? llvm::toUpper(C) : C;
    AtWordStart = !llvm::isAlnum(C);
  }
  return Out;
}

/// With everything that GitHub demands of a rule: Microsoft's validator
/// demands it of these too.
Json SarifWriter::notificationRules() const {
  Json Out = Json::array();
  for (const auto &Entry : NotificationIndex) {
    Json Text = sarifMessage(describe(Entry.first));
    Out.push_back({{"id", jsonText(Entry.first)},
                   {"name", pascalName(Entry.first)},
                   {"shortDescription", Text},
                   {"fullDescription", Text},
                   {"help", Text}});
  }
  return Out;
}

Json SarifWriter::driver() const {
  Json Out = {{"name", "ouro"},
              {"fullName", "Ouro, which finds leaks in C and C++"}};
  if (!R.By.Version.empty())
    Out["semanticVersion"] = jsonText(R.By.Version);
  if (!R.By.InformationUri.empty())
    Out["informationUri"] = jsonText(R.By.InformationUri);
  Out["rules"] = sarifRules(R.By);
  if (!NotificationIndex.empty())
    Out["notifications"] = notificationRules();
  Out["supportedTaxonomies"] = Json::array({{{"name", "CWE"}, {"index", 0}}});
  return Out;
}

Json SarifWriter::notification(const Notification &N) {
  Json Out = {{"descriptor",
               {{"id", jsonText(N.Id)}, {"index", NotificationIndex[N.Id]}}},
              {"level", toString(N.Severity).str()},
              {"message", sarifMessage(sarifEscaped(N.Message))}};
  if (!N.Where.Begin.File.empty())
    Out["locations"] =
        Json::array({{{"physicalLocation", Places.physical(N.Where)}}});
  return Out;
}

static Json directory(llvm::StringRef Path) {
  return {{"uri", fileUri(Path.rtrim('/').str() + '/')}};
}

Json SarifWriter::invocation() {
  Json Out = {{"executionSuccessful", isSuccessful(R)}};
  if (R.ExitCode)
    Out["exitCode"] = *R.ExitCode;
  if (!R.CommandLine.empty()) {
    std::vector<llvm::StringRef> Words(R.CommandLine.begin(),
                                       R.CommandLine.end());
    std::string Line;
    llvm::raw_string_ostream OS(Line);
    for (llvm::StringRef Word : Words) {
      if (!Line.empty())
        OS << ' ';
      llvm::sys::printArg(OS, Word, /*Quote=*/false);
    }
    Out["commandLine"] = jsonText(Line);
    Out["arguments"] = Json::array();
    for (llvm::StringRef Word : llvm::drop_begin(Words))
      Out["arguments"].push_back(jsonText(Word));
  }
  if (!R.WorkingDirectory.empty())
    Out["workingDirectory"] = directory(R.WorkingDirectory);
  Out["toolExecutionNotifications"] = Json::array();
  for (const Notification &N : Notifications)
    Out["toolExecutionNotifications"].push_back(notification(N));
  return Out;
}

static llvm::StringRef languageOf(llvm::StringRef File) {
  llvm::StringRef Suffix = llvm::sys::path::extension(File);
  static constexpr llvm::StringLiteral CPlusPlus[] = {
      ".cc", ".cpp", ".cxx", ".c++", ".C", ".cppm", ".ixx", ".h",
      ".hh", ".hpp", ".hxx", ".h++", ".H", ".inl",  ".ipp"};
  if (llvm::is_contained(CPlusPlus, Suffix))
    return "cplusplus";
  return llvm::StringSwitch<llvm::StringRef>(Suffix)
      .Case(".c", "c")
      .Case(".m", "objectivec")
      .Case(".mm", "objectivecplusplus")
      .Default("");
}

/// Every file that the run refers to; TUs are the ones that were asked for.
Json SarifWriter::artifacts() const {
  std::map<std::string, bool> Files; // name -> is a TU
  auto Add = [&](const SourceSpan &Span) {
    if (!Span.Begin.File.empty())
      Files[displayPath(Span.Begin.File, R.SourceRoot).str()];
  };
  for (const Finding *F : Chosen) {
    Add(F->Where);
    for (const WitnessStep &Step : F->Witness)
      Add(Step.Where);
    for (const FixEdit &Edit : F->Fix)
      Add(Edit.Where);
  }
  for (const Notification &N : Notifications)
    Add(N.Where);
  for (const Unit &U : R.Units)
    Files[displayPath(U.File, R.SourceRoot).str()] = true;

  Json Out = Json::array();
  for (const auto &[File, IsUnit] : Files) {
    Json Artifact = {{"location", Places.artifact(File)}};
    if (llvm::StringRef Language = languageOf(File); !Language.empty())
      Artifact["sourceLanguage"] = Language.str();
    if (IsUnit)
      Artifact["roles"] = Json::array({"analysisTarget"});
    Out.push_back(std::move(Artifact));
  }
  return Out;
}

Json SarifWriter::rootBase() const {
  Json Base = directory(R.SourceRoot);
  Base["description"] = sarifMessage("The root of the analysed sources.");
  return {{SarifRoot.str(), std::move(Base)}};
}

static Json provenance(const Revision &From, bool HasRoot) {
  Json Out = {{"repositoryUri", jsonText(From.RepositoryUri)}};
  if (!From.RevisionId.empty())
    Out["revisionId"] = jsonText(From.RevisionId);
  if (!From.Branch.empty())
    Out["branch"] = jsonText(From.Branch);
  if (HasRoot)
    Out["mappedTo"] = {{"uriBaseId", SarifRoot.str()}};
  return Json::array({std::move(Out)});
}

void SarifWriter::write() {
  chooseResults();
  collectNotifications();
  bool HasRoot = !R.SourceRoot.empty();
  std::string Category =
      "ouro/" + (Options.Category.empty() ? "" : Options.Category + '/');

  Writer.beginObject();
  Writer.member("$schema",
                "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/"
                "schemas/sarif-schema-2.1.0.json");
  Writer.member("version", "2.1.0");
  Writer.beginArray("runs");
  Writer.beginObject();
  Writer.member("tool", {{"driver", driver()}});
  Writer.member("taxonomies", Json::array({sarifCweTaxonomy()}));
  Writer.member("automationDetails", {{"id", jsonText(Category)}});
  if (HasRoot)
    Writer.member("originalUriBaseIds", rootBase());
  if (R.Source)
    Writer.member("versionControlProvenance", provenance(*R.Source, HasRoot));
  Writer.member("invocations", Json::array({invocation()}));
  Writer.member("columnKind", "utf16CodeUnits");
  Writer.member("artifacts", artifacts());
  Writer.beginArray("results");
  for (const Finding *F : Chosen)
    Writer.element(sarifResult(*F, Options.MaxLocations, Places, Sources));
  Writer.endArray();
  Writer.endObject();
  Writer.endArray();
  Writer.endObject();
}

void writeSarif(const Report &R, const SarifOptions &Options,
                SourceFiles &Sources, llvm::raw_ostream &OS) {
  SarifWriter(R, Options, Sources, OS).write();
}

} // namespace ouro::render
