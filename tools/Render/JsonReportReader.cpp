//===- JsonReportReader.cpp -----------------------------------------------===//
#include "tools/Render/JsonReport.h"
#include "tools/Render/JsonValue.h"
#include "tools/Render/SuppressionOrigin.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Base64.h"
#include "llvm/Support/FormatVariadic.h"
#include <limits>

namespace ouro::render {

namespace {
/// A value and the way to it, which is only spelled when something is wrong.
struct Node {
  const Json &Value;
  const Node *Parent = nullptr;
  llvm::StringRef Key = {};
  size_t Index = 0;

  std::string path() const {
    if (!Parent)
      return "";
    std::string Way = Parent->path();
    if (Key.empty())
      return Way + '[' + llvm::utostr(Index) + ']';
    return Way.empty() ? Key.str() : Way + '.' + Key.str();
  }
};

/// Remembers the first thing that is wrong; everything read after it is void.
class ReportReader {
public:
  Report read(const Json &Document);
  std::string Problem;

private:
  using Keys = llvm::ArrayRef<llvm::StringRef>;

  void fail(const Node &At, llvm::StringRef What);
  bool checkObject(const Node &At, Keys Required, Keys Optional = {});
  bool checkHead(const Node &Root);

  template <typename Fn>
  void member(const Node &At, llvm::StringRef Key, Fn Use);
  template <typename Fn> void elements(const Node &At, Fn Use);

  std::string text(const Node &At);
  std::string text(const Node &At, llvm::StringRef Key);
  std::vector<std::string> texts(const Node &At, llvm::StringRef Key);
  int64_t number(const Node &At, int64_t Min, int64_t Max);
  template <typename T>
  T word(const Node &At, llvm::StringRef Key, llvm::StringRef Kind,
         std::optional<T> (*Parse)(llvm::StringRef), T Otherwise);

  SourceSpan span(const Node &At);
  SourceSpan place(const Node &At);
  WitnessStep step(const Node &At);
  Finding finding(const Node &At);
  Notification notification(const Node &At);
  void fix(const Node &At, Finding &F);
  void about(const Node &Root, Report &R);
};
} // namespace

static std::string inQuotes(llvm::StringRef Text) {
  constexpr size_t Enough = 60;
  std::string Short = Text.take_front(Enough).str();
  return '\'' + Short + (Text.size() > Enough ? "...'" : "'");
}

void ReportReader::fail(const Node &At, llvm::StringRef What) {
  if (!Problem.empty())
    return;
  std::string Way = At.path();
  Problem = (Way.empty() ? "" : Way + ": ") + What.str();
}

bool ReportReader::checkObject(const Node &At, Keys Required, Keys Optional) {
  if (!At.Value.is_object()) {
    fail(At,
         llvm::formatv("expected an object, found {0}", At.Value.type_name())
             .str());
    return false;
  }
  for (llvm::StringRef Key : Required)
    if (!At.Value.contains(Key.str()))
      fail(At, "member " + inQuotes(Key) + " is missing");
  for (const auto &Item : At.Value.items())
    if (!llvm::is_contained(Required, Item.key()) &&
        !llvm::is_contained(Optional, Item.key()))
      fail(At, "unknown member " + inQuotes(Item.key()));
  return Problem.empty();
}

/// \p At must be an object; an absent member is not used.
template <typename Fn>
void ReportReader::member(const Node &At, llvm::StringRef Key, Fn Use) {
  auto It = At.Value.find(Key.str());
  if (It != At.Value.end())
    Use(Node{*It, &At, Key});
}

template <typename Fn> void ReportReader::elements(const Node &At, Fn Use) {
  if (!At.Value.is_array())
    return fail(
        At, llvm::formatv("expected an array, found {0}", At.Value.type_name())
                .str());
  for (size_t I = 0; I < At.Value.size() && Problem.empty(); ++I)
    Use(Node{At.Value[I], &At, {}, I});
}

std::string ReportReader::text(const Node &At) {
  if (const auto *Text = At.Value.get_ptr<const std::string *>())
    return *Text;
  if (!At.Value.is_object()) {
    fail(At, llvm::formatv("expected a string, found {0}", At.Value.type_name())
                 .str());
    return "";
  }
  if (!checkObject(At, {"base64"}))
    return "";
  std::vector<char> Bytes;
  const auto *Encoded = At.Value["base64"].get_ptr<const std::string *>();
  if (!Encoded) {
    fail(At, "'base64' is not a string");
  } else if (llvm::Error E = llvm::decodeBase64(*Encoded, Bytes)) {
    fail(At, "'base64' cannot be decoded: " + llvm::toString(std::move(E)));
  }
  return std::string(Bytes.begin(), Bytes.end());
}

std::string ReportReader::text(const Node &At, llvm::StringRef Key) {
  std::string Out;
  member(At, Key, [&](const Node &Value) { Out = text(Value); });
  return Out;
}

std::vector<std::string> ReportReader::texts(const Node &At,
                                             llvm::StringRef Key) {
  std::vector<std::string> Out;
  member(At, Key, [&](const Node &List) {
    elements(List, [&](const Node &Value) { Out.push_back(text(Value)); });
  });
  return Out;
}

int64_t ReportReader::number(const Node &At, int64_t Min, int64_t Max) {
  // nlohmann keeps integers above INT64_MAX as unsigned and others as signed.
  bool Fits = At.Value.is_number_integer() &&
              (!At.Value.is_number_unsigned() ||
               At.Value.get<uint64_t>() <= uint64_t(INT64_MAX));
  int64_t Number = Fits ? At.Value.get<int64_t>() : 0;
  if (Fits && Number >= Min && Number <= Max)
    return Number;
  std::string Found =
      At.Value.dump(-1, ' ', false, Json::error_handler_t::replace);
  fail(At, llvm::formatv("expected an integer from {0} to {1}, found {2}", Min,
                         Max, inQuotes(Found))
               .str());
  return 0;
}

template <typename T>
T ReportReader::word(const Node &At, llvm::StringRef Key, llvm::StringRef Kind,
                     std::optional<T> (*Parse)(llvm::StringRef), T Otherwise) {
  T Out = Otherwise;
  member(At, Key, [&](const Node &Value) {
    std::string Text = text(Value);
    if (std::optional<T> Known = Parse(Text))
      Out = *Known;
    else
      fail(Value, inQuotes(Text) + " is not a known " + Kind.str());
  });
  return Out;
}

static std::optional<Level> parseLevel(llvm::StringRef Text) {
  for (Level L : {Level::Note, Level::Warning, Level::Error})
    if (Text == toString(L))
      return L;
  return std::nullopt;
}

static std::optional<RuleId> parseRule(llvm::StringRef Text) {
  const Rule *Known = findRule(Text);
  return Known ? std::optional(Known->Id) : std::nullopt;
}

static std::optional<Fingerprint> parseFingerprint(llvm::StringRef Text) {
  Fingerprint Print;
  if (Text.size() != 16 || Text.getAsInteger(16, Print.Value) ||
      toString(Print) != Text)
    return std::nullopt;
  return Print;
}

SourceSpan ReportReader::span(const Node &At) {
  SourceSpan Out;
  if (!checkObject(At, {"file", "line", "column", "endLine", "endColumn"}))
    return Out;
  auto Count = [&](llvm::StringRef Key, unsigned &To) {
    member(At, Key, [&](const Node &Value) {
      To = number(Value, 0, std::numeric_limits<unsigned>::max());
    });
  };
  Out.Begin.File = text(At, "file");
  Count("line", Out.Begin.Line);
  Count("column", Out.Begin.Column);
  Count("endLine", Out.EndLine);
  Count("endColumn", Out.EndColumn);
  return Out;
}

SourceSpan ReportReader::place(const Node &At) {
  SourceSpan Out;
  member(At, "where", [&](const Node &Value) { Out = span(Value); });
  return Out;
}

WitnessStep ReportReader::step(const Node &At) {
  WitnessStep Out{};
  if (!checkObject(At, {"kind", "message", "arguments"}, {"where"}))
    return Out;
  Out.Kind = word(At, "kind", "step kind", parseStepKind, StepKind());
  Out.Arguments = texts(At, "arguments");
  Out.Where = place(At);
  return Out;
}

void ReportReader::fix(const Node &At, Finding &F) {
  if (!checkObject(At, {"title", "edits"}))
    return;
  F.FixTitle = text(At, "title");
  member(At, "edits", [&](const Node &List) {
    elements(List, [&](const Node &Value) {
      if (checkObject(Value, {"where", "text"}))
        F.Fix.push_back({place(Value), text(Value, "text")});
    });
  });
}

Finding ReportReader::finding(const Node &At) {
  Finding Out{};
  // "level" and "message" follow from the others; they are for scripts.
  if (!checkObject(At,
                   {"rule", "confidence", "level", "fingerprint", "message",
                    "arguments", "symbol", "witness"},
                   {"where", "fix", "suppression"}))
    return Out;
  Out.Rule = word(At, "rule", "rule", parseRule, RuleId());
  Out.Sureness = word(At, "confidence", "confidence", parseConfidence,
                      Confidence::Possible);
  Out.Identity = word(At, "fingerprint", "fingerprint (16 hexadecimal digits)",
                      parseFingerprint, Fingerprint());
  Out.Arguments = texts(At, "arguments");
  Out.Where = place(At);
  Out.Symbol = text(At, "symbol");
  member(At, "witness", [&](const Node &List) {
    elements(List,
             [&](const Node &Value) { Out.Witness.push_back(step(Value)); });
  });
  member(At, "fix", [&](const Node &Value) { fix(Value, Out); });
  member(At, "suppression", [&](const Node &Value) {
    if (checkObject(Value, {"origin", "reason"}))
      Out.Silenced = {word(Value, "origin", "origin of a suppression",
                           parseOrigin, Suppression::Origin()),
                      text(Value, "reason")};
  });
  return Out;
}

Notification ReportReader::notification(const Node &At) {
  Notification Out;
  if (!checkObject(At, {"level", "id", "message"}, {"where"}))
    return Out;
  Out.Severity = word(At, "level", "level", parseLevel, Level::Warning);
  Out.Id = text(At, "id");
  Out.Message = text(At, "message");
  Out.Where = place(At);
  return Out;
}

bool ReportReader::checkHead(const Node &Root) {
  if (!Root.Value.is_object() || !Root.Value.contains("format") ||
      Root.Value["format"] != "ouro-report") {
    fail(Root, "not a report of Ouro: member 'format' is not 'ouro-report'");
    return false;
  }
  std::string Version = "none";
  if (Root.Value.contains("version"))
    Version = Root.Value["version"].dump(-1, ' ', false,
                                         Json::error_handler_t::replace);
  if (Version != llvm::utostr(JsonReportVersion)) {
    fail(Root, llvm::formatv("report has version {0}, expected {1}; write it "
                             "again with this Ouro",
                             inQuotes(Version), JsonReportVersion)
                   .str());
    return false;
  }
  return checkObject(Root,
                     {"format", "version", "tool", "commandLine",
                      "workingDirectory", "sourceRoot", "minConfidence",
                      "units", "findings", "notifications"},
                     {"revision", "exitCode"});
}

void ReportReader::about(const Node &Root, Report &R) {
  member(Root, "tool", [&](const Node &At) {
    if (checkObject(At, {"version", "informationUri", "ruleUriPrefix"}))
      R.By = {text(At, "version"), text(At, "informationUri"),
              text(At, "ruleUriPrefix")};
  });
  R.CommandLine = texts(Root, "commandLine");
  R.WorkingDirectory = text(Root, "workingDirectory");
  R.SourceRoot = text(Root, "sourceRoot");
  member(Root, "revision", [&](const Node &At) {
    if (checkObject(At, {"repositoryUri", "revisionId", "branch"}))
      R.Source = {text(At, "repositoryUri"), text(At, "revisionId"),
                  text(At, "branch")};
  });
  member(Root, "exitCode", [&](const Node &At) {
    R.ExitCode = number(At, std::numeric_limits<int>::min(),
                        std::numeric_limits<int>::max());
  });
  R.MinConfidence = word(Root, "minConfidence", "confidence", parseConfidence,
                         Confidence::Likely);
}

Report ReportReader::read(const Json &Document) {
  Report R;
  Node Root{Document};
  if (!checkHead(Root))
    return R;
  about(Root, R);
  auto List = [&](llvm::StringRef Key, auto Use) {
    member(Root, Key, [&](const Node &At) { elements(At, Use); });
  };
  List("units", [&](const Node &At) {
    if (checkObject(At, {"file", "outcome"}))
      R.Units.push_back(
          {text(At, "file"), word(At, "outcome", "outcome", parseUnitOutcome,
                                  UnitOutcome::Analysed)});
  });
  List("findings", [&](const Node &At) { R.Findings.push_back(finding(At)); });
  List("notifications",
       [&](const Node &At) { R.Notifications.push_back(notification(At)); });
  return R;
}

llvm::Expected<Report> readJson(llvm::StringRef Text, llvm::StringRef Name) {
  llvm::Expected<Json> Document = parseJson(Text, Name);
  if (!Document)
    return Document.takeError();
  ReportReader Reader;
  Report R = Reader.read(*Document);
  if (!Reader.Problem.empty())
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   llvm::Twine(Name) + ": " + Reader.Problem);
  return R;
}

} // namespace ouro::render
