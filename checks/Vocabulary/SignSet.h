//===- SignSet.h - What is known of a value's sign --------------*- C++ -*-===//
#ifndef OURO_CHECKS_VOCABULARY_SIGNSET_H
#define OURO_CHECKS_VOCABULARY_SIGNSET_H

#include <compare>
#include <cstdint>

namespace ouro {

/// The signs that a value may have: a subset of {negative, zero, positive}. It
/// covers null pointers, descriptors below 0, error codes and booleans; a valid
/// pointer is positive, MAP_FAILED and INVALID_HANDLE_VALUE are negative.
///
/// A lattice under inclusion, of height 3: join is union, meet intersection.
/// The empty set says that control does not get here.
class SignSet {
public:
  constexpr SignSet() = default; ///< empty
  static constexpr SignSet none() { return SignSet(0); }
  static constexpr SignSet negative() { return SignSet(1); }
  static constexpr SignSet zero() { return SignSet(2); }
  static constexpr SignSet positive() { return SignSet(4); }
  static constexpr SignSet any() { return SignSet(7); }
  static constexpr SignSet nonZero() { return SignSet(5); }
  static constexpr SignSet notNegative() { return SignSet(6); }
  static constexpr SignSet notPositive() { return SignSet(3); }
  static constexpr SignSet of(int64_t Value) {
    return Value < 0 ? negative() : Value == 0 ? zero() : positive();
  }

  constexpr bool isEmpty() const { return Bits == 0; }
  constexpr bool isAny() const { return Bits == 7; }
  /// True if every sign of \p Other is possible here, too.
  constexpr bool contains(SignSet Other) const {
    return (Bits & Other.Bits) == Other.Bits;
  }
  constexpr bool meets(SignSet Other) const { return Bits & Other.Bits; }

  friend constexpr SignSet operator&(SignSet L, SignSet R) {
    return SignSet(L.Bits & R.Bits);
  }
  friend constexpr SignSet operator|(SignSet L, SignSet R) {
    return SignSet(L.Bits | R.Bits);
  }
  /// The signs of the negated value.
  constexpr SignSet negated() const {
    return SignSet((Bits & 2u) | (Bits & 1u) << 2 | Bits >> 2);
  }
  friend constexpr SignSet operator~(SignSet S) { return SignSet(~S.Bits & 7); }
  constexpr auto operator<=>(const SignSet &) const = default;

private:
  constexpr explicit SignSet(unsigned Bits)
      : Bits(static_cast<uint8_t>(Bits)) {}
  uint8_t Bits = 0;
};

/// The order of tables by sign.
inline constexpr SignSet EachSign[] = {SignSet::negative(), SignSet::zero(),
                                       SignSet::positive()};

} // namespace ouro

#endif // OURO_CHECKS_VOCABULARY_SIGNSET_H
