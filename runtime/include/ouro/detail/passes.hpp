//===- passes.hpp - The collector's loops over objects of one type --------===//
#ifndef OURO_DETAIL_PASSES_HPP
#define OURO_DETAIL_PASSES_HPP

#include "ouro/detail/life.hpp"
#include "ouro/detail/marking.hpp"
#include "ouro/detail/type_ops.hpp"

namespace ouro::detail {

/// Objects ahead of the one at hand whose edges' targets are fetched.
inline constexpr std::uint32_t look_ahead = 6;

struct on_mark {
  marker *to;
  void on_edge(edge_base const &of) const {
    if (header *target = of.target())
      to->reach(target);
  }
};
struct on_fetch {
  void on_edge(edge_base const &of) const {
    __builtin_prefetch(of.target(), 1);
  }
};
struct on_count {
  scratchpad const *in;
  bool has_container = false;
  void on_container() { has_container = true; }
  void on_edge(edge_base const &of) const {
    if (header *target = of.target(); target && !is_marked(target))
      in->count(target);
  }
};
struct on_unlink {
  void on_edge(edge_base const &of) const {
    header *target = of.target();
    cut(of);
    // No decrement inside garbage: those counts go away with it.
    if (target && is_marked(target))
      subtract(target, edge_one);
  }
};

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
  static void sweep(page &in) {
    for_each_candidate(in, [&](header *of) {
      set_total(of, ending_bits);
      if (in.has(page_has_watched))
        forget_finalized(of);
      destroy<T>(of);
      if (!std::is_trivially_destructible_v<T> && total(of) != ending_bits &&
          escaped_from_destructor(of)) [[unlikely]]
        return;
      put_in_free_list(in, of);
      --in.live;
    });
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
  ops.drop = [](header *of) noexcept { drop<T>(of); };
  ops.end = [](header *of) noexcept { end_life<T>(of); };
  if constexpr (has_finalizer<T>)
    ops.finalize = [](void *of) { static_cast<T *>(of)->finalize(); };
  ops.trace = passes<T>::trace;
  ops.mark = passes<T>::mark;
  ops.count = passes<T>::count;
  ops.unlink = passes<T>::unlink;
  ops.sweep = passes<T>::sweep;
  return ops;
}
template <class T> inline constexpr type_ops ops_of = make_ops<T>();
template <class T> inline type_ops const *const passes<T>::ops = &ops_of<T>;

} // namespace ouro::detail

#endif
