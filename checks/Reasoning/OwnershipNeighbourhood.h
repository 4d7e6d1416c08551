//===- OwnershipNeighbourhood.h - Pictures of who holds whom ----*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_OWNERSHIPNEIGHBOURHOOD_H
#define OURO_CHECKS_REASONING_OWNERSHIPNEIGHBOURHOOD_H

#include "checks/Facts/TuFacts.h"
#include "checks/Vocabulary/OwnershipMap.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace ouro::reasoning {

/// All of a TU: classes with every hold, weak and raw ones too, their bases,
/// and the closures that are stored in fields, directly or through functions
/// of this TU, with what they capture. Linear in the facts, but for the
/// fixpoint of ParameterStores.
OwnershipMap mapOf(const facts::TuFacts &Facts);

/// What to show around a centre.
struct Extent {
  unsigned Hops = 2;    ///< along edges in either direction
  bool Raw = false;     ///< pointers and references too
  size_t MostNodes = 0; ///< 0: no limit
};

/// A part of a map, and how many nodes Extent::MostNodes kept out of it.
struct Neighbourhood {
  OwnershipMap Map;
  size_t LeftOut = 0;
};

/// The nodes of \p Map at most some hops away from \p Centres, nearest first
/// if not all may stay, and all edges among them.
Neighbourhood neighbourhood(const OwnershipMap &Map,
                            llvm::ArrayRef<unsigned> Centres,
                            const Extent &Shown);

/// Indices of the classes whose qualified name is \p Name or ends in it at a
/// `::`: "Session" finds "net::Session". A class that is called exactly so
/// hides the others.
std::vector<unsigned> classesNamed(const OwnershipMap &Map,
                                   llvm::StringRef Name);

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_OWNERSHIPNEIGHBOURHOOD_H
