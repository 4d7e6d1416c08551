//===- PortableFlow.cpp ---------------------------------------------------===//
#include "checks/Summary/PortableFlow.h"
#include "checks/Facts/CallGraph.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

using namespace ouro::facts;

namespace ouro::summary {

/// Calls \p Do with every index of a resource that functions and graphs name.
template <class Function>
static void eachResource(FlowFacts &Facts,
                         std::vector<std::optional<FlowGraph>> &Graphs,
                         Function Do) {
  auto Apply = [&](unsigned &Resource) {
    if (Resource != NoIndex)
      Do(Resource);
  };
  for (FlowFunction &F : Facts.Functions) {
    for (SlotUse &Use : F.Slots)
      llvm::for_each(Use.Released, Apply);
    llvm::for_each(F.Receiver.Released, Apply);
  }
  for (std::optional<FlowGraph> &Graph : Graphs)
    if (Graph)
      for (FlowBlock &Block : Graph->Blocks)
        for (FlowEffect &Effect : Block.Effects)
          Apply(Effect.Resource);
}

/// Keeps the kinds that are named, and those whose release fits them.
void PortableFlow::numberResources() {
  llvm::BitVector Used(static_cast<unsigned>(Facts.Resources.size()));
  eachResource(Facts, Graphs, [&](unsigned &Resource) {
    Used.set(Resource);
    for (unsigned Also : Facts.Resources[Resource].Also)
      Used.set(Also);
  });
  std::vector<unsigned> New(Facts.Resources.size(), NoIndex);
  std::vector<ResourceFact> Kept;
  for (unsigned Old : Used.set_bits()) {
    New[Old] = static_cast<unsigned>(Kept.size());
    Kept.push_back(std::move(Facts.Resources[Old]));
  }
  for (ResourceFact &Resource : Kept) {
    for (unsigned &Also : Resource.Also)
      Also = New[Also];
    llvm::erase(Resource.Also, NoIndex);
  }
  Facts.Resources = std::move(Kept);
  eachResource(Facts, Graphs,
               [&](unsigned &Resource) { Resource = New[Resource]; });
}

/// Functions that deal with resources, may not return, or may turn out to do so
/// because of what they call; and those that answer questions about handles.
static llvm::BitVector functionsThatMatter(const FlowFacts &Flow) {
  llvm::DenseSet<SymbolId> Bodies;
  for (const FlowFunction &F : Flow.Functions)
    Bodies.insert(F.Id);
  llvm::BitVector Matter = withCallers(Flow, [&](const FlowFunction &F) {
    return F.Acquires || F.Releases || F.Stops || F.TouchesFields ||
           !llvm::all_of(F.Calls,
                         [&](SymbolId Id) { return Bodies.contains(Id); });
  });
  // Who only asks does not deal with resources.
  for (auto [Index, F] : llvm::enumerate(Flow.Functions))
    if (F.Tells)
      Matter.set(static_cast<unsigned>(Index));
  return Matter;
}

namespace {
/// Finds the functions of a TU that can bear on a program: headers are full of
/// others, which some TU speaks of that calls them, or nobody calls.
class Reachable {
public:
  Reachable(const FlowFacts &Flow, FlowSource Source);

  void add(unsigned Function);
  /// Adds what can be reached from what was added.
  void close();

  llvm::BitVector Functions;
  std::vector<std::optional<FlowGraph>> Graphs; ///< by function

private:
  void addNamed(SymbolId Name);
  void addCallees(const FlowGraph &Graph);

  const FlowFacts &Flow;
  FlowSource Source;
  llvm::BitVector Matter;
  llvm::DenseMap<SymbolId, unsigned> Bodies;
  /// By class whose fields are judged over all its members.
  llvm::DenseMap<SymbolId, std::vector<unsigned>> Members;
  llvm::SmallVector<unsigned, 32> Todo;
};
} // namespace

Reachable::Reachable(const FlowFacts &Flow, FlowSource Source)
    : Functions(static_cast<unsigned>(Flow.Functions.size())),
      Graphs(Flow.Functions.size()), Flow(Flow), Source(Source),
      Matter(functionsThatMatter(Flow)) {
  for (const SplitClass &Class : Flow.Split)
    Members[Class.Record];
  for (const FlowFunction &F : Flow.Functions)
    if (F.RecordClosed)
      Members[F.Record];
  for (auto [Index, F] : llvm::enumerate(Flow.Functions)) {
    Bodies.try_emplace(F.Id, static_cast<unsigned>(Index));
    if (auto Class = Members.find(F.Record); Class != Members.end())
      Class->second.push_back(static_cast<unsigned>(Index));
  }
}

void Reachable::add(unsigned Function) {
  if (Functions.test(Function))
    return;
  Functions.set(Function);
  Todo.push_back(Function);
}

void Reachable::addNamed(SymbolId Name) {
  if (auto Body = Bodies.find(Name); Body != Bodies.end())
    add(Body->second);
}

/// Beyond those that the scan has seen: destructors, and functions whose
/// address is taken.
void Reachable::addCallees(const FlowGraph &Graph) {
  for (const FlowVariable &Variable : Graph.Variables)
    addNamed(Variable.Function);
  for (const FlowBlock &Block : Graph.Blocks)
    for (const FlowEffect &Effect : Block.Effects)
      addNamed(Effect.Callee);
}

void Reachable::close() {
  while (!Todo.empty()) {
    unsigned Index = Todo.pop_back_val();
    const FlowFunction &F = Flow.Functions[Index];
    llvm::for_each(F.Calls, [&](SymbolId Callee) { addNamed(Callee); });
    if (auto Class = Members.find(F.Record); Class != Members.end())
      llvm::for_each(Class->second, [&](unsigned Member) { add(Member); });
    if (Matter.test(Index))
      addCallees(Graphs[Index].emplace(Source(Index)));
  }
}

PortableFlow::PortableFlow(const FlowFacts &Flow, FileName MainFile,
                           const llvm::StringSet<> &Reported,
                           FlowSource Source) {
  Reachable Kept(Flow, Source);
  for (auto [Index, F] : llvm::enumerate(Flow.Functions))
    if (F.Where.Begin.File == MainFile || Reported.contains(F.Name))
      Kept.add(static_cast<unsigned>(Index));
  Kept.close();
  llvm::DenseSet<SymbolId> Classes;
  for (unsigned Index : Kept.Functions.set_bits()) {
    Facts.Functions.push_back(Flow.Functions[Index]);
    Graphs.push_back(std::move(Kept.Graphs[Index]));
    Classes.insert(Flow.Functions[Index].Record);
  }
  Facts.Resources = Flow.Resources;
  Facts.Copies = Flow.Copies;
  llvm::copy_if(
      Flow.Split, std::back_inserter(Facts.Split),
      [&](const SplitClass &S) { return Classes.contains(S.Record); });
  numberResources();
}

} // namespace ouro::summary
