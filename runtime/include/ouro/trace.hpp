//===- trace.hpp - How a type says which edges it holds -------------------===//
//
//   struct node {
//     ouro::edge<node> left, right;
//     std::vector<ouro::edge<node>> kids;
//     void trace(auto &visit) const { visit(left, right, kids); }
//   };
//
// `trace` must report every edge of the object and nothing else, in any order,
// in linear time. It must not allocate, throw, or create references: it is
// called while the collector walks the heap. An edge that is left out leaks
// what it refers to, and the collector names it; it never frees what is alive.
//
//===----------------------------------------------------------------------===//
#ifndef OURO_TRACE_HPP
#define OURO_TRACE_HPP

#include "ouro/annotations.h"
#include "ouro/detail/header.hpp"

#include <concepts>
#include <string>
#include <type_traits>
#include <utility>

namespace ouro {

template <class T> class ref;
template <class T> class edge;
template <class T> class weak;

/// Teaches the collector a container: specialise it with
///   static constexpr bool has_edges;               // can one hold edges?
///   static void trace(X const &, auto &visit);     // visit(element) for each
template <class X> struct OURO_TRACES tracer;

namespace detail {

class weak_base;

/// What edges of all types share: the header of what they refer to, or null.
class edge_base {
public:
  header *target() const { return target_; }

protected:
  constexpr edge_base() = default;
  explicit constexpr edge_base(header *target) : target_(target) {}
  header *target_ = nullptr;
  friend void cut(edge_base const &of);
};

/// Empties an edge without counting; for the collector. Traced objects are
/// never const objects, only seen through a const `trace`.
inline void cut(edge_base const &of) {
  const_cast<edge_base &>(of).target_ = nullptr;
}

struct edge_visitor;
template <class T> inline constexpr bool is_edge = false;
template <class T> inline constexpr bool is_edge<edge<T>> = true;
template <class T> inline constexpr bool is_ref = false;
template <class T> inline constexpr bool is_ref<ref<T>> = true;
template <class T> inline constexpr bool is_weak = false;
template <class T> inline constexpr bool is_weak<weak<T>> = true;

template <class T>
concept has_trace =
    requires(T const &of, edge_visitor &visit) { of.trace(visit); };
template <class T>
concept has_tracer = requires { tracer<T>::has_edges; };
template <class T>
concept declares_no_edges = requires { typename T::ouro_no_edges; };

/// Whether objects of T can hold edges, and whether we know.
template <class T> constexpr bool knows_edges() {
  return is_edge<T> || is_weak<T> || has_trace<T> || has_tracer<T> ||
         declares_no_edges<T> || std::is_trivially_destructible_v<T>;
}
template <class T> constexpr bool holds_edges() {
  if constexpr (has_tracer<T> && !is_edge<T> && !has_trace<T>)
    return tracer<T>::has_edges;
  else
    return is_edge<T> || has_trace<T>;
}

/// Says what is wrong with a member, once for all visitors.
template <class X> struct known_member {
  static_assert(!is_ref<X>, "a `ref` inside a traced object is a root that "
                            "never goes away: make it an `edge`");
  static_assert(is_ref<X> || knows_edges<X>(),
                "`visit` got a member of unknown type: give that a `trace`, "
                "`using ouro_no_edges = void;` or an `ouro::tracer`");
};

/// Calls `On.on_edge(edge_base const &)` for every edge that is reported to it,
/// and `On.on_weak`, `On.on_container` where it has them.
template <class On> struct visitor : On {

  template <class... Members> void operator()(Members const &...members) {
    (visit_one(members), ...);
  }

private:
  template <class X> void visit_one(X const &member) {
    static_cast<void>(known_member<X>{});
    if constexpr (is_edge<X>) {
      On::on_edge(member);
    } else if constexpr (is_weak<X>) {
      if constexpr (requires { On::on_weak(member); })
        On::on_weak(member);
    } else if constexpr (has_trace<X>) {
      member.trace(*this);
    } else if constexpr (holds_edges<X>()) {
      if constexpr (requires { On::on_container(); })
        On::on_container();
      tracer<X>::trace(member, *this);
    }
  }
};

/// The visitor behind all questions that are asked rarely: one instantiation
/// of `trace` serves them all.
struct edge_calls {
  void (*call)(void *context, edge_base const &) = nullptr;
  void *context = nullptr;
  void (*call_weak)(void *context, weak_base const &) = nullptr;
  edge_calls() = default;
  void on_edge(edge_base const &of) {
    if (call)
      call(context, of);
  }
  void on_weak(weak_base const &of) {
    if (call_weak)
      call_weak(context, of);
  }
};
struct edge_visitor : visitor<edge_calls> {};

} // namespace detail

template <class C, class Traits, class A>
struct tracer<std::basic_string<C, Traits, A>> {
  static constexpr bool has_edges = false;
  static void trace(std::basic_string<C, Traits, A> const &, auto &) {}
};

} // namespace ouro

#endif
