//===- PathValue.h - What a path knows of a value ---------------*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_PATHVALUE_H
#define OURO_CHECKS_REASONING_PATHVALUE_H

#include "checks/Vocabulary/SignSet.h"
#include <compare>

namespace ouro::reasoning {

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

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_PATHVALUE_H
