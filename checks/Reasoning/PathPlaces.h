//===- PathPlaces.h - Small names for places and values ---------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_PATHPLACES_H
#define OURO_CHECKS_REASONING_PATHPLACES_H

#include "checks/Facts/FlowGraph.h"
#include "llvm/ADT/DenseMap.h"
#include <map>
#include <optional>
#include <vector>

namespace ouro::reasoning {

using facts::NoIndex;

/// Something a path knows of a value. One word, so that the states of a path
/// are cheap to copy and to compare.
class PathValue {
public:
  enum class Kind : uint8_t {
    Unknown,
    Constant, ///< index into PathPlaces' constants
    Symbol,   ///< whatever that symbol stands for
    Address,  ///< of a place
    Signs,    ///< no identity; its sign is one of these
  };

  constexpr PathValue() = default; ///< unknown
  static constexpr PathValue constant(unsigned Index) {
    return PathValue(Kind::Constant, Index);
  }
  static constexpr PathValue symbol(unsigned Symbol) {
    return PathValue(Kind::Symbol, Symbol);
  }
  static constexpr PathValue address(unsigned Place) {
    return PathValue(Kind::Address, Place);
  }
  /// Unknown, if every sign is possible.
  static constexpr PathValue signs(SignSet Signs) {
    return Signs.isAny() ? PathValue() : PathValue(Kind::Signs, bitsOf(Signs));
  }

  constexpr Kind kind() const { return static_cast<Kind>(Bits & 7); }
  constexpr unsigned index() const { return Bits >> 3; }
  constexpr bool isUnknown() const { return Bits == 0; }
  constexpr bool isSymbol() const { return kind() == Kind::Symbol; }
  constexpr bool isSymbol(unsigned Symbol) const {
    return *this == symbol(Symbol);
  }
  constexpr bool isAddress() const { return kind() == Kind::Address; }
  /// Of a value of kind Signs.
  constexpr SignSet signSet() const {
    SignSet Set;
    if (index() & 1)
      Set = Set | SignSet::negative();
    if (index() & 2)
      Set = Set | SignSet::zero();
    if (index() & 4)
      Set = Set | SignSet::positive();
    return Set;
  }
  constexpr auto operator<=>(const PathValue &) const = default;

private:
  constexpr PathValue(Kind K, unsigned Index)
      : Bits(Index << 3 | static_cast<unsigned>(K)) {}
  static constexpr unsigned bitsOf(SignSet Set) {
    return (Set.meets(SignSet::negative()) ? 1u : 0u) |
           (Set.meets(SignSet::zero()) ? 2u : 0u) |
           (Set.meets(SignSet::positive()) ? 4u : 0u);
  }
  unsigned Bits = 0;
};

/// Numbers the places, symbols and constants of one function. A place begins at
/// a variable, at the result of a call or at the object that a symbol points
/// to, so that `p->buf` has the same number under every name of the object.
/// Numbers are given in the order of asking, which is deterministic.
///
/// Symbols: the first value of each variable; for each result and for each
/// effect that acquires, the newest value and the one of the round before.
class PathPlaces {
public:
  enum class Root : uint8_t { Variable, Result, Symbol };

  explicit PathPlaces(const facts::FlowGraph &Graph);

  unsigned ofVariable(unsigned Variable) const { return Variable; }
  unsigned ofResult(unsigned Result) const { return Variables + Result; }
  unsigned ofPointee(unsigned Symbol);
  /// NoIndex if the place is too deep to be told apart.
  unsigned step(unsigned Place, facts::FlowStep Step);

  Root rootKind(unsigned Place) const { return Places[Place].Kind; }
  unsigned rootIndex(unsigned Place) const { return Places[Place].RootIndex; }
  bool isRoot(unsigned Place) const { return Places[Place].Parent == NoIndex; }
  /// The step that leads to \p Place from its parent; not for roots.
  facts::FlowStep lastStep(unsigned Place) const { return Places[Place].Last; }
  unsigned parent(unsigned Place) const { return Places[Place].Parent; }
  unsigned depth(unsigned Place) const { return Places[Place].Depth; }
  bool sameRoot(unsigned Left, unsigned Right) const {
    return rootKind(Left) == rootKind(Right) &&
           rootIndex(Left) == rootIndex(Right);
  }
  /// \p Place is \p Whole or a part of it.
  bool isWithin(unsigned Place, unsigned Whole) const;

  unsigned firstValueOf(unsigned Variable) const { return Variable; }
  unsigned resultOf(unsigned Result) const { return Variables + 2 * Result; }
  /// The result that \p Symbol is the newest value of, if it is one.
  std::optional<unsigned> resultNumber(unsigned Symbol) const {
    if (Symbol < Variables || Symbol >= Variables + 2 * Results ||
        isOlder(Symbol))
      return std::nullopt;
    return (Symbol - Variables) / 2;
  }
  /// The \p Number-th handle that effect \p Effect hands out.
  unsigned handleOf(unsigned Effect, unsigned Number = 0);
  /// What \p Symbol stood for the round before; not for first values.
  unsigned olderThan(unsigned Symbol) const { return Symbol + 1; }
  bool isFirstValue(unsigned Symbol) const { return Symbol < Variables; }
  bool isOlder(unsigned Symbol) const {
    return Symbol >= Variables && (Symbol - Variables) % 2 == 1;
  }

  PathValue constant(int64_t Value);
  int64_t constantOf(PathValue Value) const { return Constants[Value.index()]; }

private:
  struct Entry {
    Root Kind;
    unsigned RootIndex;
    unsigned Parent;
    facts::FlowStep Last;
    unsigned Depth;
  };

  unsigned Variables;
  unsigned Results = 0;
  unsigned NextSymbol;
  std::vector<Entry> Places;
  std::vector<int64_t> Constants;
  std::map<int64_t, unsigned> ConstantIndex;
  llvm::DenseMap<unsigned, unsigned> Pointees;
  llvm::DenseMap<uint64_t, unsigned> Steps;
  llvm::DenseMap<uint64_t, unsigned> Handles;
};

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_PATHPLACES_H
