//===- OwnershipGraph.h - Which class can keep which alive ------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_OWNERSHIPGRAPH_H
#define OURO_CHECKS_REASONING_OWNERSHIPGRAPH_H

#include "checks/Reasoning/HoldIndex.h"
#include <vector>

namespace ouro::reasoning {

/// How one node of the graph leads to the next.
enum class LinkKind : uint8_t {
  Hold,     ///< a strong field
  Inherit,  ///< derived -> base: has all of the base's fields
  Implement ///< what a field refers to as its base may be this derived class
};

/// A step of the type graph.
struct Link {
  unsigned To;
  LinkKind Kind;
  const facts::HoldFact *Hold; ///< for Hold
  const facts::BaseFact *Base; ///< for Inherit and Implement
};

/// The type graph: classes and, for each class that others derive from, a slot
/// node "some object that is used as this class". Strong fields lead to slots
/// where there are any, so that interfaces cost edges linear in their
/// implementers. Weak, raw and silenced holds are not in the graph.
class OwnershipGraph {
public:
  explicit OwnershipGraph(const HoldIndex &Index);

  /// A closed walk; the Node-th link starts at `Node`.
  struct Step {
    unsigned Node;
    const Link *Taken;
  };
  using Ring = std::vector<Step>;

  /// For every counted field inside a strongly connected component, a shortest
  /// ring that starts with it and passes at least one other counted or unique
  /// field; without Implement links if there is one like that. Deterministic.
  /// Cost: one breadth-first search per such field within its component.
  std::vector<Ring> shortestRings() const;

  SymbolId recordAt(unsigned Node) const { return Nodes[Node].Record; }

private:
  struct Node {
    SymbolId Record;
    bool Slot = false;
    std::vector<Link> Links;
  };

  unsigned nodeOf(SymbolId Record, bool Slot);
  std::vector<unsigned> components() const;
  bool closeRing(unsigned Start, const Link &First,
                 const std::vector<unsigned> &Component, bool Concrete,
                 Ring &Out) const;

  std::vector<Node> Nodes;
  llvm::DenseMap<SymbolId, unsigned> ByRecord;
  llvm::DenseMap<SymbolId, unsigned> BySlot;
};

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_OWNERSHIPGRAPH_H
