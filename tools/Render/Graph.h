//===- Graph.h - Who holds whom, as a picture -------------------*- C++ -*-===//
#ifndef OURO_TOOLS_RENDER_GRAPH_H
#define OURO_TOOLS_RENDER_GRAPH_H

#include "checks/Vocabulary/Finding.h"
#include "checks/Vocabulary/OwnershipMap.h"
#include <optional>
#include <string>
#include <vector>

namespace llvm {
class raw_ostream;
}

namespace ouro::render {

/// A map and what to write beside it.
struct GraphPicture {
  OwnershipMap Map;
  std::string Title;
  std::vector<std::string> Notes; ///< whole sentences: what is not shown
  std::optional<Finding> About;   ///< the finding whose ring it is
  std::string SourceRoot;         ///< names below it are printed relative
};

/// The language of Graphviz. Strong edges are solid, sole owners' bold, weak
/// ones dashed, raw ones dotted; rings are orange, the edge to cut is red and
/// has scissors. The same bytes for the same picture, whatever names hold.
void writeDot(const GraphPicture &Picture, llvm::raw_ostream &OS);

/// One SVG 1.1 document that needs nothing else; dark where the reader is.
void writeSvg(const GraphPicture &Picture, llvm::raw_ostream &OS);

/// One page: the same drawing, a legend, the proof of the finding step by step.
/// No scripts, nothing from elsewhere.
void writeHtml(const GraphPicture &Picture, llvm::raw_ostream &OS);

/// \p Text as content or attribute of XML and HTML. What XML cannot hold
/// (control characters, text that is not UTF-8) becomes U+FFFD.
std::string escapeXml(llvm::StringRef Text);

/// \p Text with quotes around it, for DOT.
std::string quoteDot(llvm::StringRef Text);

/// \p Text cut to \p Most characters, the last of them an ellipsis then.
std::string shorten(llvm::StringRef Text, unsigned Most);

/// Lines to write into a node: its name, and what tells it from others.
std::vector<std::string> captionOf(const GraphPicture &Picture,
                                   const MapNode &Node);

/// The name of \p Node, or words for a class that nothing names.
llvm::StringRef nameOf(const MapNode &Node);

/// What to write on an edge: the field, without its class.
std::string captionOf(const OwnershipMap &Map, const MapEdge &Edge);

/// Everything about it, for tooltips: full name, kind, place.
std::string describe(const GraphPicture &Picture, const MapEdge &Edge);
std::string describe(const GraphPicture &Picture, const MapNode &Node);

/// One word for people and for style sheets: "shared", "inherits".
llvm::StringRef toString(MapEdgeKind Kind);

} // namespace ouro::render

#endif // OURO_TOOLS_RENDER_GRAPH_H
