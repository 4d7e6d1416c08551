//===- FlowExtractor.cpp --------------------------------------------------===//
#include "checks/Extract/FlowExtractor.h"
#include "checks/Extract/FlowLowering.h"
#include "checks/Extract/FlowScan.h"
#include "checks/Extract/ReleaseFix.h"
#include "checks/Facts/FlowTidy.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/Stack.h"
#include "llvm/ADT/STLExtras.h"
#include <numeric>

using namespace clang;

namespace ouro::extract {

FlowExtractor::FlowExtractor(ASTContext &Context, const ResourceModels &Models,
                             const TuBodies &Bodies, FileName SourceRoot)
    : Map(Context.getSourceManager(), Context.getLangOpts(), SourceRoot),
      Names(Context, Map), Calls(Context, Models, Map, Names) {
  FlowScan Scan(Calls, Facts, Functions);
  clang::runWithSufficientStackSpace(
      [] {},
      [&] {
        for (const VarDecl *Variable : Bodies.Variables)
          Scan.addInitialiser(Variable);
        for (const FunctionDecl *F : Bodies.Functions)
          Scan.addFunction(F);
      });
  Calls.Relays = Scan.relays().find(Facts, Functions);
  Facts.Resources = Calls.Resources;
}

facts::FlowGraph FlowExtractor::lower(unsigned Index) {
  if (Kept)
    if (auto Known = Kept->find(Index); Known != Kept->end())
      return Known->second;
  facts::FlowGraph Graph;
  clang::runWithSufficientStackSpace(
      [] {}, [&] { Graph = FlowLowering(Calls, *Functions[Index]).lower(); });
  if (Kept)
    Kept->try_emplace(Index, Graph);
  return Graph;
}

std::vector<FixEdit> FlowExtractor::mend(const facts::ReleaseMend &Mend) {
  std::vector<FixEdit> Edits;
  clang::runWithSufficientStackSpace(
      [] {},
      [&] { Edits = mendRelease(Calls, *Functions[Mend.Function], Mend); });
  return Edits;
}

std::string titleOf(const facts::ReleaseMend &Mend,
                    const facts::FlowFacts &Facts) {
  std::string Release = "'" + Facts.Resources[Mend.Resource].Release + "'";
  switch (Mend.What) {
  case facts::ReleaseMend::Kind::Add:
    return "release '" + Mend.Variable + "' with " + Release +
           " before it is lost";
  case facts::ReleaseMend::Kind::Match:
    return "release it with " + Release;
  case facts::ReleaseMend::Kind::Keep:
    return "keep '" + Mend.Variable + "' until there is a new one, else " +
           "release it with " + Release;
  }
  return "";
}

void print(FlowExtractor &Flow, llvm::raw_ostream &OS) {
  const facts::FlowFacts &Facts = Flow.facts();
  std::vector<unsigned> Order(Facts.Functions.size());
  std::iota(Order.begin(), Order.end(), 0);
  llvm::sort(Order, [&](unsigned L, unsigned R) {
    const facts::FlowFunction &A = Facts.Functions[L], &B = Facts.Functions[R];
    return std::tie(A.Name, A.Where, L) < std::tie(B.Name, B.Where, R);
  });
  for (unsigned Index : Order) {
    const facts::FlowFunction &Function = Facts.Functions[Index];
    if (!Function.Acquires && !Function.Releases && !Function.TouchesFields)
      continue;
    facts::print(Function, Facts, OS);
    facts::print(Flow.lower(Index), Facts, OS);
  }
}

} // namespace ouro::extract
