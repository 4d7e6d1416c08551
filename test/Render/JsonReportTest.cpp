//===- JsonReportTest.cpp -------------------------------------------------===//
#include "tools/Render/JsonReport.h"
#include "test/Render/Golden.h"
#include "test/Render/SampleReport.h"
#include "tools/Render/JsonValue.h"
#include "gmock/gmock.h"
#include <algorithm>
#include <functional>

using namespace ouro;
using namespace ouro::render;
using testing::HasSubstr;

static std::string jsonOf(const Report &R) {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  writeJson(R, OS);
  return Out;
}

/// The error of reading \p Text, or "".
static std::string errorOf(llvm::StringRef Text) {
  llvm::Expected<Report> R = readJson(Text, "worker 3");
  return R ? "" : llvm::toString(R.takeError());
}

static std::string errorAfter(std::function<void(Json &)> Change) {
  Json Document = Json::parse(jsonOf(sample::full()), nullptr, false);
  Change(Document);
  return errorOf(Document.dump());
}

static void expectSame(const Finding &L, const Finding &R) {
  EXPECT_EQ(L.Rule, R.Rule);
  EXPECT_EQ(L.Sureness, R.Sureness);
  EXPECT_EQ(L.Where, R.Where);
  EXPECT_EQ(L.Arguments, R.Arguments);
  EXPECT_EQ(L.Witness, R.Witness);
  EXPECT_EQ(L.Symbol, R.Symbol);
  EXPECT_EQ(L.FixTitle, R.FixTitle);
  EXPECT_EQ(L.Fix, R.Fix);
  EXPECT_EQ(L.Identity, R.Identity);
  EXPECT_EQ(L.Silenced, R.Silenced);
}

static void expectSame(const Report &L, const Report &R) {
  EXPECT_EQ(L.By, R.By);
  EXPECT_EQ(L.CommandLine, R.CommandLine);
  EXPECT_EQ(L.WorkingDirectory, R.WorkingDirectory);
  EXPECT_EQ(L.SourceRoot, R.SourceRoot);
  EXPECT_EQ(L.Source, R.Source);
  EXPECT_EQ(L.ExitCode, R.ExitCode);
  EXPECT_EQ(L.MinConfidence, R.MinConfidence);
  EXPECT_EQ(L.Units, R.Units);
  EXPECT_EQ(L.Notifications, R.Notifications);
  ASSERT_EQ(L.Findings.size(), R.Findings.size());
  for (size_t I = 0; I < L.Findings.size(); ++I)
    expectSame(L.Findings[I], R.Findings[I]);
}

static void expectRoundTrip(const Report &R) {
  llvm::Expected<Report> Back = readJson(jsonOf(R), "test");
  ASSERT_TRUE(static_cast<bool>(Back)) << llvm::toString(Back.takeError());
  expectSame(R, *Back);
  EXPECT_EQ(jsonOf(R), jsonOf(*Back));
}

TEST(JsonReport, WholeReport) {
  Report R = sample::full();
  finish(R);
  expectGolden("full.json", jsonOf(R));
}

TEST(JsonReport, RoundTrip) {
  expectRoundTrip(Report());
  expectRoundTrip(sample::full());
  Report Odd = sample::full();
  Odd.ExitCode = -11;
  Odd.Source.reset();
  Odd.SourceRoot = "/caf\xE9/\xFF";
  Odd.CommandLine = {"", std::string("nul\0nul", 7), "\"\\\n\t\x01",
                     "\xF0\x9F\x90"};
  Odd.Findings[0].Where = {{"only-a-file.h", 0, 0}, 0, 0};
  Odd.Findings[0].Arguments = {"{0}", "\xED\xA0\x80"};
  Odd.Findings[0].FixTitle = "a title without edits";
  Odd.Findings[1].Where.EndColumn = 4294967295u;
  Odd.Findings[1].Identity = {~uint64_t(0)};
  Odd.Findings[1].Silenced = {Suppression::Origin::Baseline, ""};
  Odd.Findings[1].Fix.clear();
  Odd.Findings[1].Witness.push_back({StepKind::Explain, {}, {}});
  expectRoundTrip(Odd);
}

TEST(JsonReport, EveryTruncationIsAnError) {
  std::string Text = jsonOf(sample::full());
  // The last byte is a line feed, which may be missing.
  for (size_t Size = 0; Size + 2 < Text.size(); ++Size) {
    std::string Error = errorOf(llvm::StringRef(Text).take_front(Size));
    ASSERT_THAT(Error, HasSubstr("worker 3: parse error at line"));
    ASSERT_THAT(Error, HasSubstr("(of " + std::to_string(Size) + " bytes)"));
  }
}

TEST(JsonReport, DamagedBytesNeverCrash) {
  const std::string Text = jsonOf(sample::full());
  unsigned Refused = 0, Tried = 0;
  for (size_t I = 0; I < Text.size(); I += 3)
    for (char Byte : {'\0', '"', '}', '9', '\xFF', '-'}) {
      std::string Damaged = Text;
      Damaged[I] = Byte;
      ++Tried;
      Refused += !errorOf(Damaged).empty();
    }
  EXPECT_GT(Refused, Tried / 2);
}

TEST(JsonReport, HostileShapes) {
  EXPECT_THAT(errorOf(""), HasSubstr("unexpected end of input"));
  EXPECT_THAT(errorOf(std::string(1000000, '[')), HasSubstr("parse error"));
  EXPECT_THAT(errorOf(std::string(1000000, '[') + std::string(1000000, ']')),
              HasSubstr("not a report of Ouro"));
  EXPECT_THAT(errorOf("1e999"), HasSubstr("worker 3: "));
  EXPECT_THAT(errorOf("null"), HasSubstr("not a report of Ouro"));
  EXPECT_THAT(errorOf("{\"format\": \"ouro-report\", \"version\": 1}"),
              HasSubstr("member 'tool' is missing"));
  EXPECT_THAT(errorOf(jsonOf(Report()) + "{}"), HasSubstr("parse error"));
  EXPECT_THAT(errorOf("\"\xFF\""), HasSubstr("parse error"));
}

TEST(JsonReport, OtherVersionsAreRefused) {
  EXPECT_THAT(errorAfter([](Json &D) { D["version"] = 2; }),
              HasSubstr("report has version '2', expected 1"));
  EXPECT_THAT(errorAfter([](Json &D) { D["version"] = "1"; }),
              HasSubstr("report has version '\"1\"', expected 1"));
  EXPECT_THAT(errorAfter([](Json &D) { D.erase("version"); }),
              HasSubstr("report has version 'none', expected 1"));
}

TEST(JsonReport, ErrorsNameThePlaceAndTheValue) {
  auto Where = [](Json &D) -> Json & { return D["findings"][1]["where"]; };
  struct {
    std::function<void(Json &)> Change;
    const char *Expected;
  } Cases[] = {
      {[&](Json &D) { Where(D)["line"] = -1; },
       "findings[1].where.line: expected an integer from 0 to 4294967295, "
       "found '-1'"},
      {[&](Json &D) { Where(D)["line"] = 4294967296; }, "found '4294967296'"},
      {[&](Json &D) { Where(D)["line"] = 18446744073709551615u; },
       "found '18446744073709551615'"},
      {[&](Json &D) { Where(D)["line"] = 1.5; }, "found '1.5'"},
      {[&](Json &D) { Where(D)["file"] = 7; },
       "findings[1].where.file: expected a string, found number"},
      {[&](Json &D) { Where(D).erase("endLine"); },
       "findings[1].where: member 'endLine' is missing"},
      {[&](Json &D) { Where(D)["surprise"] = 1; },
       "findings[1].where: unknown member 'surprise'"},
      {[](Json &D) { D["findings"][0]["rule"] = "ouro-nonsense"; },
       "findings[0].rule: 'ouro-nonsense' is not a known rule"},
      {[](Json &D) { D["findings"][0]["fingerprint"] = "12"; },
       "'12' is not a known fingerprint"},
      {[](Json &D) { D["findings"][0]["confidence"] = "sure"; },
       "'sure' is not a known confidence"},
      {[](Json &D) { D["findings"][1]["witness"][2]["kind"] = "Holds"; },
       "findings[1].witness[2].kind: 'Holds' is not a known step kind"},
      {[](Json &D) { D["findings"][1]["fix"]["edits"] = Json::object(); },
       "findings[1].fix.edits: expected an array, found object"},
      {[](Json &D) { D["findings"][0]["suppression"]["origin"] = "whim"; },
       "'whim' is not a known origin of a suppression"},
      {[](Json &D) { D["notifications"][0]["level"] = "fatal"; },
       "notifications[0].level: 'fatal' is not a known level"},
      {[](Json &D) { D["units"][2]["outcome"] = "gone"; },
       "units[2].outcome: 'gone' is not a known outcome"},
      {[](Json &D) { D["sourceRoot"] = {{"base64", "%%"}}; },
       "sourceRoot: 'base64' cannot be decoded"},
      {[](Json &D) { D["sourceRoot"] = {{"base64", 1}}; },
       "sourceRoot: 'base64' is not a string"},
      {[](Json &D) { D["exitCode"] = 1e10; }, "exitCode: expected an integer"},
  };
  for (auto &Case : Cases) {
    std::string Error = errorAfter(Case.Change);
    EXPECT_THAT(Error, HasSubstr(Case.Expected));
    EXPECT_TRUE(llvm::StringRef(Error).starts_with("worker 3: ")) << Error;
  }
}

TEST(JsonReport, PartsJoinInAnyOrder) {
  // One report per unit and finding, absorbed in many orders.
  Report All = sample::full();
  std::vector<Report> Parts;
  for (const Unit &U : All.Units)
    Parts.emplace_back().Units = {U};
  for (const Finding &F : All.Findings)
    Parts.emplace_back().Findings = {F};
  for (const Notification &N : All.Notifications)
    Parts.emplace_back().Notifications = {N};
  Parts.push_back(Parts[4]); // seen by two TUs: reported once
  Parts.push_back(Parts.back());
  finish(All);
  for (int Round = 0; Round < 50; ++Round) {
    Report Joined = sample::head();
    Joined.ExitCode = All.ExitCode;
    for (const Report &Part : Parts)
      absorb(Joined, Part);
    finish(Joined);
    ASSERT_EQ(jsonOf(All), jsonOf(Joined));
    std::next_permutation(
        Parts.begin(), Parts.end(),
        [](const Report &L, const Report &R) { return jsonOf(L) < jsonOf(R); });
  }
}
