//===- PortableFlowTest.cpp -----------------------------------------------===//
#include "checks/Summary/PortableFlow.h"
#include "gtest/gtest.h"

using namespace ouro::facts;

namespace ouro::summary {
namespace {

/// A TU whose main file is a.c; identities are made of names.
class Unit {
public:
  FlowFunction &add(llvm::StringRef Name, llvm::StringRef File,
                    std::vector<std::string> Calls = {}) {
    FlowFunction &F = Flow.Functions.emplace_back();
    F.Id = SymbolId::of(Name);
    F.Name = Name.str();
    F.Where.Begin.File = File;
    for (const std::string &Callee : Calls)
      F.Calls.push_back(SymbolId::of(Callee));
    return F;
  }

  /// Names of what is kept; with a star, if there is a graph.
  std::string kept() {
    PortableFlow Portable(Flow, "a.c", Reported, [&](unsigned Index) {
      FlowGraph Graph;
      FlowEffect &Call = Graph.Blocks.emplace_back().Effects.emplace_back(
          FlowEffectKind::Call);
      Call.Callee = SymbolId::of(Flow.Functions[Index].Name + "'s destructor");
      Graph.Variables.emplace_back().Function =
          SymbolId::of(Flow.Functions[Index].Name + "'s callback");
      return Graph;
    });
    std::string Names;
    for (size_t I = 0; I < Portable.Graphs.size(); ++I)
      Names +=
          Portable.Facts.Functions[I].Name + (Portable.Graphs[I] ? "* " : " ");
    return Names;
  }

  FlowFacts Flow;
  llvm::StringSet<> Reported;
};

TEST(PortableFlow, GraphsOfThoseThatMayDealWithResources) {
  Unit U;
  U.add("plain", "a.c", {"leaf"});
  U.add("leaf", "a.c");
  U.add("calls out", "a.c", {"elsewhere"});
  U.add("indirectly", "a.c", {"plain", "calls out"});
  U.add("acquires", "a.c").Acquires = true;
  EXPECT_EQ(U.kept(), "plain leaf calls out* indirectly* acquires* ");
}

TEST(PortableFlow, OfHeadersWhatTheMainFileUses) {
  Unit U;
  U.add("unused", "h.h", {"elsewhere"}).Acquires = true;
  U.add("used", "h.h", {"below"});
  U.add("below", "h.h");
  U.add("work's destructor", "h.h");
  U.add("work's callback", "h.h");
  U.add("work", "a.c", {"used", "elsewhere"});
  EXPECT_EQ(U.kept(), "used below work's destructor work's callback work* ");
  U.Reported.insert("unused");
  EXPECT_EQ(U.kept(),
            "unused* used below work's destructor work's callback work* ");
}

TEST(PortableFlow, ClassesAreKeptWhole) {
  Unit U;
  auto Member = [&](llvm::StringRef Name, llvm::StringRef File, bool Closed) {
    FlowFunction &F = U.add(Name, File);
    F.Record = SymbolId::of(Name.split(':').first);
    F.RecordClosed = Closed;
  };
  Member("Box:fill", "h.h", true);
  Member("Box:empty", "h.h", true);
  Member("Open:fill", "h.h", false);
  Member("Open:empty", "h.h", false);
  Member("Split:fill", "h.h", false);
  Member("Split:empty", "a.c", false);
  Member("Other:fill", "h.h", true);
  U.Flow.Split.push_back({SymbolId::of("Split"), {}});
  U.Flow.Split.push_back({SymbolId::of("Other"), {}});
  U.add("work", "a.c", {"Box:fill", "Open:fill"});
  EXPECT_EQ(U.kept(), "Box:fill Box:empty Open:fill Split:fill Split:empty "
                      "work ");
}

} // namespace
} // namespace ouro::summary
