//===- RingPicture.h - The ring of a finding, as a map ----------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_RINGPICTURE_H
#define OURO_CHECKS_REASONING_RINGPICTURE_H

#include "checks/Reasoning/OwnershipNeighbourhood.h"
#include "checks/Vocabulary/Finding.h"
#include <optional>

namespace ouro::reasoning {

/// Marks the edges of \p Map that the witness of \p F names, and the one to
/// cut. What only objects show, such as a function object on the heap, is not
/// in the map and stays unmarked.
void markRing(OwnershipMap &Map, const Finding &F);

/// The ring of \p F, one node per object or closure that its witness names, and
/// what lies around their classes in \p Map. Nothing if \p F is not about
/// objects that hold each other. The ring itself is never left out.
std::optional<Neighbourhood> ringOf(const Finding &F, const OwnershipMap &Map,
                                    const Extent &Shown);

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_RINGPICTURE_H
