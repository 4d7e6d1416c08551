//===- Sarif.h - Findings as SARIF 2.1.0 ------------------------*- C++ -*-===//
#ifndef OURO_TOOLS_RENDER_SARIF_H
#define OURO_TOOLS_RENDER_SARIF_H

#include "tools/Render/Report.h"
#include <cstddef>

namespace llvm {
class raw_ostream;
}

namespace ouro::render {

class SourceFiles;

struct SarifOptions {
  /// Silenced findings too, as suppressed results. Off, because GitHub opens
  /// alerts for them all the same.
  bool WithSuppressed = false;
  /// Source text of every region and the lines around it.
  bool Snippets = false;
  /// Tells apart several reports about one commit ("linux-debug").
  std::string Category;
  /// GitHub refuses a run with more results. The least severe and least sure
  /// go first, and a notification says how many.
  size_t MaxResults = 25000;
  /// GitHub refuses a result with more locations; a witness is cut after
  /// these, and a notification says so.
  size_t MaxLocations = 1000;
};

/// Writes the shown findings of \p R as one SARIF run. Columns are UTF-16
/// code units, converted with the help of \p Sources; where a source cannot be
/// read they count bytes, and the line hash is left out. Memory grows with the
/// largest result, not with their number.
void writeSarif(const Report &R, const SarifOptions &Options,
                SourceFiles &Sources, llvm::raw_ostream &OS);

} // namespace ouro::render

#endif // OURO_TOOLS_RENDER_SARIF_H
