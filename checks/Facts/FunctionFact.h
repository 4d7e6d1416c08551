//===- FunctionFact.h - What one function does to holds ---------*- C++ -*-===//
#ifndef OURO_CHECKS_FACTS_FUNCTIONFACT_H
#define OURO_CHECKS_FACTS_FUNCTIONFACT_H

#include "checks/Facts/Fact.h"
#include "checks/Vocabulary/FixEdit.h"
#include <optional>

namespace ouro::facts {

/// What an object inside one function is.
enum class ObjectKind : uint8_t {
  This,      ///< the receiver
  Parameter, ///< Index-th parameter: what it refers to
  Local,     ///< what a local variable refers to
  Fresh,     ///< made by `new`, make_shared, a constructor call
  Closure,   ///< a lambda or bound callable; it captures other objects
  Coroutine, ///< a suspended one; it captures its variables
  Global,    ///< a variable with static or thread storage duration
  Result,    ///< what a call returned
  Empty,     ///< nullptr, or a handle that refers to nothing
  Unknown,
};

llvm::StringRef toString(ObjectKind Kind);

/// A symbolic object of one function. Handles, pointers and references are
/// seen through: the object is what they refer to.
struct ObjectFact {
  ObjectKind Kind = ObjectKind::Unknown;
  unsigned Index = 0; ///< parameter number
  SymbolId Type;      ///< record, if it is one
  std::string Name;   ///< source name or a description
  bool Owned = false; ///< Local: the variable is the object, no name for one
  SourceSpan Where;
};

/// Step of a place's path: some element of the container reached so far, or
/// what a function object on the heap does.
inline constexpr SymbolId ElementStep{1};

/// An object, or what is reached from it through fields: `s.conn.peer`.
/// Dereferences are seen through; subscripts and iteration are ElementStep.
struct Place {
  unsigned Object = 0; ///< index into FunctionFact::Objects
  std::vector<SymbolId> Path;
  auto operator<=>(const Place &) const = default;
};

/// The field that \p P ends in, elements of it skipped; none if it has no
/// field.
SymbolId lastField(const Place &P);

/// One arm of a branch. Effects whose arms differ at the same branch never
/// happen in the same run of the function.
struct Arm {
  unsigned Branch;
  unsigned Which;
  auto operator<=>(const Arm &) const = default;
};

enum class EffectKind : uint8_t {
  Bind,    ///< Target (an object without path) is another name for Value
  Store,   ///< Target's last field now (also) holds Value; without a field, the
           ///< container or function object itself does
  Capture, ///< closure Target holds Value, by the means in Kind
  Break,  ///< Target's last field is emptied, moved from or replaced by nothing
  Call,   ///< Callee(Arguments...) on Target, result in Value
  Return, ///< the function returns Value
};

llvm::StringRef toString(EffectKind Kind);

/// What one expression does to holds.
struct EffectFact {
  EffectKind Kind;
  Place Target;
  Place Value;
  /// Capture, and Store where no field tells: how the value is held.
  HoldKind How = HoldKind::Shared;
  SymbolId Callee;              ///< Call only
  bool HasTarget = false;       ///< Call: there is a receiver
  std::vector<Place> Arguments; ///< Call only
  std::string Label;            ///< Capture: its name in the source, if any
  std::vector<Arm> Arms;        ///< where in the function's branches
  /// The closure in whose body the effect stands: an index into Objects. It
  /// happens whenever the closure is called.
  std::optional<unsigned> BodyOf;
  bool Repeated = false;   ///< stands in a loop
  bool Replaces = false;   ///< Store: what the same key held is gone
  bool Positional = false; ///< Break: of the first or last element, whichever
                           ///< that is
  /// Capture: an index into Rewrites, if it can be made weak.
  std::optional<unsigned> Rewrite;
  SourceSpan Where;
};

/// How a strong capture becomes a weak one that the body locks.
struct RewriteFact {
  std::vector<FixEdit> Edits;
  /// No other owner is in sight: the object may then die with the variable.
  bool LastOwner = false;
};

/// When a function runs, as far as its kind tells.
enum class FunctionRole : uint8_t {
  Ordinary,
  Constructor,
  Destructor,
  Entry, ///< main, or all initialisers of variables: runs once
};

/// A function with a body in this TU, as far as holds are concerned. The body
/// of a lambda belongs to the function it stands in.
struct FunctionFact {
  SymbolId Id;
  std::string Name; ///< qualified
  SourceSpan Where;
  FunctionRole Role = FunctionRole::Ordinary;
  SymbolId Record;   ///< the class it is a member of
  bool Open = false; ///< other TUs, or callers we cannot see, may call it
  std::vector<SymbolId> Overrides;
  std::vector<SymbolId> Calls; ///< functions it may call; sorted, unique
  std::vector<SymbolId> RepeatedCalls; ///< those of them called in a loop
  std::vector<ObjectFact> Objects;
  std::vector<EffectFact> Effects; ///< in source order
  std::vector<RewriteFact> Rewrites;
};

} // namespace ouro::facts

#endif // OURO_CHECKS_FACTS_FUNCTIONFACT_H
