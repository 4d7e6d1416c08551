//===- PathOutcome.h - What the paths of a function show --------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_PATHOUTCOME_H
#define OURO_CHECKS_REASONING_PATHOUTCOME_H

#include "checks/Reasoning/FunctionEffects.h"
#include "checks/Reasoning/PathState.h"
#include "checks/Vocabulary/Finding.h"
#include "llvm/ADT/BitVector.h"
#include <map>

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
  /// Site is an argument: it came with this variable. Part: it stood in this
  /// part of what the argument, or Slot, points to.
  unsigned Variable = facts::NoIndex;
  std::optional<facts::PartPath> Part;
  LossKind How = LossKind::Return;
  bool InOwnField = false; ///< the handle stood in an object that never was
  Confidence Sureness = Confidence::Certain;
};

/// A step of a path: it left Block by successor Arm.
struct TrailStep {
  unsigned Before; ///< index of the step before; NoIndex: none
  unsigned Block;
  unsigned Arm;
};

/// What one return shows of an argument, or of a part of what it points to.
struct ArgumentFate {
  unsigned Slot;
  std::optional<facts::PartPath> Part;
  bool Gone;
  unsigned Releases; ///< Gone: as this resource, NoIndex if otherwise
  SignSet Result;    ///< of the function
  SignSet Own;       ///< signs of what came in
  bool Stands;       ///< Part: it is still there, whoever owns it

  bool operator==(const ArgumentFate &) const = default;
};

/// What a return leaves in the arguments' objects.
struct ReturnNote {
  struct Part {
    unsigned Slot;
    facts::PartPath Path;
    unsigned Resource; ///< NoIndex: nothing of ours is there
    SignSet Result;
    SignSet Handle; ///< signs of what is there

    bool operator==(const Part &) const = default;
  };
  SignSet Result; ///< of the function
  std::vector<Part> Parts;
  std::vector<unsigned> Null; ///< slots that point nowhere

  bool operator==(const ReturnNote &) const = default;
};

/// A part of what an argument points to, whose fate callers want to know.
struct ArgumentPart {
  unsigned Symbol; ///< what stood there first
  unsigned Home;   ///< place
  unsigned Variable;
  const PartEffects *Effects;
};

/// What the simulation of one function found.
struct PathOutcome {
  std::vector<PathDefect> Defects;
  std::vector<TrailStep> Steps;
  /// Effects that acquire something which is stored away on some path.
  std::vector<bool> Stored;

  // What the returns say to callers.
  std::vector<ReturnNote> Returns; ///< each once; none: it never returns
  SignSet Result = SignSet::none();
  ReturnOwnership Ownership = ReturnOwnership::Bottom;
  unsigned Resource = facts::NoIndex;
  std::vector<ArgumentFate> Fates;
  /// Slot that the first return gave back; AlwaysSame: so did all others.
  unsigned SameAs = facts::NoIndex;
  bool AlwaysSame = true;
  std::vector<unsigned> Returned;   ///< slots that some return gave back
  std::map<unsigned, Answers> Told; ///< by slot, of functions that tell

  /// A way to end, in functions that acquire Paired resources.
  struct EndNote {
    unsigned Block;
    SignSet Result;             ///< of the function
    std::vector<unsigned> Held; ///< effects that acquired what is still held

    bool operator==(const EndNote &) const = default;
  };
  std::vector<EndNote> Ends; ///< each once

  /// What stood in a value that a release without guard gives back.
  struct ReleaseNote {
    unsigned At;                    ///< effect
    unsigned Site = facts::NoIndex; ///< that acquired it; none: not ours
    bool Surely = false;            ///< it is there, and worth releasing
    bool Unknown = false;           ///< nothing is known of the value
    bool None = false; ///< the value is null: there is nothing to release

    bool operator==(const ReleaseNote &) const = default;
  };
  std::vector<ReleaseNote> Releases; ///< each once

  /// Own fields of the receiver that an owned resource is put into.
  struct FieldStore {
    unsigned Field; ///< index into FlowGraph::Fields
    unsigned Site;  ///< effect that acquired

    bool operator==(const FieldStore &) const = default;
  };
  std::vector<FieldStore> FieldStores;

  llvm::BitVector Reached; ///< blocks that some path leads to
  unsigned Visits = 0;     ///< states taken through a block
  bool Capped = false; ///< paths were dropped: effects are not to be trusted
};

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_PATHOUTCOME_H
