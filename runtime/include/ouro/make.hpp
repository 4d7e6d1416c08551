//===- make.hpp - make<T>(...) -> ref<T> ----------------------------------===//
#ifndef OURO_MAKE_HPP
#define OURO_MAKE_HPP

#include "ouro/detail/construction.hpp"
#include "ouro/detail/passes.hpp"
#include "ouro/edge.hpp"

namespace ouro {
namespace detail {

/// Stands for "no page": its free list is empty, so the slow path is taken.
inline constinit page no_page{};

/// The page from which this thread makes objects of T.
template <class T> struct current {
  static inline thread_local constinit page *in = &no_page;
};

/// Makes `*in` a page of the type with a free slot; may collect first. Throws
/// std::bad_alloc if the system has no memory even after a full collection.
void refill(type_ops const &, page **in);

// Aggregates may be made of fewer arguments than they have members.
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#endif
template <class T, class... A>
ref<T> make_checked(std::source_location const &where, A &&...arguments) {
  page *&in = current<T>::in;
  if (!in->free) [[unlikely]]
    refill(ops_of<T>, &in);
  header *of = in->free;
  in->free = link_of(of->count);
  ++in->live;
  unpoison(of->object(), sizeof(T));
  set_total(of, opaque_bit | handle_one);
  if constexpr (has_sites)
    record_site(of, where);
  construction guard{of};
  if constexpr (std::is_aggregate_v<T> && !std::is_constructible_v<T, A...>)
    new (of->object()) T{std::forward<A>(arguments)...};
  else
    new (of->object()) T(std::forward<A>(arguments)...);
  guard.of = nullptr;
  end_construction<may_refer_to_itself<T>>(of);
  return ref<T>(of, adopt_t{});
}
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

template <class T, class... A>
ref<T> make_at(std::source_location const &where, A &&...arguments) {
  check_makeable<T>();
  if constexpr (knows_edges<T>()) // else one error says it all
    return make_checked<T>(where, std::forward<A>(arguments)...);
}

} // namespace detail

/// Makes an object and a handle to it. Costs a few nanoseconds; may collect
/// garbage first, never while T's constructor has not begun. The place of the
/// call is recorded if OURO_SITES is on, and costs nothing otherwise.
template <class T>
ref<T> make(std::source_location where = std::source_location::current()) {
  return detail::make_at<T>(where);
}
template <class T, class A>
ref<T> make(A &&a,
            std::source_location where = std::source_location::current()) {
  return detail::make_at<T>(where, std::forward<A>(a));
}
template <class T, class A, class B>
ref<T> make(A &&a, B &&b,
            std::source_location where = std::source_location::current()) {
  return detail::make_at<T>(where, std::forward<A>(a), std::forward<B>(b));
}
template <class T, class A, class B, class C>
ref<T> make(A &&a, B &&b, C &&c,
            std::source_location where = std::source_location::current()) {
  return detail::make_at<T>(where, std::forward<A>(a), std::forward<B>(b),
                            std::forward<C>(c));
}
template <class T, class A, class B, class C, class D>
ref<T> make(A &&a, B &&b, C &&c, D &&d,
            std::source_location where = std::source_location::current()) {
  return detail::make_at<T>(where, std::forward<A>(a), std::forward<B>(b),
                            std::forward<C>(c), std::forward<D>(d));
}
/// With five arguments and more the place is not known.
template <class T, class A, class B, class C, class D, class E, class... More>
ref<T> make(A &&a, B &&b, C &&c, D &&d, E &&e, More &&...more) {
  return detail::make_at<T>(std::source_location(), std::forward<A>(a),
                            std::forward<B>(b), std::forward<C>(c),
                            std::forward<D>(d), std::forward<E>(e),
                            std::forward<More>(more)...);
}

/// Base of classes whose members need a handle to their own object. Costs no
/// memory. Only for objects made by `make`; not to be called in a destructor.
template <class T> struct enable_ref_from_this : detail::self_referring {
  ref<T> ref_from_this() const {
    auto *self = const_cast<T *>(static_cast<T const *>(this));
    detail::header *of = detail::header::of(self);
    detail::add(of, detail::handle_one);
    return ref<T>(of, detail::adopt_t{});
  }
};

} // namespace ouro

#endif
