//===- Program.cpp --------------------------------------------------------===//
#include "tools/Link/Program.h"
#include "checks/Reasoning/Findings.h"
#include "checks/Reasoning/ResourceDefects.h"
#include "checks/Summary/Canonical.h"
#include "tools/Link/MergeFacts.h"
#include "tools/Link/MergeFlow.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

using ouro::summary::TuSummary;

namespace ouro::link {

/// The order of units, by which one of several equals is chosen: by what they
/// are, not by when they came.
static bool isBefore(const TuSummary &L, const TuSummary &R) {
  return L.Unit < R.Unit;
}

static void dropRepetitions(std::vector<TuSummary> &Units) {
  llvm::sort(Units, isBefore);
  Units.erase(std::unique(Units.begin(), Units.end(),
                          [](const TuSummary &L, const TuSummary &R) {
                            return L.Unit == R.Unit;
                          }),
              Units.end());
}

namespace {
/// Where something is defined.
struct Definitions {
  std::string Name;
  std::set<SourceSpan> Places;
};
} // namespace

/// Calls \p Do with identity, name and place of all that \p Unit defines: it
/// may mention the same in other places, too.
template <class Function>
static void eachDefinition(const TuSummary &Unit, Function Do) {
  for (const facts::FunctionFact &F : Unit.Facts.Functions)
    Do(F.Id, F.Name, F.Where);
  for (const facts::FlowFunction &F : Unit.Flow.Functions)
    Do(F.Id, F.Name, F.Where);
  for (const facts::RecordFact &R : Unit.Facts.Records)
    if (R.Complete)
      Do(R.Id, R.Name, R.Where);
  for (const facts::GlobalFact &G : Unit.Facts.Globals)
    if (G.Where.isValid())
      Do(G.Id, G.Name, G.Where);
}

static std::map<SymbolId, Definitions>
definitionsIn(const std::vector<TuSummary> &Units) {
  std::map<SymbolId, Definitions> All;
  auto Add = [&](SymbolId Id, const std::string &Name, const SourceSpan &At) {
    Definitions &Known = All[Id];
    Known.Name = Name;
    Known.Places.insert(At);
  };
  for (const TuSummary &Unit : Units)
    eachDefinition(Unit, Add);
  return All;
}

/// New names for what a unit defines and others define elsewhere, too.
static Renames renamesOf(const TuSummary &Unit,
                         const std::map<SymbolId, Definitions> &Ambiguous) {
  Renames New;
  eachDefinition(
      Unit, [&](SymbolId Id, const std::string &, const SourceSpan &Where) {
        if (Ambiguous.count(Id))
          New[Id] = SymbolId::of(toString(Id), Where.Begin.File);
      });
  return New;
}

/// Keeps definitions apart that have one name: what stays under one identity
/// afterwards is the same thing. Returns the renames by unit.
static std::vector<Renames> separate(std::vector<TuSummary> &Units,
                                     std::vector<Conflict> &Conflicts) {
  std::map<SymbolId, Definitions> Ambiguous = definitionsIn(Units);
  std::erase_if(Ambiguous,
                [](const auto &D) { return D.second.Places.size() == 1; });
  std::vector<Renames> All;
  for (TuSummary &Unit : Units) {
    All.push_back(renamesOf(Unit, Ambiguous));
    summary::Renamer Rename(All.back());
    if (!All.back().empty())
      summary::walk(Rename, Unit.Facts);
  }
  for (auto &[Id, Known] : Ambiguous)
    if (Known.Name != "main")
      Conflicts.push_back(
          {Known.Name, {Known.Places.begin(), Known.Places.end()}});
  llvm::sort(Conflicts, [](const Conflict &L, const Conflict &R) {
    return std::tie(L.Name, L.Places) < std::tie(R.Name, R.Places);
  });
  return All;
}

/// No TU outside can name what a TU alone could not decide on.
static void closeProgram(facts::TuFacts &Facts) {
  for (facts::GlobalFact &Global : Facts.Globals)
    Global.Closed = true;
}

LinkResult link(std::vector<TuSummary> Units, bool IsWhole) {
  LinkResult Result;
  dropRepetitions(Units);
  Result.Units = static_cast<unsigned>(Units.size());
  std::vector<Renames> Renamed = separate(Units, Result.Conflicts);
  std::vector<facts::TuFacts> Parts;
  for (TuSummary &Unit : Units)
    Parts.push_back(std::move(Unit.Facts));
  facts::TuFacts Facts = merge(std::move(Parts));
  if (IsWhole)
    closeProgram(Facts);
  Result.Findings = reasoning::findAll(Facts);
  ProgramFlow Flow(Units, Renamed);
  reasoning::PathLimits Limits;
  Limits.CallsMayThrow = llvm::any_of(
      Units, [](const TuSummary &Unit) { return Unit.Unit.FollowsExceptions; });
  for (unsigned Index : Flow.linked().set_bits())
    Result.Reconsidered.insert(Flow.facts().Functions[Index].Name);
  reasoning::ResourceReport Report = reasoning::findResourceDefects(
      Flow.facts(), [&](unsigned Index) { return Flow.graph(Index); }, Limits);
  Result.Graphs = Report.Graphs;
  llvm::append_range(Result.Findings, std::move(Report.Findings));
  sortFindings(Result.Findings);
  return Result;
}

} // namespace ouro::link
