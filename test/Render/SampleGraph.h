//===- SampleGraph.h - One picture that uses everything ---------*- C++ -*-===//
#ifndef OURO_TEST_RENDER_SAMPLEGRAPH_H
#define OURO_TEST_RENDER_SAMPLEGRAPH_H

#include "test/Render/SampleReport.h"
#include "tools/Render/Graph.h"

namespace ouro::render::sample {

inline MapNode node(std::string Name, unsigned Line,
                    MapNodeKind Kind = MapNodeKind::Class) {
  return {SymbolId::of(Name),
          Name,
          "",
          Kind,
          false,
          span("/src/app/net/stream.h", Line, 3, Line, 9)};
}

inline MapEdge edge(unsigned From, unsigned To, MapEdgeKind Kind,
                    std::string Name) {
  MapEdge E;
  E.From = From;
  E.To = To;
  E.Kind = Kind;
  E.Name = std::move(Name);
  E.Where = span("/src/app/net/stream.h", 10 + To, 1, 10 + To, 9);
  return E;
}

/// A ring of two classes and a closure, with an edge of every kind.
inline GraphPicture picture() {
  GraphPicture P;
  P.Title = "closure captures 'self' & <more>";
  P.SourceRoot = Root.str();
  P.Map.Nodes = {node("net::Session", 1),
                 node("closure", 7, MapNodeKind::Closure),
                 node("net::Stream<int, \"x\">", 2),
                 node("anything", 3, MapNodeKind::Erased),
                 node("net::Base", 4),
                 {SymbolId{9}, "", "", MapNodeKind::Class, false, {}}};
  P.Map.Nodes[0].Focus = P.Map.Nodes[1].Focus = true;
  P.Map.Nodes[0].Remark = "'self'";
  MapEdge Cut = edge(1, 0, MapEdgeKind::Shared, "self");
  Cut.OnRing = Cut.Cut = true;
  MapEdge Ring = edge(0, 1, MapEdgeKind::Erased, "Session::done_");
  Ring.OnRing = true;
  MapEdge Many = edge(0, 2, MapEdgeKind::Unique, "Session::streams_");
  Many.Many = true;
  MapEdge Silenced = edge(0, 0, MapEdgeKind::Shared, "Session::next_");
  Silenced.Silenced = true;
  P.Map.Edges = {Cut,
                 Ring,
                 Many,
                 Silenced,
                 edge(2, 0, MapEdgeKind::Weak, "Stream::owner_"),
                 edge(2, 0, MapEdgeKind::Raw, "Stream::log_"),
                 edge(2, 3, MapEdgeKind::Erased, "Stream::hook_"),
                 edge(2, 5, MapEdgeKind::Traced, "Stream::cell_"),
                 edge(0, 4, MapEdgeKind::Inherits, ""),
                 edge(4, 2, MapEdgeKind::Implements, ""),
                 edge(0, 5, MapEdgeKind::Part, "Session::part_"),
                 edge(2, 2, MapEdgeKind::Shared, "Stream::up_")};
  P.About = cycle();
  return P;
}

} // namespace ouro::render::sample

#endif // OURO_TEST_RENDER_SAMPLEGRAPH_H
