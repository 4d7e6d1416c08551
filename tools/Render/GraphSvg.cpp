//===- GraphSvg.cpp -------------------------------------------------------===//
#include "tools/Render/Graph.h"
#include "tools/Render/GraphDrawing.h"
#include "tools/Render/GraphLayout.h"
#include "tools/Render/Utf.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>

namespace ouro::render {

// Widths of text are reckoned, not measured: 0.6 em is what monospace fonts
// have in common.
static constexpr double NodeFont = 13, LabelFont = 11, CharEm = 0.61;
static constexpr double LineHeight = 17, NodePadding = 12;
static constexpr double ArrowLength = 9, ArrowHalfWidth = 4.5;

static double textWidth(llvm::StringRef Text, double Font) {
  return utf16Length(Text) * Font * CharEm;
}

static auto number(double Value) { return llvm::format("%.1f", Value); }

static llvm::raw_ostream &operator<<(llvm::raw_ostream &OS, Point P) {
  return OS << number(P.X) << ' ' << number(P.Y);
}

static Layout layOut(const GraphPicture &Picture) {
  std::vector<LayoutNode> Nodes;
  for (const MapNode &Node : Picture.Map.Nodes) {
    std::vector<std::string> Lines = captionOf(Picture, Node);
    double Width = 0;
    for (auto [I, Line] : llvm::enumerate(Lines))
      Width = std::max(Width, textWidth(Line, I ? LabelFont : NodeFont));
    Nodes.push_back(
        {Width + 2 * NodePadding, Lines.size() * LineHeight + NodePadding});
  }
  std::vector<LayoutEdge> Edges;
  for (const MapEdge &Edge : Picture.Map.Edges)
    // What keeps others alive stands above them, bases above what derives.
    Edges.push_back({Edge.From, Edge.To,
                     textWidth(captionOf(Picture.Map, Edge), LabelFont),
                     Edge.Cut || Edge.Kind == MapEdgeKind::Weak ||
                         Edge.Kind == MapEdgeKind::Raw ||
                         Edge.Kind == MapEdgeKind::Inherits});
  return layOut(Nodes, Edges);
}

static void writeNode(const GraphPicture &Picture, const MapNode &Node,
                      const Box &At, llvm::raw_ostream &OS) {
  static constexpr llvm::StringLiteral Kinds[] = {"class", "closure", "erased"};
  OS << "<g class=\"node " << Kinds[static_cast<size_t>(Node.Kind)]
     << (Node.Focus ? " focus" : "") << "\"><title>"
     << escapeXml(describe(Picture, Node)) << "</title><rect x=\""
     << number(At.Centre.X - At.Width / 2) << "\" y=\""
     << number(At.Centre.Y - At.Height / 2) << "\" width=\"" << number(At.Width)
     << "\" height=\"" << number(At.Height) << "\" rx=\"7\"/>";
  std::vector<std::string> Lines = captionOf(Picture, Node);
  double Y = At.Centre.Y - (Lines.size() - 1) * LineHeight / 2 + NodeFont / 3;
  for (auto [I, Line] : llvm::enumerate(Lines))
    OS << "<text" << (I ? " class=\"more\"" : "") << " x=\""
       << number(At.Centre.X) << "\" y=\"" << number(Y + I * LineHeight)
       << "\">" << escapeXml(Line) << "</text>";
  OS << "</g>\n";
}

/// The curve, which ends where the head of the arrow begins.
static void writeCurve(const Route &R, llvm::raw_ostream &OS) {
  std::vector<Point> P = R.Points;
  OS << "M" << P.front();
  if (R.IsLoop) {
    P[3].X += ArrowLength;
    OS << " C" << P[1] << ' ' << P[2] << ' ' << P[3];
    return;
  }
  bool Down = P.back().Y > P.front().Y;
  P.back().Y -= Down ? ArrowLength : -ArrowLength;
  for (size_t I = 1; I < P.size(); ++I) {
    double Middle = (P[I - 1].Y + P[I].Y) / 2;
    OS << " C" << Point{P[I - 1].X, Middle} << ' ' << Point{P[I].X, Middle}
       << ' ' << P[I];
  }
}

static void writeHead(const Route &R, llvm::raw_ostream &OS) {
  Point Tip = R.Points.back();
  OS << "<path class=\"head\" d=\"M" << Tip;
  if (R.IsLoop)
    OS << " L" << Point{Tip.X + ArrowLength, Tip.Y - ArrowHalfWidth} << " L"
       << Point{Tip.X + ArrowLength, Tip.Y + ArrowHalfWidth};
  else {
    double Back = Tip.Y > R.Points.front().Y ? -ArrowLength : ArrowLength;
    OS << " L" << Point{Tip.X - ArrowHalfWidth, Tip.Y + Back} << " L"
       << Point{Tip.X + ArrowHalfWidth, Tip.Y + Back};
  }
  OS << " Z\"/>";
}

static void writeEdge(const GraphPicture &Picture, const MapEdge &Edge,
                      const Route &R, llvm::raw_ostream &OS) {
  OS << "<g class=\"edge " << toString(Edge.Kind)
     << (Edge.OnRing ? " ring" : "") << (Edge.Cut ? " cut" : "") << "\"><title>"
     << escapeXml(describe(Picture, Edge)) << "</title>"
     << "<path class=\"line\" d=\"";
  writeCurve(R, OS);
  OS << "\"/>";
  if (Edge.Kind == MapEdgeKind::Unique) {
    OS << "<path class=\"inner\" d=\"";
    writeCurve(R, OS);
    OS << "\"/>";
  }
  writeHead(R, OS);
  std::string Caption = captionOf(Picture.Map, Edge);
  if (!Caption.empty()) {
    double Width = textWidth(Caption, LabelFont);
    OS << "<rect class=\"back\" x=\"" << number(R.Label.X - Width / 2 - 2)
       << "\" y=\"" << number(R.Label.Y - 8) << "\" width=\""
       << number(Width + 4) << "\" height=\"16\"/><text x=\""
       << number(R.Label.X) << "\" y=\"" << number(R.Label.Y + 4) << "\">"
       << escapeXml(Caption) << "</text>";
  }
  OS << "</g>\n";
}

llvm::StringRef drawingStyle() {
  return R"(.drawing{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:11px;color-scheme:light dark}
.drawing text{text-anchor:middle;fill:#24292f}
.drawing .node rect{fill:#f6f8fa;stroke:#6e7781;stroke-width:1.2}
.drawing .node text{font-size:13px}
.drawing .node text.more{font-size:11px;fill:#57606a}
.drawing .closure rect{fill:#fbefff;stroke:#8250df}
.drawing .node.erased rect{fill:none;stroke:#8250df;stroke-dasharray:4 3}
.drawing .focus rect{stroke-width:2.4}
.drawing .paper,.drawing .back{fill:#fff}
.drawing .line{fill:none;stroke:#424a53;stroke-width:1.6}
.drawing .head{fill:#424a53;stroke:#424a53;stroke-width:1}
.drawing .part .line{stroke-width:1}
.drawing .unique .line{stroke-width:4.2}
.drawing .inner{fill:none;stroke:#fff;stroke-width:1.6}
.drawing .traced .line{stroke:#0a7ea4}
.drawing .traced .head{fill:#0a7ea4;stroke:#0a7ea4}
.drawing .weak .line{stroke-dasharray:7 4}
.drawing .raw .line{stroke-dasharray:1.5 3.5}
.drawing .erased .line{stroke:#8250df;stroke-dasharray:10 3 2 3}
.drawing .erased .head{fill:#8250df;stroke:#8250df}
.drawing .inherits .line,.drawing .implements .line{stroke:#8c959f;stroke-width:1}
.drawing .implements .line{stroke-dasharray:4 3}
.drawing .inherits .head,.drawing .implements .head{fill:#fff;stroke:#8c959f}
.drawing .ring .line{stroke:#bc4c00;stroke-width:2.2}
.drawing .ring.unique .line{stroke-width:4.8}
.drawing .ring .head{fill:#bc4c00;stroke:#bc4c00}
.drawing .ring text{fill:#953800}
.drawing .cut .line{stroke:#cf222e;stroke-width:3}
.drawing .cut .head{fill:#cf222e;stroke:#cf222e}
.drawing .cut text{fill:#a40e26;font-weight:bold}
@media (prefers-color-scheme:dark){
.drawing text{fill:#e6edf3}
.drawing .node rect{fill:#1c2128;stroke:#8b949e}
.drawing .node text.more{fill:#9da7b3}
.drawing .closure rect{fill:#2a1f3d;stroke:#a371f7}
.drawing .node.erased rect{fill:none;stroke:#a371f7}
.drawing .paper,.drawing .back{fill:#0d1117}
.drawing .line{stroke:#b1bac4}
.drawing .head{fill:#b1bac4;stroke:#b1bac4}
.drawing .inner{stroke:#0d1117}
.drawing .traced .line{stroke:#39c5e0}
.drawing .traced .head{fill:#39c5e0;stroke:#39c5e0}
.drawing .erased .line{stroke:#a371f7}
.drawing .erased .head{fill:#a371f7;stroke:#a371f7}
.drawing .inherits .line,.drawing .implements .line{stroke:#6e7681}
.drawing .inherits .head,.drawing .implements .head{fill:#0d1117;stroke:#8b949e}
.drawing .ring .line{stroke:#f0883e}
.drawing .ring .head{fill:#f0883e;stroke:#f0883e}
.drawing .ring text{fill:#ffa657}
.drawing .cut .line{stroke:#ff7b72}
.drawing .cut .head{fill:#ff7b72;stroke:#ff7b72}
.drawing .cut text{fill:#ff9b94}
}
)";
}

void writeDrawing(const GraphPicture &Picture, bool WithStyle,
                  llvm::raw_ostream &OS) {
  Layout At = layOut(Picture);
  OS << "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"drawing\" "
        "role=\"img\" width=\""
     << number(At.Width) << "\" height=\"" << number(At.Height)
     << "\" viewBox=\"0 0 " << number(At.Width) << ' ' << number(At.Height)
     << "\">\n<title>" << escapeXml(Picture.Title) << "</title>\n";
  for (const std::string &Note : Picture.Notes)
    OS << "<desc>" << escapeXml(Note) << "</desc>\n";
  if (WithStyle)
    OS << "<style>\n" << drawingStyle() << "</style>\n";
  OS << "<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n";
  // What matters most is drawn last and lies above the rest.
  for (bool OnRing : {false, true})
    for (auto [I, Edge] : llvm::enumerate(Picture.Map.Edges))
      if (Edge.OnRing == OnRing)
        writeEdge(Picture, Edge, At.Edges[I], OS);
  for (auto [I, Node] : llvm::enumerate(Picture.Map.Nodes))
    writeNode(Picture, Node, At.Nodes[I], OS);
  OS << "</svg>\n";
}

void writeSvg(const GraphPicture &Picture, llvm::raw_ostream &OS) {
  OS << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  writeDrawing(Picture, /*WithStyle=*/true, OS);
}

} // namespace ouro::render
