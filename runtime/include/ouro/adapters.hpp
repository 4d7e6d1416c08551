//===- adapters.hpp - trace() for the standard library's types ------------===//
//
// Each visits its elements in order. `has_edges` is false for containers of
// plain values, so that visiting a vector of numbers costs nothing.
//
//===----------------------------------------------------------------------===//
#ifndef OURO_ADAPTERS_HPP
#define OURO_ADAPTERS_HPP

#include "ouro/trace.hpp"

#include <array>
#include <deque>
#include <forward_list>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <variant>
#include <vector>

namespace ouro {
namespace detail {

template <class X, class... Elements> struct each_element {
  // Incomplete elements (a struct that holds a vector of itself) are asked
  // when trace is instantiated, not when the struct is declared.
  static constexpr bool has_edges = (holds_edges<Elements>() || ...);
  static void trace(X const &of, auto &visit) {
    for (auto const &element : of)
      visit(element);
  }
};

template <class X, class K, class V> struct each_pair {
  static constexpr bool has_edges = holds_edges<K>() || holds_edges<V>();
  static void trace(X const &of, auto &visit) {
    for (auto const &[key, value] : of) {
      visit(key);
      visit(value);
    }
  }
};

template <class X, class... Elements> struct each_of_tuple {
  static constexpr bool has_edges = (holds_edges<Elements>() || ...);
  static void trace(X const &of, auto &visit) {
    std::apply([&](auto const &...elements) { visit(elements...); }, of);
  }
};

template <class X, class T> struct pointee {
  static constexpr bool has_edges = holds_edges<T>();
  static void trace(X const &of, auto &visit) {
    if (of)
      visit(*of);
  }
};

/// Visited only if there are edges, which is the mistake.
template <class T> struct array_without_length {
  static_assert(
      !holds_edges<T>(),
      "the length of an array behind unique_ptr is not known: use std::vector");
};

} // namespace detail

template <class T, class A>
struct tracer<std::vector<T, A>> : detail::each_element<std::vector<T, A>, T> {
};
template <class T, class A>
struct tracer<std::deque<T, A>> : detail::each_element<std::deque<T, A>, T> {};
template <class T, class A>
struct tracer<std::list<T, A>> : detail::each_element<std::list<T, A>, T> {};
template <class T, class A>
struct tracer<std::forward_list<T, A>>
    : detail::each_element<std::forward_list<T, A>, T> {};
template <class T, std::size_t N>
struct tracer<std::array<T, N>> : detail::each_element<std::array<T, N>, T> {};
template <class T, std::size_t N>
struct tracer<T[N]> : detail::each_element<T[N], T> {};
template <class T, class C, class A>
struct tracer<std::set<T, C, A>> : detail::each_element<std::set<T, C, A>, T> {
};
template <class T, class C, class A>
struct tracer<std::multiset<T, C, A>>
    : detail::each_element<std::multiset<T, C, A>, T> {};
template <class T, class H, class E, class A>
struct tracer<std::unordered_set<T, H, E, A>>
    : detail::each_element<std::unordered_set<T, H, E, A>, T> {};
template <class T, class H, class E, class A>
struct tracer<std::unordered_multiset<T, H, E, A>>
    : detail::each_element<std::unordered_multiset<T, H, E, A>, T> {};

template <class K, class V, class C, class A>
struct tracer<std::map<K, V, C, A>>
    : detail::each_pair<std::map<K, V, C, A>, K, V> {};
template <class K, class V, class C, class A>
struct tracer<std::multimap<K, V, C, A>>
    : detail::each_pair<std::multimap<K, V, C, A>, K, V> {};
template <class K, class V, class H, class E, class A>
struct tracer<std::unordered_map<K, V, H, E, A>>
    : detail::each_pair<std::unordered_map<K, V, H, E, A>, K, V> {};
template <class K, class V, class H, class E, class A>
struct tracer<std::unordered_multimap<K, V, H, E, A>>
    : detail::each_pair<std::unordered_multimap<K, V, H, E, A>, K, V> {};

template <class A, class B>
struct tracer<std::pair<A, B>> : detail::each_of_tuple<std::pair<A, B>, A, B> {
};
template <class... T>
struct tracer<std::tuple<T...>>
    : detail::each_of_tuple<std::tuple<T...>, T...> {};
template <class T>
struct tracer<std::optional<T>> : detail::pointee<std::optional<T>, T> {};
template <class T, class D>
struct tracer<std::unique_ptr<T, D>>
    : detail::pointee<std::unique_ptr<T, D>, T> {};

template <class T, class D> struct tracer<std::unique_ptr<T[], D>> {
  static constexpr bool has_edges = detail::holds_edges<T>();
  static void trace(std::unique_ptr<T[], D> const &, auto &) {
    static_cast<void>(detail::array_without_length<T>{});
  }
};

template <class... T> struct tracer<std::variant<T...>> {
  static constexpr bool has_edges = (detail::holds_edges<T>() || ...);
  static void trace(std::variant<T...> const &of, auto &visit) {
    if (!of.valueless_by_exception())
      std::visit([&](auto const &held) { visit(held); }, of);
  }
};

} // namespace ouro

#endif
