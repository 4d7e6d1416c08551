//===- SarifCheck.h - Is this SARIF that services accept? -------*- C++ -*-===//
//
// The always-on layer: what the standard and GitHub demand of the members that
// Ouro writes, checked without a schema. validate_sarif.py asks the schema and
// Microsoft's validator, where npm is.
//
//===----------------------------------------------------------------------===//
#ifndef OURO_TEST_RENDER_SARIFCHECK_H
#define OURO_TEST_RENDER_SARIFCHECK_H

#include "tools/Render/JsonValue.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Regex.h"
#include <string>
#include <vector>

namespace ouro::render {

class SarifCheck {
public:
  /// What is wrong with \p Log, one line each.
  static std::vector<std::string> problems(const Json &Log) {
    SarifCheck Check;
    Check.need(Log.value("version", "") == "2.1.0", "version is not 2.1.0");
    Check.need(Log.value("$schema", "").find("sarif") != std::string::npos,
               "no $schema");
    const Json &Runs = Check.array(Log, "runs");
    Check.need(Runs.size() == 1, "not exactly one run");
    for (const Json &Run : Runs)
      Check.run(Run);
    return Check.Found;
  }

private:
  void need(bool Holds, const std::string &Otherwise) {
    if (!Holds)
      Found.push_back(Otherwise);
  }

  /// The member \p Key of \p At, which must be an array, or an empty one.
  const Json &array(const Json &At, const char *Key) {
    static const Json None = Json::array();
    if (At.is_object() && At.contains(Key) && At[Key].is_array())
      return At[Key];
    Found.push_back(std::string(Key) + " is not an array");
    return None;
  }

  void text(const Json &At, const char *Key) {
    need(At.contains(Key) && At[Key].is_object() &&
             !At[Key].value("text", "").empty(),
         std::string(Key) + " has no text");
  }

  void run(const Json &Run) {
    const Json Driver = Run.value("tool", Json()).value("driver", Json());
    if (!Driver.is_object())
      return need(false, "no tool.driver");
    need(Driver.value("name", "") == "ouro", "driver has no name");
    need(!Driver.value("fullName", "").empty(), "driver has no fullName");
    HasRoot = Run.contains("originalUriBaseIds");
    size_t Taxa = 0;
    for (const Json &Taxonomy : array(Run, "taxonomies"))
      Taxa += array(Taxonomy, "taxa").size();
    Rules = array(Driver, "rules");
    for (const Json &Rule : Rules)
      rule(Rule, Taxa);
    for (const Json &Invocation : array(Run, "invocations"))
      for (const Json &N : array(Invocation, "toolExecutionNotifications"))
        notification(N, Driver);
    need(Run.value("columnKind", "") == "utf16CodeUnits", "no columnKind");
    need(array(Run, "results").size() <= 25000, "more than 25000 results");
    for (const Json &Artifact : array(Run, "artifacts"))
      uri(Artifact.value("location", Json()));
    for (const Json &Result : array(Run, "results"))
      result(Result);
  }

  void rule(const Json &Rule, size_t Taxa) {
    for (const char *Key : {"shortDescription", "fullDescription", "help"})
      text(Rule, Key);
    need(llvm::Regex("^([A-Z][a-z0-9]*)+$").match(Rule.value("name", "")),
         "rule name is not in PascalCase");
    const Json Properties = Rule.value("properties", Json::object());
    need(array(Properties, "tags").size() <= 10, "more than 10 tags");
    need(Properties.contains("precision"), "rule has no precision");
    need(!Properties.contains("security-severity"), "a leak is no attack");
    for (const Json &Relation : Rule.value("relationships", Json::array())) {
      const Json Target = Relation.value("target", Json::object());
      need(llvm::Regex("^CWE-[0-9]+$").match(Target.value("id", "")),
           "taxon id is not CWE-n");
      need(Target.value("index", Taxa) < Taxa, "taxon index out of range");
    }
  }

  void notification(const Json &N, const Json &Driver) {
    text(N, "message");
    const Json Descriptor = N.value("descriptor", Json::object());
    const Json &All = array(Driver, "notifications");
    for (const Json &Row : All)
      for (const char *Key : {"shortDescription", "fullDescription", "help"})
        text(Row, Key);
    size_t Index = Descriptor.value("index", All.size());
    need(Index < All.size() && All[Index]["id"] == Descriptor.value("id", ""),
         "descriptor index does not fit its id");
  }

  void uri(const Json &Location) {
    std::string Uri = Location.value("uri", "");
    need(llvm::Regex("^([-A-Za-z0-9._~!$&'()*+,;=@/]|%[0-9A-F][0-9A-F])+$")
             .match(llvm::StringRef(Uri).starts_with("file://")
                        ? llvm::StringRef(Uri).drop_front(7)
                        : llvm::StringRef(Uri)),
         "malformed uri '" + Uri + "'");
    bool HasBase = Location.contains("uriBaseId");
    bool Absolute = llvm::StringRef(Uri).starts_with("file:///");
    need(!HasBase || !Absolute, "base of absolute uri");
    need(!HasBase || HasRoot, "unknown uriBaseId");
    need(HasBase || Absolute || !HasRoot, "relative uri has no base");
  }

  void region(const Json &Region, bool MayBeEmpty) {
    unsigned Values[4], I = 0;
    for (const char *Key :
         {"startLine", "startColumn", "endLine", "endColumn"}) {
      Values[I] = Region.value(Key, 0u);
      need(Values[I++] > 0, std::string(Key) + " is missing");
    }
    auto Begin = std::make_pair(Values[0], Values[1]);
    auto End = std::make_pair(Values[2], Values[3]);
    need(MayBeEmpty ? Begin <= End : Begin < End,
         "region ends before it begins");
  }

  void physical(const Json &Location) {
    const Json Physical = Location.value("physicalLocation", Json::object());
    uri(Physical.value("artifactLocation", Json::object()));
    region(Physical.value("region", Json::object()), /*MayBeEmpty=*/false);
  }

  void result(const Json &Result);

  std::vector<std::string> Found;
  Json Rules;
  bool HasRoot = true;
};

} // namespace ouro::render

#include "test/Render/SarifResultCheck.h"

#endif // OURO_TEST_RENDER_SARIFCHECK_H
