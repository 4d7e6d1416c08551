//===- GraphDot.cpp -------------------------------------------------------===//
#include "tools/Render/Graph.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace ouro::render {

/// How Graphviz draws edges of each kind, in the order of MapEdgeKind.
static llvm::StringRef styleOf(MapEdgeKind Kind) {
  static constexpr llvm::StringLiteral Styles[] = {
      "style=solid, dir=both, arrowtail=diamond",
      "style=bold, penwidth=2.5",
      "style=solid",
      "style=solid, color=\"#0a7ea4\"",
      "style=dashed",
      "style=dotted",
      "style=\"dashed,bold\", color=\"#8250df\", arrowhead=vee",
      "style=solid, color=\"#8c959f\", arrowhead=empty",
      "style=dashed, color=\"#8c959f\", arrowhead=empty"};
  return Styles[static_cast<size_t>(Kind)];
}

static void writeNode(const GraphPicture &Picture, unsigned Index,
                      llvm::raw_ostream &OS) {
  const MapNode &Node = Picture.Map.Nodes[Index];
  OS << "  n" << Index
     << " [label=" << quoteDot(llvm::join(captionOf(Picture, Node), "\n"))
     << ", tooltip=" << quoteDot(describe(Picture, Node));
  if (Node.Kind == MapNodeKind::Closure)
    OS << ", style=\"rounded,filled\", fillcolor=\"#fbefff\"";
  else if (Node.Kind == MapNodeKind::Erased)
    OS << ", style=\"rounded,dashed\"";
  if (Node.Focus)
    OS << ", penwidth=2";
  OS << "];\n";
}

static void writeEdge(const GraphPicture &Picture, const MapEdge &Edge,
                      llvm::raw_ostream &OS) {
  OS << "  n" << Edge.From << " -> n" << Edge.To << " [" << styleOf(Edge.Kind);
  std::string Caption = captionOf(Picture.Map, Edge);
  if (!Caption.empty())
    OS << ", label=" << quoteDot(Caption);
  OS << ", edgetooltip=" << quoteDot(describe(Picture, Edge));
  // The later of two equal attributes holds.
  if (Edge.Cut)
    OS << ", color=\"#cf222e\", fontcolor=\"#cf222e\", penwidth=3";
  else if (Edge.OnRing)
    OS << ", color=\"#bc4c00\", fontcolor=\"#bc4c00\", penwidth=2";
  OS << "];\n";
}

void writeDot(const GraphPicture &Picture, llvm::raw_ostream &OS) {
  std::string Title = Picture.Title;
  for (const std::string &Note : Picture.Notes)
    Title += '\n' + Note;
  OS << "digraph ouro {\n"
     << "  graph [label=" << quoteDot(Title)
     << ", labelloc=t, fontname=\"sans-serif\"];\n"
     << "  node [shape=box, style=rounded, fontname=\"monospace\"];\n"
     << "  edge [fontname=\"monospace\", fontsize=11];\n";
  for (size_t I = 0; I < Picture.Map.Nodes.size(); ++I)
    writeNode(Picture, I, OS);
  for (const MapEdge &Edge : Picture.Map.Edges)
    writeEdge(Picture, Edge, OS);
  OS << "}\n";
}

} // namespace ouro::render
