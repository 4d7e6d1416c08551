//===- construction.hpp - An object on its way into life ------------------===//
#ifndef OURO_DETAIL_CONSTRUCTION_HPP
#define OURO_DETAIL_CONSTRUCTION_HPP

#include "ouro/detail/life.hpp"
#include "ouro/trace.hpp"

#include <source_location>

namespace ouro::detail {

/// The constructor threw: the slot is free again.
void abandon(header *of) noexcept;
void record_site(header *of, std::source_location const &where) noexcept;

template <class T> constexpr void check_makeable() {
  static_assert(std::is_object_v<T> && !std::is_const_v<T>,
                "make<T>: T is an object type without const");
  static_assert(knows_edges<T>(),
                "make<T>: T may hold edges, its destructor does something, but "
                "it has no trace. Add "
                "`void trace(auto &visit) const { visit(members...); }`, or, "
                "if it holds no edge, "
                "`using ouro_no_edges = void;`");
  static_assert(std::is_nothrow_destructible_v<T>,
                "make<T>: the destructor of T must not throw");
}

struct construction {
  header *of;
  ~construction() {
    if (of)
      abandon(of);
  }
};

/// Where nobody can have taken references only the bit goes away by a store,
/// which replaces the first one if the constructor calls nothing.
template <bool HasReferences> void end_construction(header *of) noexcept {
#if OURO_THREADS == OURO_THREADS_ATOMIC
  std::atomic_ref<word> count(of->count);
  HasReferences ? count.fetch_and(~opaque_bit, std::memory_order_release)
                : (count.store(handle_one, std::memory_order_release), 0);
#else
  of->count = HasReferences ? of->count - opaque_bit : handle_one;
#endif
}

} // namespace ouro::detail

#endif
