//===- PortableFlow.cpp ---------------------------------------------------===//
#include "checks/Summary/PortableFlow.h"
#include "checks/Facts/CallGraph.h"
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
/// because of what they call.
static llvm::BitVector functionsThatMatter(const FlowFacts &Flow) {
  llvm::DenseSet<SymbolId> Bodies;
  for (const FlowFunction &F : Flow.Functions)
    Bodies.insert(F.Id);
  llvm::BitVector Matter(static_cast<unsigned>(Flow.Functions.size()));
  for (auto [Index, F] : llvm::enumerate(Flow.Functions))
    if (F.Acquires || F.Releases || F.Stops || F.TouchesFields ||
        !llvm::all_of(F.Calls,
                      [&](SymbolId Id) { return Bodies.contains(Id); }))
      Matter.set(static_cast<unsigned>(Index));
  addCallers(Flow, Matter);
  return Matter;
}

PortableFlow::PortableFlow(const FlowFacts &Flow, FlowSource Source)
    : Facts(Flow), Graphs(Flow.Functions.size()) {
  const llvm::BitVector Matter = functionsThatMatter(Flow);
  for (unsigned Index : Matter.set_bits())
    Graphs[Index] = Source(Index);
  numberResources();
}

} // namespace ouro::summary
