//===- BreakIndex.h - Where holds are undone --------------------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_BREAKINDEX_H
#define OURO_CHECKS_REASONING_BREAKINDEX_H

#include "checks/Reasoning/HoldIndex.h"
#include "llvm/ADT/DenseSet.h"
#include <optional>

namespace ouro::reasoning {

class ParameterStores;

/// How much a break of a ring's hold is worth. Ordered.
///   None      nobody undoes the hold
///   Uncalled  a function would, but nothing that runs calls it
///   Partial   a function that runs takes out one of many elements, and
///             nothing repeats it until none is left
///   Reached   a function that runs, or may be called from outside, does
///   Teardown  it runs when an owner outside of the ring is destroyed
enum class BreakCredit : uint8_t { None, Uncalled, Partial, Reached, Teardown };

struct Break {
  BreakCredit Credit = BreakCredit::None;
  const facts::FunctionFact *Function = nullptr;
  const facts::EffectFact *Effect = nullptr; ///< null if an annotation says so
  const facts::HoldFact *Hold = nullptr;
};

/// Every place where a field is reset, cleared, moved out of, swapped, erased
/// from or handed out by non-const reference, outside of constructors; or where
/// a setter that stores its parameter there is called with nothing.
class BreakIndex {
public:
  explicit BreakIndex(const HoldIndex &Index);

  /// The best break of any of \p Holds, which form a ring among \p Members.
  /// Destructors of members, and what only they call, earn nothing: they
  /// never run while the ring stands.
  Break bestBreak(llvm::ArrayRef<const facts::HoldFact *> Holds,
                  const llvm::DenseSet<SymbolId> &Members) const;

  /// The classes outside of the ring whose destructors break it.
  std::vector<SymbolId>
  teardownsOf(llvm::ArrayRef<const facts::HoldFact *> Holds,
              const llvm::DenseSet<SymbolId> &Members) const;

  /// True if something empties \p Field, and nothing but the destructors of
  /// \p Members and what only they call does.
  bool
  isEmptiedByDestructorsOnly(SymbolId Field,
                             const llvm::DenseSet<SymbolId> &Members) const;

  /// Whether \p Function, or what it calls, empties the field of \p Hold.
  /// Nothing if the bodies that would tell are not in this TU.
  std::optional<bool> breaks(SymbolId Function,
                             const facts::HoldFact &Hold) const;

private:
  struct Site {
    unsigned Function; ///< index into the facts' functions
    const facts::EffectFact *Effect;
  };
  using Flags = std::vector<bool>;

  void addDirectBreaks(const ParameterStores &Setters);
  void addBreaksBySetters(const ParameterStores &Setters);
  Flags repeated() const;
  bool isPartial(const Site &S, const Flags &Repeated) const;
  bool mayConcern(const Site &S,
                  llvm::ArrayRef<const facts::HoldFact *> Holds) const;
  bool isCalledOn(unsigned Function, SymbolId Part, Flags &Seen) const;
  std::vector<unsigned>
  runningBut(const llvm::DenseSet<SymbolId> &Members) const;
  Flags reachedFrom(std::vector<unsigned> Roots,
                    const llvm::DenseSet<SymbolId> &Members) const;

  const HoldIndex &Index;
  llvm::DenseMap<SymbolId, std::vector<Site>> Sites; ///< by field
  std::vector<std::vector<unsigned>> Calls;          ///< overriders included
  std::vector<unsigned> CalledInLoops;               ///< overriders included
  llvm::DenseMap<SymbolId, unsigned> Number;         ///< of each function
};

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_BREAKINDEX_H
