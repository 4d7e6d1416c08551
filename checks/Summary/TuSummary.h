//===- TuSummary.h - What a TU tells the program ----------------*- C++ -*-===//
#ifndef OURO_CHECKS_SUMMARY_TUSUMMARY_H
#define OURO_CHECKS_SUMMARY_TUSUMMARY_H

#include "checks/Facts/FlowFacts.h"
#include "checks/Facts/TuFacts.h"
#include "checks/Summary/UnitFact.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Error.h"
#include <memory>

namespace llvm {
class raw_ostream;
}

namespace ouro::summary {

/// Counts up with every change of what a summary holds or of how it is laid
/// out. Summaries of another format are refused: they are made again in less
/// time than code that reads two formats is kept right.
inline constexpr unsigned Format = 4;

/// The summary as bytes: the same for the same facts. Names of files below
/// \p Root are relative to it. \p Graphs is asked for what functions do that
/// matter to others; those of headers only matter if the main file uses them or
/// they are \p Reported, names of functions with findings. See
/// docs/summary-format.md for the layout.
std::string write(const UnitFact &Unit, const facts::TuFacts &Facts,
                  const facts::FlowFacts &Flow,
                  const llvm::StringSet<> &Reported, facts::FlowSource Graphs,
                  llvm::StringRef Root);

/// A summary that was read. Facts are decoded at once, graphs when asked for.
class TuSummary {
public:
  /// \p Name is for messages. Whatever the bytes are, this returns: a summary
  /// that was cut short, changed or made up is an error that says so, and one
  /// of another format names both formats. \p Bytes are not needed afterwards.
  /// Names of files that are relative are so to \p Root, which outlives this;
  /// without it they stay as they are.
  static llvm::Expected<TuSummary>
  read(llvm::StringRef Bytes, llvm::StringRef Name, llvm::StringRef Root = "");
  ~TuSummary();
  TuSummary(TuSummary &&);
  TuSummary &operator=(TuSummary &&);

  UnitFact Unit;
  facts::TuFacts Facts;
  facts::FlowFacts Flow;

  bool hasGraph(unsigned Index) const;
  /// The graph of Flow.Functions[Index], which has one; empty if it is
  /// nonsense. Cost: linear in the graph.
  facts::FlowGraph graph(unsigned Index) const;

private:
  struct Storage;
  explicit TuSummary(std::unique_ptr<Storage> Bytes);
  std::unique_ptr<Storage> Bytes;
};

/// Everything in \p Summary as JSON, for people and scripts; ends with a
/// newline.
void dump(const TuSummary &Summary, llvm::raw_ostream &OS);

} // namespace ouro::summary

#endif // OURO_CHECKS_SUMMARY_TUSUMMARY_H
