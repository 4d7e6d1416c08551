//===- OwnershipMap.h - Who holds whom, as a picture needs it ---*- C++ -*-===//
#ifndef OURO_CHECKS_VOCABULARY_OWNERSHIPMAP_H
#define OURO_CHECKS_VOCABULARY_OWNERSHIPMAP_H

#include "checks/Vocabulary/SourcePos.h"
#include "checks/Vocabulary/SymbolId.h"
#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace ouro {

/// What a node of the map stands for.
enum class MapNodeKind : uint8_t {
  Class,   ///< a class, or one object of it if the map is of a finding
  Closure, ///< a lambda or bound callable, at the place where it is made
  Erased,  ///< whatever a function object or std::any may hold
};

/// How one node leads to another. The first four keep the target alive.
enum class MapEdgeKind : uint8_t {
  Part,       ///< by value
  Unique,     ///< sole owner
  Shared,     ///< reference count
  Traced,     ///< reference count whose cycles a collector finds
  Weak,       ///< observes
  Raw,        ///< pointer or reference
  Erased,     ///< holds something whose type it does not tell
  Inherits,   ///< derived class -> base class
  Implements, ///< what is used as the first class may be the second
};

bool isStrong(MapEdgeKind Kind);

struct MapNode {
  /// Of a class; of a closure, made of its place; 0 for objects of a finding.
  SymbolId Id;
  std::string Name;   ///< for people: qualified name, "closure"; may be empty
  std::string Remark; ///< what else to know of it, may be empty
  MapNodeKind Kind = MapNodeKind::Class;
  bool Focus = false; ///< what was asked for
  SourceSpan Where;

  auto operator<=>(const MapNode &) const = default;
};

struct MapEdge {
  unsigned From = 0; ///< index into OwnershipMap::Nodes
  unsigned To = 0;
  MapEdgeKind Kind = MapEdgeKind::Raw;
  std::string Name;      ///< of the field, qualified; of a capture, as written
  bool Many = false;     ///< in a container: any number
  bool Silenced = false; ///< an annotation says it takes part in no cycle
  bool OnRing = false;   ///< of a finding
  bool Cut = false;      ///< the edge of the ring that the finding advises on
  SourceSpan Where;

  auto operator<=>(const MapEdge &) const = default;
};

/// A directed graph of classes and closures. Plain values; merge() keeps it in
/// normal form.
struct OwnershipMap {
  std::vector<MapNode> Nodes;
  std::vector<MapEdge> Edges;
};

/// The union of \p Maps: nodes with the same identity are one, as are edges
/// that agree in all but \c OnRing, \c Cut and \c Silenced, which are joined.
/// Sorted by name and place, whatever the order of arrival: commutative,
/// associative and idempotent. A node without identity is itself only.
OwnershipMap merge(std::vector<OwnershipMap> Maps);

} // namespace ouro

#endif // OURO_CHECKS_VOCABULARY_OWNERSHIPMAP_H
