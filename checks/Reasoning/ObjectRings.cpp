//===- ObjectRings.cpp - The rings that a run leaves behind ---------------===//
#include "checks/Reasoning/Arms.h"
#include "checks/Reasoning/ObjectGraph.h"
#include "llvm/ADT/DenseSet.h"

using namespace ouro::facts;

namespace ouro::reasoning {

/// Breadth-first from the end of \p First back to its start, over holds that
/// can exist in the same run.
bool ObjectGraph::close(const ObjectHold &First, ObjectRing &Out) const {
  struct Visit {
    unsigned Object;
    int Parent;
    const ObjectHold *Taken;
  };
  std::vector<Visit> Queue{{First.To, -1, nullptr}};
  llvm::DenseSet<unsigned> Seen{First.To};
  for (size_t Head = 0; Head < Queue.size(); ++Head) {
    if (Queue[Head].Object == First.From) {
      Out.assign(1, First);
      for (int I = static_cast<int>(Head); Queue[I].Parent >= 0;
           I = Queue[I].Parent)
        Out.insert(Out.begin() + 1, *Queue[I].Taken);
      break;
    }
    for (const ObjectHold &H : Holds)
      if (H.From == Queue[Head].Object && !exclude(H.Arms, First.Arms) &&
          Seen.insert(H.To).second)
        Queue.push_back({H.To, static_cast<int>(Head), &H});
  }
  for (size_t I = 0; I < Out.size(); ++I)
    for (size_t J = I + 1; J < Out.size(); ++J)
      if (exclude(Out[I].Arms, Out[J].Arms))
        return false;
  return !Out.empty();
}

std::vector<ObjectRing> ObjectGraph::rings() const {
  std::vector<ObjectRing> Found;
  for (const ObjectHold &H : Holds) {
    ObjectRing Ring;
    if (H.Made && close(H, Ring))
      Found.push_back(std::move(Ring));
  }
  return Found;
}

void ObjectGraph::propagateEscapes() {
  for (bool Grown = true; Grown;) {
    Grown = false;
    for (auto [From, To] : Reaches)
      if (Objects[From].Escaped && !Objects[To].Escaped)
        Objects[To].Escaped = Grown = true;
  }
}

bool ObjectGraph::isConfined(const ObjectRing &Ring) const {
  return Budget > 0 && llvm::all_of(Ring, [&](const ObjectHold &H) {
           return Objects[H.To].Inside && !Objects[H.To].Escaped &&
                  !(H.Hold && EmptiedSomewhere.contains(H.Hold->Field));
         });
}

} // namespace ouro::reasoning
