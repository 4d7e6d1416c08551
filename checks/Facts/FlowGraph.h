//===- FlowGraph.h - What a function does, along every path -----*- C++ -*-===//
#ifndef OURO_CHECKS_FACTS_FLOWGRAPH_H
#define OURO_CHECKS_FACTS_FLOWGRAPH_H

#include "checks/Facts/FlowPlace.h"
#include <optional>
#include <string>
#include <vector>

namespace ouro::facts {

enum class FlowEffectKind : uint8_t {
  Assign,   ///< Target = Value
  Call,     ///< Callee(Arguments) with a body we may know; what models and
            ///< annotations say of a call are effects after it
  Acquire,  ///< Target now holds a new resource of kind Resource, under Guard;
            ///< if Value is not Unknown, Value gains one more instead (a
            ///< reference) and Target means nothing
  Release,  ///< the resource in Value, of kind Resource, is given back
  Transfer, ///< Value has a new owner, under Guard
  Escape,   ///< Value, and what it leads to, may have a new owner
  End,      ///< the lifetime of variable Target ends
};

struct FlowEffect {
  FlowEffectKind Kind;
  FlowPlace Target;
  FlowOperand Value{FlowOperand::Kind::Unknown, 0, {}};
  unsigned Resource = NoIndex; ///< index into FlowFacts::Resources
  std::optional<FlowGuard> Guard;
  /// Call: names its result, unique in the graph. A loop that comes back to the
  /// call names the same result anew.
  unsigned Result = NoIndex;
  SymbolId Callee; ///< Call, none: through a pointer; Escape, if Guessed
  std::optional<FlowOperand> Pointer;  ///< Call: what Callee is read from
  std::string Name;                    ///< Call: of the callee, for people
  std::vector<FlowOperand> Arguments;  ///< Call
  std::optional<FlowOperand> Receiver; ///< Call of a member: its address
  SignSet Signs = SignSet::any();      ///< Call: that the result can have
  /// Call: nobody keeps the arguments (a library whose functions only use what
  /// they get, a model that says so). Else an unknown callee may keep them.
  bool Borrows = false;
  /// Call: that it Borrows, and Escape: what it says, only follows from how
  /// Callee is declared. Whoever knows its body knows better.
  bool Guessed = false;
  /// Call: same arguments, same result while nothing is written between.
  bool Pure = false;
  bool Virtual = false; ///< Call: the body that runs may be another one
  /// Call: an exception may come out of it, as far as its declaration says, and
  /// leaves the function.
  bool MayThrow = false;
  /// Call of a destructor: what its object holds may be released, not it.
  bool Destroys = false;
  SourceSpan Where;
};

/// How a block ends.
enum class FlowExit : uint8_t {
  Goto,   ///< to the only successor
  Branch, ///< first successor if Condition holds, else the second
  Switch, ///< by Value: successor i for Cases[i], the last one for the rest
  Return, ///< Value, if Returns
  Stop,   ///< never goes on: noreturn, unreachable
  Throw,  ///< a throw that the function does not catch
};

/// A range of case values, both ends included.
struct FlowCase {
  int64_t Low = 0, High = 0;
};

struct FlowBlock {
  std::vector<FlowEffect> Effects;
  FlowExit Exit = FlowExit::Goto;
  std::optional<FlowCondition> Condition; ///< none: either way is possible
  FlowOperand Value{FlowOperand::Kind::Unknown, 0, {}}; ///< Switch, Return
  bool Returns = false; ///< Return: there is a value
  std::vector<FlowCase> Cases;
  /// Block indices; NoIndex for an edge that cannot be taken.
  std::vector<unsigned> Successors;
  SourceSpan Where; ///< of what ends the block
};

struct FlowField {
  SymbolId Id;
  std::string Name; ///< unqualified
};

/// What a pure condition reads: writing one of them forgets it.
struct ConditionReads {
  std::vector<unsigned> Variables;
  std::vector<unsigned> Fields;
  bool Memory = false; ///< through a pointer or a call: any call may change it
  /// It asks only for what is set elsewhere and nothing here writes.
  bool Setting = true;
};

/// One function, lowered. Block 0 is the entry. Plain values: what library
/// calls mean is spelled out as effects.
struct FlowGraph {
  std::vector<FlowVariable> Variables; ///< parameters first, in order
  std::vector<FlowField> Fields;
  std::vector<ConditionReads> Conditions;
  std::vector<FlowBlock> Blocks;
  /// It returns a pointer or a truth value: null and false are no success.
  bool FailsWithZero = false;
};

} // namespace ouro::facts

#endif // OURO_CHECKS_FACTS_FLOWGRAPH_H
