//===- SarifTest.cpp ------------------------------------------------------===//
#include "tools/Render/Sarif.h"
#include "checks/Vocabulary/Wording.h"
#include "test/Render/Golden.h"
#include "test/Render/SampleReport.h"
#include "test/Render/SarifCheck.h"
#include "gmock/gmock.h"
#include <algorithm>
#include <functional>
#include <random>

using namespace ouro;
using namespace ouro::render;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

static std::string sarifOf(const Report &R, SarifOptions Options = {}) {
  SourceFiles Sources(R.SourceRoot, sample::files());
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  writeSarif(R, Options, Sources, OS);
  return Out;
}

static Json parsed(const Report &R, SarifOptions Options = {}) {
  Json Log = Json::parse(sarifOf(R, Options), nullptr, false);
  EXPECT_FALSE(Log.is_discarded());
  EXPECT_THAT(SarifCheck::problems(Log), IsEmpty());
  return Log;
}

static Report finished(Report R) {
  finish(R);
  return R;
}

static Report only(Finding F) {
  Report R = sample::head();
  R.Findings = {std::move(F)};
  return R;
}

static Json firstResult(const Report &R, SarifOptions Options = {}) {
  return parsed(R, Options)["runs"][0]["results"][0];
}

TEST(Sarif, WholeReport) {
  SarifOptions Options;
  Options.WithSuppressed = true;
  Options.Snippets = true;
  Options.Category = "linux-debug";
  Json Log = parsed(finished(sample::full()), Options);
  // Rules follow Rules.def and the pages; Rules below checks their shape.
  Log["runs"][0]["tool"]["driver"].erase("rules");
  Log["runs"][0].erase("taxonomies");
  expectGolden("full.sarif", Log.dump(2) + "\n");
}

TEST(Sarif, RulesAndTaxonomyFitTheManifest) {
  Json Run = parsed(sample::head())["runs"][0];
  const Json &Rules = Run["tool"]["driver"]["rules"];
  ASSERT_EQ(Rules.size(), allRules().size());
  for (const Rule &R : allRules()) {
    const Json &Row = Rules[static_cast<size_t>(R.Id)];
    EXPECT_EQ(Row["id"], R.Name.str());
    EXPECT_EQ(Row["name"], R.PascalName.str());
    EXPECT_EQ(Row["helpUri"],
              "https://example.org/ouro/docs/rules/" + R.Name.str() + ".md");
    if (!R.Documentation.empty()) {
      EXPECT_EQ(Row["help"]["markdown"], R.Documentation.str());
    }
    EXPECT_LE(Row["fullDescription"]["text"].get<std::string>().size(), 1024u);
    EXPECT_LE(Row["shortDescription"]["text"].get<std::string>().size(), 1024u);
    EXPECT_EQ(Row["relationships"].size(), R.Cwes.count(',') + 1);
    for (const Json &Relation : Row["relationships"]) {
      const Json &Target = Relation["target"];
      const Json &Taxon =
          Run["taxonomies"][0]["taxa"][Target["index"].get<size_t>()];
      EXPECT_EQ(Taxon["id"], Target["id"]);
      EXPECT_TRUE(Taxon.contains("shortDescription"))
          << Target["id"] << " has no name in SarifRules.cpp";
    }
  }
  EXPECT_THAT(Rules[0]["properties"]["tags"], Contains("external/cwe/cwe-401"));
}

TEST(Sarif, ColumnsAreUtf16) {
  Json Region = firstResult(
      only(sample::cycle()))["locations"][0]["physicalLocation"]["region"];
  // Byte column 21 is the 18th UTF-16 unit: one accent, one emoji before it.
  EXPECT_EQ(Region["startColumn"], 18);
  EXPECT_EQ(Region["endColumn"], 49);
}

TEST(Sarif, LineHashIsGitHubs) {
  Json Prints = firstResult(only(sample::cycle()))["partialFingerprints"];
  EXPECT_EQ(Prints["primaryLocationLineHash"], "bc767f8fc40b873:1");
  EXPECT_EQ(Prints["ouro/v1"], "0123456789abcdef");
}

TEST(Sarif, MessageLinksToTheProof) {
  Json Result = firstResult(only(sample::cycle()));
  EXPECT_THAT(Result["message"]["text"].get<std::string>(),
              HasSubstr(". See ['Stream::owner_'](1) and "
                        "['Session::stream_'](2). "));
  // What has no place, and the remedy, are told in words.
  Finding F = sample::cycle();
  for (size_t Step : {2, 3})
    EXPECT_THAT(Result["message"]["text"].get<std::string>(),
                HasSubstr(sentence(F.Witness[Step])));
  EXPECT_EQ(Result["relatedLocations"].size(), 3u);
  EXPECT_EQ(Result["codeFlows"][0]["threadFlows"][0]["locations"].size(), 2u);
}

TEST(Sarif, BracketsInNamesAreNoLinks) {
  Finding F = sample::cycle();
  F.Arguments[0] = "'T[3](1)'";
  F.Witness[0].Arguments = {"a[\\](7)", "b", "c"};
  std::string Text = firstResult(only(F))["message"]["text"];
  EXPECT_THAT(Text, HasSubstr("'T\\[3\\](1)'"));
  EXPECT_THAT(Text, HasSubstr("['a\\[\\\\\\](7)'](1)"));
}

TEST(Sarif, LongProofsHaveFewLinks) {
  Finding F = sample::cycle();
  WitnessStep Step = F.Witness[0];
  F.Witness.assign(14, Step);
  F.Witness[1].Arguments = {std::string(81, 'x'), "", ""};
  std::string Text = firstResult(only(F))["message"]["text"];
  EXPECT_THAT(Text, HasSubstr("[step 2](2)"));
  EXPECT_THAT(Text, HasSubstr("](10) and 4 more."));
  EXPECT_THAT(Text, Not(HasSubstr("](11)")));
}

TEST(Sarif, FindingsWithoutAPlaceUseTheirProof) {
  Finding F = sample::cycle();
  F.Where = {};
  Json Result = firstResult(only(F));
  EXPECT_EQ(Result["locations"][0]["physicalLocation"],
            Result["relatedLocations"][0]["physicalLocation"]);
}

TEST(Sarif, SuppressedFindingsAreOptIn) {
  Report R = only(sample::suppressed());
  EXPECT_TRUE(parsed(R)["runs"][0]["results"].empty());
  SarifOptions Options;
  Options.WithSuppressed = true;
  Json S = firstResult(R, Options)["suppressions"][0];
  EXPECT_EQ(S["kind"], "inSource");
  EXPECT_EQ(S["justification"], "checked by hand");
  R.Findings[0].Silenced = {Suppression::Origin::Baseline, ""};
  S = firstResult(R, Options)["suppressions"][0];
  EXPECT_EQ(S["kind"], "external");
  EXPECT_FALSE(S.contains("justification"));
}

TEST(Sarif, PossibleFindingsAreNotes) {
  Finding F = sample::cycle();
  EXPECT_EQ(firstResult(only(F))["level"], "warning");
  F.Sureness = Confidence::Possible;
  EXPECT_EQ(firstResult(only(F))["level"], "note");
  Report R = only(F);
  R.MinConfidence = Confidence::Likely;
  EXPECT_TRUE(parsed(R)["runs"][0]["results"].empty());
}

TEST(Sarif, FailureIsNeverSilent) {
  Json Invocation =
      parsed(finished(sample::full()))["runs"][0]["invocations"][0];
  EXPECT_EQ(Invocation["executionSuccessful"], false);
  EXPECT_EQ(Invocation["exitCode"], 3);
  ASSERT_EQ(Invocation["toolExecutionNotifications"].size(), 2u);
  const Json &Failed = Invocation["toolExecutionNotifications"][0];
  EXPECT_EQ(Failed["descriptor"]["id"], "tu-failed");
  EXPECT_EQ(
      Failed["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
      "file:///opt/vendor/a%20b%23c.cpp");

  Report Clean = sample::head();
  Clean.ExitCode = 1; // findings are no failure
  EXPECT_EQ(parsed(Clean)["runs"][0]["invocations"][0]["executionSuccessful"],
            true);
}

TEST(Sarif, LimitsKeepTheWorstAndSaySo) {
  Report R = sample::head();
  for (unsigned Line = 1; Line <= 9; ++Line)
    R.Findings.push_back(sample::annotation(
        Line % 3 ? Confidence::Possible : Confidence::Certain,
        sample::span("gone.h", Line, 1, Line, 2), "x" + std::to_string(Line)));
  R.Findings.push_back(sample::cycle());
  finish(R);
  SarifOptions Options;
  Options.MaxResults = 4;
  Options.MaxLocations = 1;
  Json Run = parsed(R, Options)["runs"][0];
  ASSERT_EQ(Run["results"].size(), 4u);
  for (const Json &Result : Run["results"])
    EXPECT_EQ(Result["level"], "warning");
  EXPECT_EQ(Run["results"][3]["relatedLocations"].size(), 1u);
  const Json &Notes = Run["invocations"][0]["toolExecutionNotifications"];
  ASSERT_EQ(Notes.size(), 2u);
  EXPECT_THAT(Notes[0]["message"]["text"].get<std::string>(),
              HasSubstr("6 of 10 findings were left out"));
  EXPECT_EQ(Notes[1]["descriptor"]["id"], "witness-capped");
  EXPECT_EQ(Run["invocations"][0]["executionSuccessful"], true);
}

TEST(Sarif, RealLimits) {
  Report R = sample::head();
  for (unsigned Line = 1; Line <= 25001; ++Line)
    R.Findings.push_back(sample::annotation(
        Confidence::Likely, sample::span("gone.h", Line, 1, Line, 2), "x"));
  R.Findings[0].Witness.assign(1001, sample::cycle().Witness[0]);
  finish(R);
  Json Run = parsed(R)["runs"][0];
  EXPECT_EQ(Run["results"].size(), 25000u);
  EXPECT_EQ(Run["results"][0]["relatedLocations"].size(), 1000u);
}

TEST(Sarif, UnknownThingsAreLeftOut) {
  Report R;
  R.MinConfidence = Confidence::Possible;
  R.Findings = {sample::cycle()};
  Json Run = parsed(R)["runs"][0];
  for (const char *Key : {"originalUriBaseIds", "versionControlProvenance"})
    EXPECT_FALSE(Run.contains(Key)) << Key;
  for (const char *Key : {"exitCode", "commandLine", "workingDirectory"})
    EXPECT_FALSE(Run["invocations"][0].contains(Key)) << Key;
  EXPECT_FALSE(Run["tool"]["driver"].contains("informationUri"));
  EXPECT_FALSE(Run["tool"]["driver"]["rules"][0].contains("helpUri"));
}

TEST(Sarif, BytesDoNotDependOnTheOrderOfArrival) {
  std::string Expected = sarifOf(finished(sample::full()));
  std::mt19937 Random(20240607);
  for (int Round = 0; Round < 50; ++Round) {
    Report R = sample::full();
    R.Findings.push_back(R.Findings[Round % R.Findings.size()]);
    std::shuffle(R.Findings.begin(), R.Findings.end(), Random);
    std::shuffle(R.Units.begin(), R.Units.end(), Random);
    std::shuffle(R.Notifications.begin(), R.Notifications.end(), Random);
    finish(R);
    ASSERT_EQ(sarifOf(R), Expected);
  }
}

TEST(Sarif, HostileTextStaysValid) {
  Report R = finished(sample::full());
  for (Finding &F : R.Findings) {
    F.Symbol = "\xFF\"\\\n";
    F.Where.Begin.File = "bad\xFF\n\"%zz.h";
    F.Where.EndLine = 0; // before its beginning
    F.Where.EndColumn = 4294967295u;
  }
  R.SourceRoot = "/r\xFFoot/";
  R.CommandLine = {"ouro", "\xFF '\"$x"};
  SarifOptions Options;
  Options.WithSuppressed = Options.Snippets = true;
  parsed(R, Options);
}

TEST(Sarif, ColumnsNearTheEndOfRange) {
  Finding F = sample::cycle();
  F.Where = sample::span("net/stream.h", 4294967295u, 4294967295u, 0, 0);
  firstResult(only(F));
}

// The check must be able to fail: each change below breaks one demand.
using Change = std::function<void(Json &Run, Json &Result)>;

static void expectSeen(llvm::StringRef Problem, const Change &Break) {
  SarifOptions Options;
  Options.WithSuppressed = true;
  Json Log = parsed(finished(sample::full()), Options);
  constexpr size_t Cycle = 3;
  Break(Log["runs"][0], Log["runs"][0]["results"][Cycle]);
  EXPECT_THAT(SarifCheck::problems(Log), Contains(HasSubstr(Problem.str())));
}

TEST(SarifCheck, SeesFaultyResults) {
  const std::pair<const char *, Change> Cases[] = {
      {"ruleIndex does not fit", [](Json &, Json &R) { R["ruleIndex"] = 1; }},
      {"ruleIndex does not fit", [](Json &, Json &R) { R["ruleIndex"] = 99; }},
      {"kind is not fail", [](Json &, Json &R) { R.erase("kind"); }},
      {"GitLab", [](Json &, Json &R) { R["rank"] = 1; }},
      {"unknown level", [](Json &, Json &R) { R["level"] = "fatal"; }},
      {"message has no text",
       [](Json &, Json &R) { R["message"].erase("text"); }},
      {"exactly one location", [](Json &, Json &R) { R["locations"].clear(); }},
      {"locations is not an array",
       [](Json &, Json &R) { R.erase("locations"); }},
  };
  for (const auto &[Expected, Break] : Cases)
    expectSeen(Expected, Break);
}

TEST(SarifCheck, SeesFaultyPlaces) {
  const std::pair<const char *, Change> Cases[] = {
      {"endColumn is missing",
       [](Json &, Json &R) {
         R["locations"][0]["physicalLocation"]["region"].erase("endColumn");
       }},
      {"ends before it begins",
       [](Json &, Json &R) {
         R["locations"][0]["physicalLocation"]["region"]["endColumn"] = 1;
       }},
      {"malformed uri",
       [](Json &, Json &R) {
         R["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] =
             "a b";
       }},
      {"base of absolute uri",
       [](Json &, Json &R) {
         R["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] =
             "file:///a";
       }},
      {"relative uri has no base",
       [](Json &, Json &R) {
         R["locations"][0]["physicalLocation"]["artifactLocation"].erase(
             "uriBaseId");
       }},
      {"unknown uriBaseId",
       [](Json &Run, Json &) { Run.erase("originalUriBaseIds"); }},
      {"id is not unique",
       [](Json &, Json &R) { R["relatedLocations"][1]["id"] = 1; }},
      {"links to nowhere",
       [](Json &, Json &R) { R["relatedLocations"].erase(1); }},
      {"no fingerprint of ours",
       [](Json &, Json &R) { R["partialFingerprints"].erase("ouro/v1"); }},
      {"malformed line hash",
       [](Json &, Json &R) {
         R["partialFingerprints"]["primaryLocationLineHash"] = "xyz";
       }},
      {"description has no text",
       [](Json &, Json &R) { R["fixes"][0].erase("description"); }},
  };
  for (const auto &[Expected, Break] : Cases)
    expectSeen(Expected, Break);
}

TEST(SarifCheck, SeesFaultyRuns) {
  const std::pair<const char *, Change> Cases[] = {
      {"kind of suppression",
       [](Json &, Json &R) { R["suppressions"] = {{{"kind", "whim"}}}; }},
      {"no columnKind", [](Json &Run, Json &) { Run.erase("columnKind"); }},
      {"no tool.driver", [](Json &Run, Json &) { Run["tool"].clear(); }},
      {"help has no text",
       [](Json &Run, Json &) {
         Run["tool"]["driver"]["rules"][0].erase("help");
       }},
      {"taxon index",
       [](Json &Run, Json &) { Run["taxonomies"][0]["taxa"].clear(); }},
      {"descriptor index",
       [](Json &Run, Json &) { Run["tool"]["driver"].erase("notifications"); }},
  };
  for (const auto &[Expected, Break] : Cases)
    expectSeen(Expected, Break);
  EXPECT_THAT(SarifCheck::problems(Json::object()),
              Contains("version is not 2.1.0"));
}
