//===- SarifResultCheck.h - The result half of SarifCheck -------*- C++ -*-===//
#ifndef OURO_TEST_RENDER_SARIFRESULTCHECK_H
#define OURO_TEST_RENDER_SARIFRESULTCHECK_H

#include "test/Render/SarifCheck.h"
#include <set>

namespace ouro::render {

/// Ids that the embedded links of \p Message point to; an escaped bracket
/// begins no link.
inline std::set<unsigned> linkedIds(llvm::StringRef Message) {
  std::set<unsigned> Ids;
  llvm::Regex Link("[^\\]\\]\\(([0-9]+)\\)");
  llvm::SmallVector<llvm::StringRef> Match;
  while (Link.match(Message, &Match)) {
    unsigned Id = 0;
    Match[1].getAsInteger(10, Id);
    Ids.insert(Id);
    Message = Message.substr(Match[0].end() - Message.begin());
  }
  return Ids;
}

inline void SarifCheck::result(const Json &Result) {
  size_t Index = Result.value("ruleIndex", Rules.size());
  need(Index < Rules.size() && Rules[Index]["id"] == Result.value("ruleId", ""),
       "ruleIndex does not fit ruleId");
  need(Result.value("kind", "") == "fail", "kind is not fail");
  need(!Result.contains("rank"), "GitLab would take rank for a severity");
  need(llvm::Regex("^(note|warning|error)$").match(Result.value("level", "")),
       "unknown level");
  text(Result, "message");
  need(array(Result, "locations").size() == 1, "not exactly one location");
  for (const Json &Location : array(Result, "locations"))
    physical(Location);

  std::set<unsigned> Ids;
  for (const Json &Related : Result.value("relatedLocations", Json::array())) {
    need(Ids.insert(Related.value("id", 0u)).second, "id is not unique");
    text(Related, "message");
    physical(Related);
  }
  need(Ids.size() <= 1000, "more than 1000 related locations");
  const Json Message = Result.value("message", Json::object());
  for (unsigned Id : linkedIds(Message.value("text", "")))
    need(Ids.count(Id), "message links to nowhere");

  for (const Json &Flow : Result.value("codeFlows", Json::array()))
    for (const Json &Thread : array(Flow, "threadFlows"))
      for (const Json &Step : array(Thread, "locations"))
        physical(Step.value("location", Json::object()));
  for (const Json &Fix : Result.value("fixes", Json::array())) {
    text(Fix, "description");
    for (const Json &Change : array(Fix, "artifactChanges")) {
      uri(Change.value("artifactLocation", Json::object()));
      for (const Json &Edit : array(Change, "replacements"))
        region(Edit.value("deletedRegion", Json::object()), true);
    }
  }

  const Json Prints = Result.value("partialFingerprints", Json::object());
  need(llvm::Regex("^[0-9a-f]{16}$").match(Prints.value("ouro/v1", "")),
       "no fingerprint of ours");
  std::string LineHash = Prints.value("primaryLocationLineHash", "0:1");
  need(llvm::Regex("^[0-9a-f]{1,16}:[1-9][0-9]*$").match(LineHash),
       "malformed line hash");
  for (const Json &S : Result.value("suppressions", Json::array()))
    need(llvm::Regex("^(inSource|external)$").match(S.value("kind", "")),
         "unknown kind of suppression");
}

} // namespace ouro::render

#endif // OURO_TEST_RENDER_SARIFRESULTCHECK_H
