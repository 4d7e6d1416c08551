//===- GraphDrawing.h - The drawing that SVG and HTML share -----*- C++ -*-===//
#ifndef OURO_TOOLS_RENDER_GRAPHDRAWING_H
#define OURO_TOOLS_RENDER_GRAPHDRAWING_H

#include "tools/Render/Graph.h"

namespace ouro::render {

/// The svg element of \p Picture, with its style sheet or for a page that has
/// it.
void writeDrawing(const GraphPicture &Picture, bool WithStyle,
                  llvm::raw_ostream &OS);

/// Rules for everything below class `drawing`, light and dark.
llvm::StringRef drawingStyle();

} // namespace ouro::render

#endif // OURO_TOOLS_RENDER_GRAPHDRAWING_H
