//===- FlowScanCopies.cpp - What copies are used for, originals are -------===//
#include "checks/Extract/FlowScan.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

namespace {

/// A copy of a part lies behind `Part`, NoIndex if it is a copy of the whole;
/// `Inside` is what its own parts begin with. Paths are numbers of PartPaths.
struct CopiedFrom {
  unsigned Variable;
  unsigned Part;
  unsigned Inside;
  bool Exact;

  /// The path from the original to where the copy's parts begin.
  unsigned prefix(PartPaths &Paths) const {
    if (Part == NoIndex)
      return Inside;
    return Paths.join(Paths.join(Part, Paths.Pointer), Inside);
  }
  /// Part \p To of the copy, or what is \p InsideOf it, as one of the original.
  CopiedFrom lead(unsigned To, unsigned InsideOf, PartPaths &Paths) const {
    if (To != NoIndex)
      return {Variable, Paths.join(prefix(Paths), To), InsideOf, Exact};
    return {Variable, Part, Paths.join(Inside, InsideOf), Exact};
  }
  bool isDeep(const PartPaths &Paths) const {
    size_t Depth = Part == NoIndex ? 0 : Paths[Part].size();
    return Depth + Paths[Inside].size() > MaxPartSteps;
  }
};

using CopyKey =
    std::pair<std::pair<unsigned, unsigned>, std::pair<unsigned, unsigned>>;
using PassKey =
    std::pair<std::pair<SymbolId, unsigned>, std::pair<unsigned, unsigned>>;
/// Most parameters are copied and passed a few times, if at all.
using PassKeys = llvm::SmallDenseSet<PassKey, 8>;

} // namespace

const std::vector<FlowScan::VariableUse::Pass> &
FlowScan::passesOf(VariableUse &Use) {
  if (Use.Passed)
    return *Use.Passed;
  PassKeys Known;
  Use.Passed.emplace();
  for (const SlotUse::Pass &Pass : Use.Use.Passed) {
    unsigned Part = Pass.Part ? Paths.of(*Pass.Part) : NoIndex,
             Inside = Paths.of(Pass.Inside);
    if (Known.insert({{Pass.Callee, Pass.Slot}, {Part, Inside}}).second)
      Use.Passed->push_back({Pass.Callee, Pass.Slot, Part, Inside});
  }
  return *Use.Passed;
}

/// What the copy \p Own, whose variable is given away by \p Passes, is passed
/// to.
static void addPasses(const CopiedFrom &Own, const auto &Passes, bool Exact,
                      PartPaths &Paths, PassKeys &Known, SlotUse &Out) {
  for (const auto &Pass : Passes) {
    CopiedFrom New = Own.lead(Pass.Part, Pass.Inside, Paths);
    if (!Exact || New.isDeep(Paths)) {
      Out.Content = true;
      New.Inside = PartPaths::Empty;
    }
    if (Out.Content && New.Part != NoIndex)
      continue; // it is among all that may have a new owner
    if (!Known.insert({{Pass.Callee, Pass.Slot}, {New.Part, New.Inside}})
             .second)
      continue;
    std::optional<PartPath> Part;
    if (New.Part != NoIndex)
      Part = Paths[New.Part];
    Out.Passed.push_back(
        {Pass.Callee, Pass.Slot, std::move(Part), Paths[New.Inside]});
  }
}

template <class T> static void sortUnique(std::vector<T> &List) {
  llvm::sort(List);
  List.erase(llvm::unique(List), List.end());
}

/// \p Variable and all that it is copied to, each way of copying once.
void FlowScan::resolve(unsigned Variable, SlotUse &Out) {
  std::vector<CopiedFrom> Work{{Variable, NoIndex, PartPaths::Empty, true}};
  llvm::SmallDenseSet<CopyKey, 8> Done;
  PassKeys Passed;
  while (!Work.empty()) {
    CopiedFrom Next = Work.back();
    Work.pop_back();
    if (!Done.insert(
                 {{Next.Variable, Next.Exact}, {Next.Part + 1, Next.Inside}})
             .second)
      continue;
    VariableUse &Own = Variables[Next.Variable];
    bool Exact = Next.Exact && !Own.Moves;
    auto Part = [&](bool Released, const PartPath &Path) {
      if (!Exact || !addPart(Out, Released, Path))
        Out.Content = true;
    };
    auto PathTo = [&](const PartPath &Rest) -> const PartPath & {
      return Paths[Paths.join(Next.prefix(Paths), Paths.of(Rest))];
    };
    Out.Content |= Own.Use.Content;
    if (Next.Part == NoIndex) {
      Out.Kept |= Own.Use.Kept;
      llvm::append_range(Out.Released, Own.Use.Released);
    } else if (Own.Use.Kept || !Own.Use.Released.empty()) {
      Part(!Own.Use.Released.empty(), Paths[Next.Part]);
    }
    for (const PartPath &Kept : Own.Use.PartsKept)
      Part(false, PathTo(Kept));
    for (const PartPath &Released : Own.Use.PartsReleased)
      Part(true, PathTo(Released));
    addPasses(Next, passesOf(Own), Exact, Paths, Passed, Out);
    for (const auto &Copy : Own.Copies) {
      CopiedFrom To = Next.lead(Copy.Part, Copy.Inside, Paths);
      To.Variable = Copy.To;
      To.Exact = Exact && Copy.Exact;
      if (!To.Exact || To.isDeep(Paths)) {
        // Deeper places are one.
        To.Exact = false;
        To.Inside = PartPaths::Empty;
        if (To.Part != NoIndex)
          To.Part = PartPaths::Empty;
      }
      Work.push_back(To);
    }
  }
  sortUnique(Out.Released);
  sortUnique(Out.Passed);
}

} // namespace ouro::extract
