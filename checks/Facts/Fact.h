//===- Fact.h - The smallest observations about a TU ------------*- C++ -*-===//
#ifndef OURO_CHECKS_FACTS_FACT_H
#define OURO_CHECKS_FACTS_FACT_H

#include "checks/Vocabulary/SourcePos.h"
#include "checks/Vocabulary/SymbolId.h"
#include "llvm/ADT/StringRef.h"
#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace ouro::facts {

/// Whether a place keeps what it refers to alive. Ordered: merging two views of
/// the same hold keeps the stronger one.
///   Weak     does not (weak_ptr, raw pointer, reference)
///   Unknown  cannot be told from the type (std::function, std::any)
///   Strong   does
enum class HoldStrength : uint8_t { Weak, Unknown, Strong };

/// By what means one type holds another.
enum class HoldKind : uint8_t {
  Part,   ///< by value: same lifetime
  Unique, ///< sole owner (std::unique_ptr)
  Shared, ///< reference count
  Traced, ///< reference count whose cycles a collector finds
  Weak,   ///< observes, does not keep alive
  Raw,    ///< pointer or reference
  Erased, ///< type-erased callable or value
};

HoldStrength strengthOf(HoldKind Kind);

llvm::StringRef toString(HoldKind Kind);
llvm::StringRef toString(HoldStrength Strength);

/// A base class.
struct BaseFact {
  SymbolId Record;
  SourceSpan Where;
  auto operator<=>(const BaseFact &) const = default;
};

/// A class, struct, union or template instantiation that has holds, bases with
/// holds, or is held.
struct RecordFact {
  SymbolId Id;
  std::string Name; ///< qualified, with template arguments
  SourceSpan Where;
  bool Complete = false;    ///< its definition was seen
  bool Polymorphic = false; ///< has virtual functions
  bool Shareable = false;   ///< hands out strong handles to itself
  bool Confined = false;    ///< only the main file can name its members
  /// A member function that could tear its objects down (it is not const and
  /// needs no arguments) has its body elsewhere.
  bool MayBeTornDownElsewhere = false;
  bool Acyclic = false;     ///< annotated: never part of a cycle
  bool Immortal = false;    ///< annotated: lives (almost) for ever
  std::string Reason;       ///< of the annotation that silences
  std::vector<BaseFact> Bases;
};

/// One field of \p Holder keeps, or observes, objects of \p Held.
struct HoldFact {
  SymbolId Holder;
  SymbolId Held;
  SymbolId Field;
  std::string Name;     ///< of the field, qualified: "Node::up_"
  std::string HeldName; ///< of the class held, with template arguments
  HoldKind Kind = HoldKind::Raw;
  bool Many = false;   ///< in a container: any number
  bool Fixed = false;  ///< const: bound once, when its holder is constructed
  bool Public = false; ///< code outside the class can write to it
  bool Silenced = false; ///< by an annotation; Reason says why
  SymbolId BrokenBy;     ///< annotated: this function undoes the hold
  std::string BrokenByName; ///< as written, for people
  std::string Reason;
  std::string Handle; ///< source spelling of the field's type, for people
  SourceSpan Where;
};

/// What an object inside one function is.
enum class ObjectKind : uint8_t {
  This,      ///< the receiver
  Parameter, ///< Index-th parameter: what it refers to
  Local,     ///< what a local variable refers to
  Fresh,     ///< made by `new`, make_shared, a constructor call
  Closure,   ///< a lambda or bound callable; it captures other objects
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
  SourceSpan Where;
};

/// Step of a place's path: some element of the container reached so far.
inline constexpr SymbolId ElementStep{1};

/// An object, or what is reached from it through fields: `s.conn.peer`.
/// Dereferences are seen through; subscripts and iteration are ElementStep.
struct Place {
  unsigned Object = 0; ///< index into FunctionFact::Objects
  std::vector<SymbolId> Path;
  auto operator<=>(const Place &) const = default;
};

/// One arm of a branch. Effects whose arms differ at the same branch never
/// happen in the same run of the function.
struct Arm {
  unsigned Branch;
  unsigned Which;
  auto operator<=>(const Arm &) const = default;
};

enum class EffectKind : uint8_t {
  Bind,    ///< Target (an object without path) is another name for Value
  Store,   ///< Target's last field now (also) holds Value
  Capture, ///< closure Target holds Value, by the means in Kind
  Break,   ///< Target's last field is emptied, moved from or replaced by nothing
  Call,    ///< Callee(Arguments...) on Target, result in Value
  Return,  ///< the function returns Value
};

llvm::StringRef toString(EffectKind Kind);

/// What one expression does to holds.
struct EffectFact {
  EffectKind Kind;
  Place Target;
  Place Value;
  HoldKind How = HoldKind::Shared; ///< Capture only
  SymbolId Callee;                 ///< Call only
  bool HasTarget = false;          ///< Call: there is a receiver
  std::vector<Place> Arguments;    ///< Call only
  std::vector<Arm> Arms;           ///< where in the function's branches
  SourceSpan Where;
};

/// When a function runs, as far as its kind tells.
enum class FunctionRole : uint8_t { Ordinary, Constructor, Destructor };

/// A function with a body in this TU, as far as holds are concerned. The body
/// of a lambda belongs to the function it stands in.
struct FunctionFact {
  SymbolId Id;
  std::string Name; ///< qualified
  SourceSpan Where;
  FunctionRole Role = FunctionRole::Ordinary;
  SymbolId Record;  ///< the class it is a member of
  bool Open = false; ///< other TUs, or callers we cannot see, may call it
  std::vector<SymbolId> Overrides;
  std::vector<SymbolId> Calls; ///< functions it may call; sorted, unique
  std::vector<ObjectFact> Objects;
  std::vector<EffectFact> Effects; ///< in source order
};

/// An annotation that means nothing where it stands, or is malformed.
struct AnnotationFact {
  std::string Problem; ///< terse, lower case, no final period
  SourceSpan Where;
};

} // namespace ouro::facts

#endif // OURO_CHECKS_FACTS_FACT_H
