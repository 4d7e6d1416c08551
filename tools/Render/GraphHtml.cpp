//===- GraphHtml.cpp ------------------------------------------------------===//
#include "checks/Vocabulary/Wording.h"
#include "tools/Render/Graph.h"
#include "tools/Render/GraphDrawing.h"
#include "tools/Render/Report.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace ouro::render {

static constexpr llvm::StringLiteral PageStyle = R"(
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#24292f;background:#fff}
h1{font-size:1.3rem}h2{font-size:1.05rem;margin-top:2rem}
figure{margin:1rem 0;overflow:auto;border:1px solid #d0d7de;border-radius:8px}
figure svg{display:block;margin:auto}
code{font-family:ui-monospace,monospace;font-size:.88em}
.place{color:#57606a;margin-left:.6em}
.note{border-left:4px solid #bf8700;padding-left:.8em}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.6rem;padding:0;list-style:none}
.legend svg{vertical-align:middle;margin-right:.5em}
@media (prefers-color-scheme:dark){
body{color:#e6edf3;background:#0d1117}
figure{border-color:#30363d}
.place{color:#9da7b3}
}
)";

namespace {
struct LegendRow {
  llvm::StringRef Class;
  llvm::StringRef Meaning;
};
} // namespace

/// What an edge is drawn as, in one word of the style sheet.
static std::string classOf(const MapEdge &Edge) {
  if (Edge.Cut)
    return "cut";
  return Edge.OnRing ? "ring" : toString(Edge.Kind).str();
}

/// A row for each way of drawing that the picture uses.
static void writeLegend(const OwnershipMap &Map, llvm::raw_ostream &OS) {
  static constexpr LegendRow Rows[] = {
      {"cut", "the edge to cut"},
      {"ring", "another edge of the ring"},
      {"shared", "strong: counts references"},
      {"unique", "strong: sole owner"},
      {"part", "part by value"},
      {"traced", "strong, but a collector finds its cycles"},
      {"weak", "weak"},
      {"raw", "pointer or reference"},
      {"erased", "function object, or a value of any type"},
      {"inherits", "inherits from"},
      {"implements", "may be"}};
  OS << "<ul class=\"legend\">\n";
  for (const LegendRow &Row : Rows) {
    if (llvm::none_of(Map.Edges, [&](const MapEdge &E) {
          return classOf(E) == Row.Class;
        }))
      continue;
    OS << "<li><svg class=\"drawing\" width=\"46\" height=\"14\"><g "
          "class=\"edge "
       << Row.Class << "\"><path class=\"line\" d=\"M1 7 H36\"/>";
    if (Row.Class == "unique")
      OS << "<path class=\"inner\" d=\"M1 7 H36\"/>";
    OS << "<path class=\"head\" d=\"M45 7 L36 2.5 L36 11.5 Z\"/></g></svg>"
       << escapeXml(Row.Meaning) << "</li>\n";
  }
  OS << "</ul>\n";
}

static void writePlace(const GraphPicture &Picture, const SourceSpan &Where,
                       llvm::raw_ostream &OS) {
  if (!Where.isValid())
    return;
  SourcePos Shown = Where.Begin;
  Shown.File = displayPath(Shown.File, Picture.SourceRoot);
  OS << "<code class=\"place\">" << escapeXml(toString(Shown)) << "</code>";
}

static void writeProof(const GraphPicture &Picture, const Finding &F,
                       llvm::raw_ostream &OS) {
  OS << "<p>" << escapeXml(sentence(F));
  writePlace(Picture, F.Where, OS);
  OS << "</p>\n<p><code>" << escapeXml(ruleOf(F.Rule).Name) << "</code>, "
     << toString(F.Sureness) << ", fingerprint <code>" << toString(F.Identity)
     << "</code></p>\n";
  if (F.Silenced)
    OS << "<p class=\"note\">Silenced"
       << (F.Silenced->Reason.empty() ? "" : ": ")
       << escapeXml(F.Silenced->Reason) << "</p>\n";
  OS << "<h2>Step by step</h2>\n<ol>\n";
  for (const WitnessStep &Step : F.Witness) {
    if (isRemedy(Step.Kind))
      continue;
    OS << "<li>" << escapeXml(sentence(Step));
    writePlace(Picture, Step.Where, OS);
    OS << "</li>\n";
  }
  OS << "</ol>\n";
  for (const WitnessStep &Step : F.Witness)
    if (isRemedy(Step.Kind))
      OS << "<h2>What to do</h2>\n<p>" << escapeXml(sentence(Step)) << "</p>\n";
}

void writeHtml(const GraphPicture &Picture, llvm::raw_ostream &OS) {
  OS << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta "
        "charset=\"utf-8\"/>\n<meta name=\"viewport\" "
        "content=\"width=device-width\"/>\n<title>"
     << escapeXml(Picture.Title) << "</title>\n<style>" << PageStyle
     << drawingStyle() << "</style>\n</head>\n<body>\n<h1>"
     << escapeXml(Picture.Title) << "</h1>\n";
  for (const std::string &Note : Picture.Notes)
    OS << "<p class=\"note\">" << escapeXml(Note) << "</p>\n";
  OS << "<figure>\n";
  writeDrawing(Picture, /*WithStyle=*/false, OS);
  OS << "</figure>\n";
  writeLegend(Picture.Map, OS);
  if (Picture.About)
    writeProof(Picture, *Picture.About, OS);
  OS << "</body>\n</html>\n";
}

} // namespace ouro::render
