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
  bool Acyclic = false;  ///< annotated: never part of a cycle
  bool Immortal = false; ///< annotated: lives (almost) for ever
  /// A cycle collector asks its objects for their traced references.
  bool Collected = false;
  std::string Reason; ///< of the annotation that silences
  /// An assignment that its author left to the compiler, `= default`.
  SourceSpan DefaultedAssignment;
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
  bool Many = false;     ///< in a container: any number
  bool Fixed = false;    ///< const: bound once, when its holder is constructed
  bool Silenced = false; ///< by an annotation; Reason says why
  SymbolId BrokenBy;     ///< annotated: this function undoes the hold
  std::string BrokenByName; ///< as written, for people
  std::string Reason;
  SourceSpan Where;
};

/// A field through which an object of an uncollected type may refer to others.
struct OpenFieldFact {
  std::string Name;
  std::string Held; ///< type of what it refers to, as written
  SourceSpan Where;
  SourceSpan Stored;    ///< where something that may refer back is stored
  bool Checked = false; ///< whoever stores looks at the type of the value first
};

/// A type of another language's collector whose objects it does not know,
/// though they hold references.
struct UncollectedFact {
  std::string TypeObject; ///< the variable that describes the type
  std::string Record;     ///< the struct of its objects
  /// What the type object lacks: a flag, and functions that visit and that
  /// clear what an object holds.
  std::string Flag, Traverse, Clear;
  SourceSpan Where;
  std::vector<OpenFieldFact> Fields;
};

/// An annotation that means nothing where it stands, or is malformed.
struct AnnotationFact {
  std::string Problem; ///< terse, lower case, no final period
  SourceSpan Where;
};

} // namespace ouro::facts

#endif // OURO_CHECKS_FACTS_FACT_H
