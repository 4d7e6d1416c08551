//===- PathPlaces.h - Small names for places and values ---------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_PATHPLACES_H
#define OURO_CHECKS_REASONING_PATHPLACES_H

#include "checks/Facts/FlowGraph.h"
#include "checks/Reasoning/PathValue.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>
#include <optional>
#include <vector>

namespace ouro::reasoning {

using facts::NoIndex;

/// A condition on a setting, and the block that decided it.
struct DecidedSetting {
  unsigned Condition, Block;
  bool operator==(const DecidedSetting &) const = default;
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
  /// Some part of \p Place has a number.
  bool hasParts(unsigned Place) const { return Places[Place].HasParts; }
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

  /// Lists of settings, by number, NoIndex for none: objects are copied with
  /// every state, and few have any.
  unsigned withSetting(unsigned List, DecidedSetting New);
  unsigned bothSettings(unsigned List, unsigned Other);
  bool anySetting(unsigned List,
                  llvm::function_ref<bool(DecidedSetting)> Is) const;

private:
  struct Entry {
    Root Kind;
    unsigned RootIndex;
    unsigned Parent;
    facts::FlowStep Last;
    unsigned Depth;
    bool HasParts = false;
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
  std::vector<std::pair<DecidedSetting, unsigned>> Settings; ///< and the rest
};

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_PATHPLACES_H
