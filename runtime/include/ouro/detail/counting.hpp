//===- counting.hpp - One more, one less ----------------------------------===//
//
// The only operations that mutators do on counts. Under the biased policy the
// owner's part is a plain word and others add to a second one; the true counts
// are the sum of both words (addition does not mind which half borrows).
//
//===----------------------------------------------------------------------===//
#ifndef OURO_DETAIL_COUNTING_HPP
#define OURO_DETAIL_COUNTING_HPP

#include "ouro/detail/page.hpp"

namespace ouro::detail {

/// Something whose address is this thread's name.
inline thread_local constinit char this_thread_name = 0;

/// The first bytes of every heap.
struct heap_identity {
  std::atomic<char const *>
      owner;       // &this_thread_name of it; null: its thread is gone
  bool fresh_only; // the collector runs user code: allocate from new, marked
                   // pages
  bool is_black;   // marked incrementally: what is allocated is marked

  bool births_are_marked() const { return fresh_only || is_black; }
};
inline bool is_mine(void const *at) {
  return reinterpret_cast<heap_identity *>(base_of(at))
             ->owner.load(std::memory_order_relaxed) == &this_thread_name;
}

/// A decrement left a half at zero, met an immortal object, or the barrier is
/// up. Atomic: with what it left, since others may go on.
void released(header *of) noexcept;
void released(header *of, word left) noexcept;
/// Biased: the owner has to do the decrement.
void release_elsewhere(header *of, word one) noexcept;
[[noreturn]] void crossed_threads(header const *of) noexcept;

inline void check_thread([[maybe_unused]] header const *of) {
  if constexpr (is_single && is_checked)
    if (!is_mine(of))
      crossed_threads(of);
}

#if OURO_THREADS == OURO_THREADS_BIASED
inline std::atomic_ref<std::uint32_t> foreign_half(header const *of, word one) {
  return std::atomic_ref<std::uint32_t>(
      const_cast<header *>(of)->foreign[one == edge_one ? 0 : 1]);
}
#endif

/// The true counts. Others may change them at once, unless the world stands
/// still or the object is unreachable.
inline word total(header const *of) {
#if OURO_THREADS == OURO_THREADS_BIASED
  // Half by half: either part of a half may be negative.
  std::uint32_t edges = edges_of(of->count) + foreign_half(of, edge_one).load();
  return (of->count & ~word{0} << 32) +
         (word{foreign_half(of, handle_one).load()} << 32) + edges;
#elif OURO_THREADS == OURO_THREADS_ATOMIC
  return std::atomic_ref<word>(const_cast<header *>(of)->count)
      .load(std::memory_order_acquire);
#else
  return of->count;
#endif
}

/// Sets counts or state; nobody else has access to the object.
inline void set_total(header *of, word count) {
#if OURO_THREADS == OURO_THREADS_BIASED
  of->foreign[0] = of->foreign[1] = 0;
  of->count = count;
#elif OURO_THREADS == OURO_THREADS_ATOMIC
  std::atomic_ref<word>(of->count).store(count, std::memory_order_relaxed);
#else
  of->count = count;
#endif
}

inline void add(header *of, word one) {
  check_thread(of);
#if OURO_THREADS == OURO_THREADS_ATOMIC
  std::atomic_ref<word>(of->count).fetch_add(one, std::memory_order_relaxed);
#else
#if OURO_THREADS == OURO_THREADS_BIASED
  if (!is_mine(of)) {
    foreign_half(of, one).fetch_add(1, std::memory_order_relaxed);
    return;
  }
#endif
  ++of->half(one);
#endif
}

inline void subtract(header *of, word one) noexcept {
  check_thread(of);
#if OURO_THREADS == OURO_THREADS_ATOMIC
  word left = std::atomic_ref<word>(of->count).fetch_sub(
                  one, std::memory_order_acq_rel) -
              one;
  if (left == 0 || is_special(left) || is_immortal(left)) [[unlikely]]
    released(of, left);
#else
#if OURO_THREADS == OURO_THREADS_BIASED
  if (!is_mine(of)) [[unlikely]]
    return release_elsewhere(of, one);
#endif
  auto left = static_cast<std::int32_t>(--of->half(one));
  if (left <= barrier_limit.load(std::memory_order_relaxed)) [[unlikely]]
    released(of);
#endif
}

/// Incremental marking goes by what was reachable when it began, so what a
/// removed edge referred to is marked. Called for moves and conversions, which
/// take an edge or handle away without a decrement.
void shade(header *of) noexcept;
inline void moved_away(header *of) {
  if (barrier_is_up() && of) [[unlikely]]
    shade(of);
}

/// Turns a handle's part into an edge's.
inline void handle_became_edge(header *of) {
  moved_away(of);
#if OURO_THREADS == OURO_THREADS_ATOMIC
  std::atomic_ref<word>(of->count).fetch_add(edge_one - handle_one,
                                             std::memory_order_relaxed);
#elif OURO_THREADS == OURO_THREADS_BIASED
  add(of, edge_one);
  subtract(of, handle_one);
#else
  check_thread(of);
  ++of->half(edge_one);
  --of->half(handle_one);
#endif
}

} // namespace ouro::detail

#endif
