//===- PathState.h - What is known at one point of a path -------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_PATHSTATE_H
#define OURO_CHECKS_REASONING_PATHSTATE_H

#include "checks/Reasoning/PathPlaces.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <utility>

namespace ouro::reasoning {

/// How the last handle of a resource goes.
enum class LossKind : uint8_t {
  Return,      ///< the function returns
  Throw,       ///< an exception leaves the function
  Overwritten, ///< its variable gets another value
  ScopeEnd,    ///< its variable's lifetime ends
  Container,   ///< the block of memory that it stands in is released
  NextRound,   ///< the loop comes back to the acquisition
};

/// A resource that the path has to do with. Failed, escaped and transferred
/// resources are absent.
struct PathObject {
  enum class Status : uint8_t {
    Owned,    ///< somebody on this path has to release it
    Released, ///< kept to notice a second release
    Lent,     ///< came in as an argument, untouched so far
    Kept,     ///< came in as an argument, and may have a new owner
  };
  unsigned Handle;            ///< symbol
  unsigned Witness = NoIndex; ///< symbol whose sign tells success; none: exists
  SignSet When = SignSet::any();
  Status State = Status::Owned;
  unsigned Resource = NoIndex; ///< index into FlowFacts::Resources; of Lent
                               ///< objects unknown before their release
  unsigned Site = NoIndex;     ///< effect that acquired it; none: an argument
  /// Effect that lost the last handle, or that released it. Evidence only: it
  /// does not keep states apart.
  unsigned Event = NoIndex;
  LossKind How = LossKind::Return; ///< of Event
  unsigned Slot = NoIndex; ///< the call at Site stored it through this argument
  unsigned Out = NoIndex;  ///< which of the call's outs it is
  /// Code that we do not see ran while an argument's object held it. Evidence.
  bool Watched = false;

  /// Conditions on settings that were decided while it was held: a list of
  /// PathPlaces.
  unsigned Settings = NoIndex;

  bool sameProperty(const PathObject &Other) const {
    return Handle == Other.Handle && Witness == Other.Witness &&
           When == Other.When && State == Other.State &&
           Resource == Other.Resource && Site == Other.Site;
  }
  bool isArgument() const { return Site == NoIndex; }
};

/// What is known at one point of a path, after ESP (Das, Lerner, Seigle, PLDI
/// 2002): states that agree on their *property*, the objects and who holds
/// them, are joined; what else they know is kept as far as both know it.
/// All lists are sorted by their key and hold no unknown values, so that equal
/// knowledge is equal memory.
class PathState {
public:
  PathValue valueAt(unsigned Place) const;
  void set(unsigned Place, PathValue Value);

  /// Signs that \p Symbol may have.
  SignSet signsOf(unsigned Symbol) const;
  void setSigns(unsigned Symbol, SignSet Signs);
  /// Signs that \p Value may have.
  SignSet signsOf(PathValue Value, const PathPlaces &Names) const;

  /// The first object that \p Symbol is the handle of, or null.
  PathObject *objectOf(unsigned Symbol);
  const PathObject *objectOf(unsigned Symbol) const;
  void add(PathObject Object);
  void eraseObjects(llvm::function_ref<bool(const PathObject &)> Which);
  /// Some place holds \p Symbol.
  bool isHeld(unsigned Symbol) const;

  /// Replaces \p Symbol by \p Value wherever it is held.
  void replace(unsigned Symbol, PathValue Value);

  /// Signs that are left of what condition number \p Condition asks for, after
  /// the tests before.
  SignSet remembered(unsigned Condition) const;
  void remember(unsigned Condition, SignSet Signs);
  void forget(llvm::function_ref<bool(unsigned Condition)> Which);

  /// Both have the same objects, held by the same places, and agree on every
  /// variable of \p Carriers, those that ever held a handle.
  bool sameProperty(const PathState &Other, const PathPlaces &Names,
                    const llvm::BitVector &Carriers) const;
  bool knowsTheSame(const PathState &Other) const;
  /// Equal for states that know the same; others mostly differ.
  uint64_t digest() const;
  /// Keeps what \p Other knows, too; true if something was lost. Only for
  /// states of the same property.
  bool join(const PathState &Other, PathPlaces &Names);

  // Copied for every branch: room for what nearly all states know.
  llvm::SmallVector<std::pair<unsigned, PathValue>, 16> Places;
  llvm::SmallVector<std::pair<unsigned, SignSet>, 8> Signs;
  llvm::SmallVector<PathObject, 4> Objects; ///< by handle, then site
  llvm::SmallVector<std::pair<unsigned, SignSet>, 2> Conditions;
  /// The last step of the path that came here first, an index into
  /// PathTrail::Steps.
  unsigned Trail = NoIndex;
  /// Within a block: the effect that wrote last, if it did so where we cannot
  /// look, and what it wrote. A test that follows sees the same value.
  unsigned Writer = NoIndex;
  PathValue Written;

private:
  PathValue joinValues(PathValue Own, const PathState &Other, PathValue Theirs,
                       PathPlaces &Names) const;
};

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_PATHSTATE_H
