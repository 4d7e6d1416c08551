//===- PathOutcome.h - What the paths of a function show --------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_PATHOUTCOME_H
#define OURO_CHECKS_REASONING_PATHOUTCOME_H

#include "checks/Reasoning/FunctionEffects.h"
#include "checks/Reasoning/PathState.h"
#include "checks/Vocabulary/Finding.h"

namespace ouro::reasoning {

/// Something wrong on a path.
struct PathDefect {
  enum class Kind : uint8_t { Lost, ReleasedTwice, Mismatched } What;
  unsigned Site = facts::NoIndex;     ///< effect that acquired; an argument has
                                      ///< none
  unsigned Handle = facts::NoIndex;   ///< symbol
  unsigned Resource = facts::NoIndex; ///< of what was acquired
  unsigned Released = facts::NoIndex; ///< what it was released as
  /// Effect that lost it, or released it first; NoIndex: none did.
  unsigned Event = facts::NoIndex;
  unsigned At = facts::NoIndex;    ///< effect that is wrong; none: the return
  unsigned Block = facts::NoIndex; ///< where the path ends, if it returns
  unsigned Trail = facts::NoIndex; ///< the path, an index into Steps
  unsigned Slot = facts::NoIndex;  ///< the call at Site stored it through this
                                   ///< argument
  LossKind How = LossKind::Return;
  Confidence Sureness = Confidence::Certain;
};

/// A step of a path: it left Block by successor Arm.
struct TrailStep {
  unsigned Before; ///< index of the step before; NoIndex: none
  unsigned Block;
  unsigned Arm;
};

/// What one return shows of an argument.
struct ArgumentFate {
  unsigned Slot;
  bool Gone;
  unsigned Releases; ///< Gone: as this resource, NoIndex if otherwise
  SignSet Result;    ///< of the function

  bool operator==(const ArgumentFate &) const = default;
};

/// What the simulation of one function found.
struct PathOutcome {
  std::vector<PathDefect> Defects;
  std::vector<TrailStep> Steps;
  /// Effects that acquire something which is stored away on some path.
  std::vector<bool> Stored;

  // What the returns say to callers.
  bool Returns = false; ///< some path does
  SignSet Result = SignSet::none();
  ReturnOwnership Ownership = ReturnOwnership::Bottom;
  unsigned Resource = facts::NoIndex;
  std::vector<ArgumentFate> Fates;
  struct Out {
    unsigned Slot;
    unsigned Resource; ///< NoIndex: nothing is there
    SignSet Result;

    bool operator==(const Out &) const = default;
  };
  std::vector<Out> Outs;
  /// Slot that the first return gave back; AlwaysSame: so did all others.
  unsigned SameAs = facts::NoIndex;
  bool AlwaysSame = true;
  std::vector<unsigned> Returned; ///< slots that some return gave back

  /// Own fields of the receiver that an owned resource is put into.
  struct FieldStore {
    unsigned Field; ///< index into FlowGraph::Fields
    unsigned Site;  ///< effect that acquired

    bool operator==(const FieldStore &) const = default;
  };
  std::vector<FieldStore> FieldStores;

  unsigned Visits = 0; ///< states taken through a block
  bool Capped = false; ///< paths were dropped: effects are not to be trusted
};

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_PATHOUTCOME_H
