//===- FlowPlace.h - Variables, places and values of a function -*- C++ -*-===//
#ifndef OURO_CHECKS_FACTS_FLOWPLACE_H
#define OURO_CHECKS_FACTS_FLOWPLACE_H

#include "checks/Vocabulary/SignSet.h"
#include "checks/Vocabulary/SourcePos.h"
#include "checks/Vocabulary/SymbolId.h"
#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace ouro::facts {

inline constexpr unsigned NoIndex = ~0u;

/// What a variable is to the function.
enum class VariableRole : uint8_t {
  Local,
  Parameter, ///< Index-th
  Receiver,  ///< `this`
  Temporary, ///< the value of a conditional expression, of `a && b` ...
  Returned,  ///< the structure that the function returns
  Outside,   ///< global, static, captured: what is stored there is out of reach
};

struct FlowVariable {
  std::string Name;
  SourceSpan Where;
  VariableRole Role = VariableRole::Local;
  unsigned Index = 0;
  bool Address = false; ///< pointer or reference: "null", not "zero"
  /// Its address is kept beyond a call (captured by reference, stored): it may
  /// be read and written at any time.
  bool Exposed = false;
  SymbolId Function; ///< Outside: its address is this function
  /// An object with a destructor, whose fields are not ours to judge.
  bool Managed = false;
};

/// One step from a place to another: through a pointer, into a field, to some
/// element of an array.
struct FlowStep {
  enum class Kind : uint8_t { Deref, Field, Element } How;
  /// Field: index into FlowGraph::Fields. Element: its constant index; NoIndex
  /// if only the run knows. Index 0 is never a step: it is the place itself.
  unsigned Field = 0;
  auto operator<=>(const FlowStep &) const = default;
};

/// Where a value can be: a variable or the result of a call, and steps from
/// there. `p->buf` is {variable p, Deref, Field buf}. Interior pointers count
/// as the pointer they come from: `p + n` and `&p->node` are just `p`.
struct FlowPlace {
  enum class Base : uint8_t { Variable, Result } From = Base::Variable;
  unsigned Index = 0; ///< variable, or FlowCall::Result
  std::vector<FlowStep> Steps;
  auto operator<=>(const FlowPlace &) const = default;
};

/// A value, computed without effects.
struct FlowOperand {
  enum class Kind : uint8_t {
    Unknown,
    Constant,
    Load,
    Address,
    Sum,     ///< what is loaded, plus Constant
    Negated, ///< minus what is loaded
  } How;
  int64_t Constant = 0;
  /// What is loaded, or whose address it is. An address whose place has a Deref
  /// is an argument `&p->field`: as a value it is p, and the callee writes
  /// there.
  FlowPlace Place;
  SignSet Signs = SignSet::any(); ///< of Unknown
  /// It may point somewhere into what Place points to, not to its beginning.
  bool Interior = false;
  auto operator<=>(const FlowOperand &) const = default;
};

/// A condition: how Left compares to Right; `if (p)` is p != 0.
struct FlowCondition {
  enum class Compare : uint8_t { Equal, NotEqual, Less, LessEqual } How;
  FlowOperand Left, Right;
  /// Pure conditions on the same value, or on how the same two values compare,
  /// have the same number, so that their outcomes agree while nothing they read
  /// is written. NoIndex: tested only once, or not pure. FlowGraph::Conditions
  /// says what they read.
  unsigned Same = NoIndex;
  /// Where the condition is true, the value number `Same`, or the difference of
  /// the two, has one of these signs; where it is false, one of the others.
  SignSet Holds = SignSet::nonZero();
  SourceSpan Where;
};

/// A resource changes hands only if a value, in most cases the result of the
/// call, has one of these signs afterwards.
struct FlowGuard {
  FlowOperand Witness;
  SignSet When = SignSet::any();
};

} // namespace ouro::facts

#endif // OURO_CHECKS_FACTS_FLOWPLACE_H
