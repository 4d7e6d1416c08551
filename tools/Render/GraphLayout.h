//===- GraphLayout.h - Where to draw nodes and edges ------------*- C++ -*-===//
//
// Layered drawing after Sugiyama, Tagawa and Toda, "Methods for visual
// understanding of hierarchical system structures" (IEEE Trans. SMC, 1981):
// turn back edges round, put every node below all that lead to it, order each
// layer by the barycentres of its neighbours, then choose coordinates.
//
//===----------------------------------------------------------------------===//
#ifndef OURO_TOOLS_RENDER_GRAPHLAYOUT_H
#define OURO_TOOLS_RENDER_GRAPHLAYOUT_H

#include "llvm/ADT/ArrayRef.h"
#include <vector>

namespace ouro::render {

/// Lengths are CSS pixels; y grows downwards.
struct Point {
  double X = 0, Y = 0;
};

struct LayoutNode {
  double Width = 0, Height = 0;
};

struct LayoutEdge {
  unsigned From = 0, To = 0;
  double LabelWidth = 0;  ///< 0: no label
  bool Backwards = false; ///< rather this edge points up than another
};

/// A box by its centre and size.
struct Box {
  Point Centre;
  double Width = 0, Height = 0;
};

/// An edge that passes its points in order; at each its tangent is vertical,
/// but for loops, whose four points are the controls of one cubic curve.
struct Route {
  std::vector<Point> Points;
  Point Label; ///< centre
  bool IsLoop = false;
};

struct Layout {
  double Width = 0, Height = 0;
  std::vector<Box> Nodes;   ///< in the order given
  std::vector<Route> Edges; ///< in the order given
};

/// Deterministic. No two boxes overlap, and no label lies on a box or on
/// another label. Readable up to some sixty nodes; each of a fixed number of
/// sweeps costs the square of the longest layer at most.
Layout layOut(llvm::ArrayRef<LayoutNode> Nodes,
              llvm::ArrayRef<LayoutEdge> Edges);

} // namespace ouro::render

#endif // OURO_TOOLS_RENDER_GRAPHLAYOUT_H
