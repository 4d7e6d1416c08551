//===- MergeFlow.cpp ------------------------------------------------------===//
#include "tools/Link/MergeFlow.h"
#include "checks/Facts/CallGraph.h"
#include "checks/Summary/Canonical.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

using namespace ouro::facts;

namespace ouro::link {

void ProgramFlow::addResources(const FlowFacts &Unit) {
  std::vector<unsigned> &Own = Numbers.emplace_back();
  for (const ResourceFact &Resource : Unit.Resources) {
    auto Known = llvm::find_if(Facts.Resources, [&](const ResourceFact &R) {
      return R.Kind == Resource.Kind;
    });
    Own.push_back(static_cast<unsigned>(Known - Facts.Resources.begin()));
    if (Known == Facts.Resources.end()) {
      Facts.Resources.push_back(Resource);
      Facts.Resources.back().Also.clear(); // the unit's own numbers
    }
  }
  for (auto [Index, Resource] : llvm::enumerate(Unit.Resources)) {
    std::vector<unsigned> &Also = Facts.Resources[Own[Index]].Also;
    for (unsigned Other : Resource.Also)
      Also.push_back(Own[Other]);
    llvm::sort(Also);
    Also.erase(llvm::unique(Also), Also.end());
  }
}

/// Puts \p Function in the program's terms.
void ProgramFlow::translate(unsigned Unit, FlowFunction &Function) const {
  auto Translate = [&](SlotUse &Use) {
    for (unsigned &Resource : Use.Released)
      if (Resource != NoIndex)
        Resource = Numbers[Unit][Resource];
  };
  llvm::for_each(Function.Slots, Translate);
  Translate(Function.Receiver);
  summary::Renamer Rename(Renamed[Unit]);
  if (!Renamed[Unit].empty())
    summary::walk(Rename, Function);
}

ProgramFlow::ProgramFlow(std::vector<summary::TuSummary> &Units,
                         const std::vector<Renames> &Renamed)
    : Units(Units), Renamed(Renamed) {
  for (const summary::TuSummary &Unit : Units)
    addResources(Unit.Flow);
  for (auto [Unit, Summary] : llvm::enumerate(Units)) {
    for (auto [Index, Function] : llvm::enumerate(Summary.Flow.Functions)) {
      Origin Here{static_cast<unsigned>(Unit), static_cast<unsigned>(Index)};
      translate(Here.Unit, Function);
      auto [It, New] = Bodies.try_emplace(
          Function.Id, static_cast<unsigned>(Origins.size()));
      if (New) {
        Facts.Functions.push_back(std::move(Function));
        Origins.push_back(Here);
      } else if (Origin &First = Origins[It->second];
                 Summary.hasGraph(Here.Index) &&
                 !Units[First.Unit].hasGraph(First.Index)) {
        Facts.Functions[It->second] = std::move(Function);
        First = Here;
      }
    }
    llvm::append_range(Facts.Copies, std::move(Summary.Flow.Copies));
  }
  closeClasses();
  findLinked();
  llvm::sort(Facts.Copies, [](const RecordCopy &L, const RecordCopy &R) {
    return std::tie(L.Where, L.Record) < std::tie(R.Where, R.Record);
  });
  Facts.Copies.erase(std::unique(Facts.Copies.begin(), Facts.Copies.end(),
                                 [](const RecordCopy &L, const RecordCopy &R) {
                                   return L.Where == R.Where &&
                                          L.Record == R.Record;
                                 }),
                     Facts.Copies.end());
}

/// Classes all of whose members have their bodies somewhere in the program are
/// as whole as those that one TU shows.
void ProgramFlow::closeClasses() {
  llvm::DenseSet<SymbolId> Closed;
  for (const summary::TuSummary &Unit : Units)
    for (const SplitClass &Class : Unit.Flow.Split)
      if (llvm::all_of(Class.Members,
                       [&](SymbolId Id) { return Bodies.contains(Id); }))
        Closed.insert(Class.Record);
  for (FlowFunction &Function : Facts.Functions)
    Function.RecordClosed |= Closed.contains(Function.Record);
}

/// Of functions that summaries leave out.
static FlowGraph doesNothing() {
  FlowGraph Graph;
  Graph.Blocks.emplace_back().Exit = FlowExit::Return;
  return Graph;
}

/// Drops what was guessed of functions whose bodies are known here.
static void dropGuesses(FlowGraph &Graph,
                        const llvm::DenseMap<SymbolId, unsigned> &Bodies) {
  for (FlowBlock &Block : Graph.Blocks) {
    llvm::erase_if(Block.Effects, [&](FlowEffect &Effect) {
      if (!Effect.Guessed || !Bodies.contains(Effect.Callee))
        return false;
      Effect.Borrows = false;
      return Effect.Kind == FlowEffectKind::Escape;
    });
  }
}

/// Finds those that call a body of another unit, and all that call one.
void ProgramFlow::findLinked() {
  Linked.resize(static_cast<unsigned>(Facts.Functions.size()));
  for (auto [Index, Function] : llvm::enumerate(Facts.Functions))
    for (SymbolId Name : Function.Calls)
      if (auto Body = Bodies.find(Name);
          Body != Bodies.end() &&
          Origins[Body->second].Unit != Origins[Index].Unit)
        Linked.set(static_cast<unsigned>(Index));
  addCallers(Facts, Linked);
}

FlowGraph ProgramFlow::graph(unsigned Function) const {
  auto [Unit, Index] = Origins[Function];
  if (!Units[Unit].hasGraph(Index))
    return doesNothing();
  FlowGraph Graph = Units[Unit].graph(Index);
  for (FlowBlock &Block : Graph.Blocks)
    for (FlowEffect &Effect : Block.Effects)
      if (Effect.Resource != NoIndex)
        Effect.Resource = Numbers[Unit][Effect.Resource];
  summary::Renamer Rename(Renamed[Unit]);
  if (!Renamed[Unit].empty())
    summary::walk(Rename, Graph);
  dropGuesses(Graph, Bodies);
  return Graph;
}

} // namespace ouro::link
