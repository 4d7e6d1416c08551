//===- JsonReportWriter.cpp -----------------------------------------------===//
#include "checks/Vocabulary/Wording.h"
#include "tools/Render/JsonReport.h"
#include "tools/Render/JsonValue.h"
#include "tools/Render/SuppressionOrigin.h"
#include "tools/Render/Utf.h"
#include "llvm/Support/Base64.h"
#include "llvm/Support/raw_ostream.h"

namespace ouro::render {

/// A string, without loss: JSON has no room for bytes that are not UTF-8, and
/// file names may have such bytes.
static Json exact(llvm::StringRef Text) {
  if (isUtf8(Text))
    return Text.str();
  return {{"base64", llvm::encodeBase64(Text)}};
}

static Json exact(const std::vector<std::string> &Texts) {
  Json List = Json::array();
  for (const std::string &Text : Texts)
    List.push_back(exact(Text));
  return List;
}

static Json spanOf(const SourceSpan &Span) {
  return {{"file", exact(Span.Begin.File)},
          {"line", Span.Begin.Line},
          {"column", Span.Begin.Column},
          {"endLine", Span.EndLine},
          {"endColumn", Span.EndColumn}};
}

/// No member at all says "nowhere".
static void addPlace(Json &To, const SourceSpan &Span) {
  if (Span != SourceSpan())
    To["where"] = spanOf(Span);
}

static Json stepOf(const WitnessStep &Step) {
  Json Out = {{"kind", toString(Step.Kind).str()},
              {"message", jsonText(terse(Step))},
              {"arguments", exact(Step.Arguments)}};
  addPlace(Out, Step.Where);
  return Out;
}

static Json fixOf(const Finding &F) {
  Json Edits = Json::array();
  for (const FixEdit &Edit : F.Fix)
    Edits.push_back(
        {{"where", spanOf(Edit.Where)}, {"text", exact(Edit.Text)}});
  return {{"title", exact(F.FixTitle)}, {"edits", std::move(Edits)}};
}

static Json findingOf(const Finding &F) {
  Json Out = {{"rule", ruleOf(F.Rule).Name.str()},
              {"confidence", toString(F.Sureness).str()},
              {"level", toString(levelOf(F)).str()},
              {"fingerprint", toString(F.Identity)},
              {"message", jsonText(terse(F))},
              {"arguments", exact(F.Arguments)}};
  addPlace(Out, F.Where);
  Out["symbol"] = exact(F.Symbol);
  Out["witness"] = Json::array();
  for (const WitnessStep &Step : F.Witness)
    Out["witness"].push_back(stepOf(Step));
  if (!F.Fix.empty() || !F.FixTitle.empty())
    Out["fix"] = fixOf(F);
  if (F.Silenced)
    Out["suppression"] = {{"origin", toString(F.Silenced->From).str()},
                          {"reason", exact(F.Silenced->Reason)}};
  return Out;
}

static Json notificationOf(const Notification &N) {
  Json Out = {{"level", toString(N.Severity).str()},
              {"id", exact(N.Id)},
              {"message", exact(N.Message)}};
  addPlace(Out, N.Where);
  return Out;
}

static void writeHead(const Report &R, JsonWriter &Writer) {
  Writer.member("format", "ouro-report");
  Writer.member("version", JsonReportVersion);
  Writer.member("tool", {{"version", exact(R.By.Version)},
                         {"informationUri", exact(R.By.InformationUri)},
                         {"ruleUriPrefix", exact(R.By.RuleUriPrefix)}});
  Writer.member("commandLine", exact(R.CommandLine));
  Writer.member("workingDirectory", exact(R.WorkingDirectory));
  Writer.member("sourceRoot", exact(R.SourceRoot));
  if (R.Source)
    Writer.member("revision",
                  {{"repositoryUri", exact(R.Source->RepositoryUri)},
                   {"revisionId", exact(R.Source->RevisionId)},
                   {"branch", exact(R.Source->Branch)}});
  if (R.ExitCode)
    Writer.member("exitCode", *R.ExitCode);
  Writer.member("minConfidence", toString(R.MinConfidence).str());
}

void writeJson(const Report &R, llvm::raw_ostream &OS) {
  JsonWriter Writer(OS);
  Writer.beginObject();
  writeHead(R, Writer);
  Writer.beginArray("units");
  for (const Unit &U : R.Units)
    Writer.element(
        {{"file", exact(U.File)}, {"outcome", toString(U.Outcome).str()}});
  Writer.endArray();
  Writer.beginArray("findings");
  for (const Finding &F : R.Findings)
    Writer.element(findingOf(F));
  Writer.endArray();
  Writer.beginArray("notifications");
  for (const Notification &N : R.Notifications)
    Writer.element(notificationOf(N));
  Writer.endArray();
  Writer.endObject();
}

} // namespace ouro::render
