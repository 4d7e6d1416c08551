//===- MapReply.cpp -------------------------------------------------------===//
#include "tools/Driver/MapReply.h"
#include "tools/Driver/FieldStream.h"
#include "llvm/Support/Errc.h"

namespace ouro::driver {

static void add(FieldWriter &W, const SourceSpan &Span) {
  W.add(llvm::StringRef(Span.Begin.File));
  for (unsigned Number :
       {Span.Begin.Line, Span.Begin.Column, Span.EndLine, Span.EndColumn})
    W.add(uint64_t(Number));
}

static SourceSpan readSpan(FieldReader &R) {
  SourceSpan Span;
  Span.Begin.File = R.readText();
  for (unsigned *Number :
       {&Span.Begin.Line, &Span.Begin.Column, &Span.EndLine, &Span.EndColumn})
    *Number = static_cast<unsigned>(R.readNumber());
  return Span;
}

std::string encode(const OwnershipMap &Map) {
  FieldWriter W;
  W.add(uint64_t(Map.Nodes.size()));
  for (const MapNode &N : Map.Nodes) {
    W.add(N.Id.Value);
    W.add(llvm::StringRef(N.Name));
    W.add(llvm::StringRef(N.Remark));
    W.add(uint64_t(N.Kind));
    W.add(uint64_t(N.Focus));
    add(W, N.Where);
  }
  W.add(uint64_t(Map.Edges.size()));
  for (const MapEdge &E : Map.Edges) {
    for (uint64_t Number :
         {uint64_t(E.From), uint64_t(E.To), uint64_t(E.Kind), uint64_t(E.Many),
          uint64_t(E.Silenced), uint64_t(E.OnRing), uint64_t(E.Cut)})
      W.add(Number);
    W.add(llvm::StringRef(E.Name));
    add(W, E.Where);
  }
  return std::move(W.Out);
}

/// One of the first \p Count numbers; \p Wrong is set for any other.
static uint64_t readBelow(FieldReader &R, uint64_t Count, bool &Wrong) {
  uint64_t Number = R.readNumber();
  Wrong |= Number >= Count;
  return Number;
}

llvm::Expected<OwnershipMap> decodeMap(llvm::StringRef Text) {
  constexpr uint64_t NodeKinds = uint64_t(MapNodeKind::Erased) + 1;
  constexpr uint64_t EdgeKinds = uint64_t(MapEdgeKind::Implements) + 1;
  FieldReader R(Text);
  OwnershipMap Map;
  bool Wrong = false;
  for (uint64_t Count = R.readNumber(); Count && !R.isDamaged(); --Count) {
    MapNode N;
    N.Id.Value = R.readNumber();
    N.Name = R.readText();
    N.Remark = R.readText();
    N.Kind = static_cast<MapNodeKind>(readBelow(R, NodeKinds, Wrong));
    N.Focus = R.readNumber() != 0;
    N.Where = readSpan(R);
    Map.Nodes.push_back(std::move(N));
  }
  for (uint64_t Count = R.readNumber(); Count && !R.isDamaged(); --Count) {
    MapEdge E;
    E.From = static_cast<unsigned>(readBelow(R, Map.Nodes.size(), Wrong));
    E.To = static_cast<unsigned>(readBelow(R, Map.Nodes.size(), Wrong));
    E.Kind = static_cast<MapEdgeKind>(readBelow(R, EdgeKinds, Wrong));
    for (bool *Flag : {&E.Many, &E.Silenced, &E.OnRing, &E.Cut})
      *Flag = R.readNumber() != 0;
    E.Name = R.readText();
    E.Where = readSpan(R);
    Map.Edges.push_back(std::move(E));
  }
  if (Wrong || !R.isWhole())
    return llvm::createStringError(llvm::errc::invalid_argument,
                                   "ownership map of %zu bytes is damaged",
                                   Text.size());
  return Map;
}

} // namespace ouro::driver
