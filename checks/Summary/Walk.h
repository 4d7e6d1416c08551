//===- Walk.h - Visiting all parts of a fact, for any purpose ---*- C++ -*-===//
#ifndef OURO_CHECKS_SUMMARY_WALK_H
#define OURO_CHECKS_SUMMARY_WALK_H

#include "checks/Facts/FlowFacts.h"
#include "checks/Facts/TuFacts.h"
#include "checks/Summary/UnitFact.h"
#include <concepts>
#include <optional>
#include <type_traits>

/// One list of members serves writing, reading, dumping and renaming, so that
/// they cannot disagree. A visitor has
///   number(T &)   of an integer, a bool or an enumeration
///   text(T &), file(T &), span(T &), symbol(T &), signs(T &)
///   list(T &)     of a std::vector and maybe(T &) of a std::optional: they
///                 call walk() for what is inside
///   members(Names, T &...)  of a struct, with their names as written in the
///                 list, joined by commas: calls walk() for each
/// where T is const for visitors that only look.
namespace ouro::summary {

template <class T, class U>
concept Is = std::same_as<std::remove_const_t<T>, U>;

template <class T> inline constexpr bool IsVector = false;
template <class T> inline constexpr bool IsVector<std::vector<T>> = true;
template <class T> inline constexpr bool IsOptional = false;
template <class T> inline constexpr bool IsOptional<std::optional<T>> = true;

/// The greatest value of an enumeration: readers refuse what lies beyond.
template <class Enum> inline constexpr Enum Last = Enum::NotInTheList;

#define OURO_ENUM(Type, Greatest)                                              \
  template <> inline constexpr Type Last<Type> = Type::Greatest;
#define OURO_STRUCT(Type, ...)                                                 \
  template <class Visitor, Is<Type> T> void visit(Visitor &To, T &Fact) {      \
    auto &[__VA_ARGS__] = Fact;                                                \
    To.members(#__VA_ARGS__, __VA_ARGS__);                                     \
  }
#include "checks/Summary/Members.def"

template <class Visitor, class T> void walk(Visitor &To, T &Fact) {
  using Plain = std::remove_const_t<T>;
  if constexpr (std::is_integral_v<Plain> || std::is_enum_v<Plain>)
    To.number(Fact);
  else if constexpr (Is<T, std::string>)
    To.text(Fact);
  else if constexpr (Is<T, FileName>)
    To.file(Fact);
  else if constexpr (Is<T, SourceSpan>)
    To.span(Fact);
  else if constexpr (Is<T, SymbolId>)
    To.symbol(Fact);
  else if constexpr (Is<T, SignSet>)
    To.signs(Fact);
  else if constexpr (IsVector<Plain>)
    To.list(Fact);
  else if constexpr (IsOptional<Plain>)
    To.maybe(Fact);
  else
    visit(To, Fact);
}

} // namespace ouro::summary

#endif // OURO_CHECKS_SUMMARY_WALK_H
