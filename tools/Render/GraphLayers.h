//===- GraphLayers.h - Which nodes stand above which ------------*- C++ -*-===//
#ifndef OURO_TOOLS_RENDER_GRAPHLAYERS_H
#define OURO_TOOLS_RENDER_GRAPHLAYERS_H

#include "tools/Render/GraphLayout.h"

namespace ouro::render {

/// Invariant: an edge leads from a lower layer number to a higher one, the
/// other way round if it is reversed; loops aside.
struct Layering {
  std::vector<bool> Reversed;    ///< by edge
  std::vector<unsigned> LayerOf; ///< by node; even, to leave room for labels
};

/// The first two steps of layOut(): turns edges round so that no cycle is
/// left, and puts every node below all that lead to it. Linear.
Layering assignLayers(size_t NodeCount, llvm::ArrayRef<LayoutEdge> Edges);

} // namespace ouro::render

#endif // OURO_TOOLS_RENDER_GRAPHLAYERS_H
