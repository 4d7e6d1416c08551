//===- passes.hpp - The collector's loops over objects of one type --------===//
#ifndef OURO_DETAIL_PASSES_HPP
#define OURO_DETAIL_PASSES_HPP

#include "ouro/detail/life.hpp"
#include "ouro/detail/marking.hpp"
#include "ouro/detail/type_ops.hpp"
#include "ouro/detail/visitors.hpp"

namespace ouro::detail {

/// Objects ahead of the one at hand whose edges' targets are fetched.
inline constexpr std::uint32_t look_ahead = 6;

template <class T> struct passes {
  static constexpr std::uint32_t stride = slot_layout<T>::stride;

  static T &object(header *of) { return *static_cast<T *>(of->object()); }
  static void visit(header *of, auto &visitor) {
    if constexpr (has_trace<T>)
      static_cast<T const &>(object(of)).trace(visitor);
    else
      visitor(static_cast<T const &>(object(of)));
  }
  static bool is_candidate(header *of) {
    return !is_special(of->count) && !is_marked(of);
  }
  static void for_each_candidate(page const &in, auto f) {
    for_each_slot(in, slot_layout<T>::header_offset, stride, [&](header *of) {
      if (is_candidate(of))
        f(of);
    });
  }

  static void mark(marker &to) {
    visitor<on_mark> visitor{{&to}};
    while (header *of = to.next()) {
      if (page_of(of)->ops != ops) {
        to.put_back(of);
        return;
      }
      // Between two slices it may have been freed, or be half-built again.
      if (!is_special(of->count) || is_dying(of->count)) [[likely]]
        visit(of, visitor);
    }
  }
  static void weigh(page &in, balance &sum) {
    balance local = sum; // in registers
    visitor<on_weigh> weighing{{&local}};
    std::uint32_t garbage = 0;
    for_each_candidate(in, [&](header *of) {
      ++garbage;
      local.expect(of, edges_of(of->count));
      visit(of, weighing);
    });
    in.garbage = garbage;
    sum = local;
  }
  static void count(page &in, scratchpad &scratch) {
    visitor<on_count> counting{{&scratch}};
    visitor<on_fetch> fetching{};
    std::uintptr_t end = data_of(&in) + in.bump;
    std::uint32_t garbage = 0;
    for_each_candidate(in, [&](header *of) {
      ++garbage;
      auto ahead =
          reinterpret_cast<header *>(address_of(of) + look_ahead * stride);
      // Not through containers: their own memory would have to be fetched
      // first.
      if (address_of(ahead) < end && !counting.has_container &&
          is_candidate(ahead))
        visit(ahead, fetching);
      visit(of, counting);
    });
    in.garbage = garbage;
  }
  static void unlink(page &in) {
    visitor<on_unlink> unlinking{};
    for_each_candidate(in, [&](header *of) { visit(of, unlinking); });
  }
  // An edge of garbage may refer to a slot that was freed before: that stays
  // unmarked and unused until the collection ends.
  static void sweep(page &in) {
    visitor<on_unlink> unlinking{};
    header *first = nullptr, *last = nullptr;
    std::uint32_t freed = 0;
    for_each_candidate(in, [&](header *of) {
      visit(of, unlinking);
      if (in.has(page_has_watched))
        forget_finalized(of);
      if (!destroy<T>(of)) [[unlikely]]
        return;
      // A list of its own: the page's is read and written only once.
      poison(of->object(), stride - sizeof(header));
      set_total(of, linked(free_tag, first));
      first = of;
      last = last ? last : of;
      ++freed;
    });
    if (!last)
      return;
    set_total(last, linked(free_tag, in.free));
    in.free = first;
    in.live -= freed;
  }
  static void trace(void const *of, edge_visitor &to) {
    visit(header::of(of), to);
  }

  static type_ops const *const ops;
};

template <class T> constexpr type_ops make_ops() {
  type_ops ops{};
  ops.name = name_of<T>();
  ops.stride = slot_layout<T>::stride;
  ops.header_offset = slot_layout<T>::header_offset;
  ops.object_size = sizeof(T);
  ops.has_edges = holds_edges<T>();
  ops.has_finalizer = has_finalizer<T>;
  ops.is_uncollectable = is_uncollectable<T>;
  ops.drop = [](header *of, page &in) noexcept { drop<T>(of, in); };
  ops.end = [](header *of, page &in) noexcept { end_life<T>(of, in); };
  if constexpr (has_finalizer<T>)
    ops.finalize = [](void *of) { static_cast<T *>(of)->finalize(); };
  ops.trace = passes<T>::trace;
  ops.mark = passes<T>::mark;
  ops.weigh = passes<T>::weigh;
  ops.count = passes<T>::count;
  ops.unlink = passes<T>::unlink;
  ops.sweep = passes<T>::sweep;
  return ops;
}
template <class T> inline constexpr type_ops ops_of = make_ops<T>();
template <class T> inline type_ops const *const passes<T>::ops = &ops_of<T>;

} // namespace ouro::detail

#endif
