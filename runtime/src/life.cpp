//===- life.cpp - Counts that came to zero --------------------------------===//
#include "ouro/internal/collector.hpp"

namespace ouro::detail {

void released(header *of) noexcept {
  if constexpr (is_single) {
    // Two loads: one of the whole word would wait for the store of the half
    // to leave the processor's buffer.
    std::uint32_t edges = of->half(edge_one);
    asm volatile("" : "+r"(edges));
    std::uint32_t handles = of->half(handle_one);
    if ((edges | handles) == 0) [[likely]] {
      page &in = *page_of(of);
      return in.ops->drop(of, in);
    }
    released(of, word{handles} << 32 | edges);
  } else {
    released(of, total(of));
  }
}

void released(header *of, word left) noexcept {
  if (is_immortal(left) && left < dying_tag) {
    set_total(of, immortal);
    return;
  }
  if (is_special(left)) // a constructor or destructor that hands out references
    return;
  if (left == 0) {
    page &in = *page_of(of);
    return in.ops->drop(of, in);
  }
  if (is_single && barrier_is_up())
    shade(of);
}

void shade(header *of) noexcept {
  heap &home = *heap_of(of);
  if (home.gc->is_marking())
    home.gc->shade(of);
}

/// The queue: batches, each first in first out, the newest batch first. So what
/// an object let go ends before what was let go before that object.
void wait_for_end(header *of) noexcept {
  ending &mine = this_thread_ending;
  header *&before = mine.last_of_batch;
  if (before) {
    set_total(of, linked(dying_tag, link_of(total(before))));
    set_total(before, linked(dying_tag, of));
  } else {
    set_total(of, linked(dying_tag, mine.first));
    mine.first = of;
  }
  before = of;
}

void end_waiting() noexcept {
  ending &mine = this_thread_ending;
  while (header *of = mine.first) {
    mine.first = link_of(total(of));
    mine.last_of_batch = nullptr;
    __builtin_prefetch(mine.first);
    page &in = *page_of(of);
    in.ops->end(of, in);
  }
  mine.last_of_batch = nullptr;
}

static void mark_page_watched(header *of) noexcept {
  page_of(of)->flags |= page_has_watched;
}

bool finalize_at_end(header *of) noexcept {
  if (has_bit(of, finalized_at))
    return true;
  set_bit(of, finalized_at);
  mark_page_watched(of);
  set_total(of, handle_one); // the finalizer's own
  type_ops const &ops = *page_of(of)->ops;
  contain("finalizer", [&] { ops.finalize(of->object()); });
#if OURO_THREADS == OURO_THREADS_ATOMIC
  return std::atomic_ref<word>(of->count).fetch_sub(
             handle_one, std::memory_order_acq_rel) == handle_one;
#else
  --of->half(handle_one);
  return total(of) == 0;
#endif
}

void forget_finalized(header *of) noexcept { clear_bit(of, finalized_at); }

bool escaped_from_destructor(header *of) noexcept {
  word left = total(of);
  if (all_of(left) == 0)
    return false;
  set_total(of, opaque_bit | immortal);
  misused(
      of, 0,
      "its destructor gave away references to it; its slot is not used again");
  return true;
}

void crossed_threads(header const *of) noexcept {
  misused(of, 0,
          "it was used in a thread other than its own; build with "
          "OURO_THREADS=1 or 2 to share objects");
  fail("an object of one thread was used in another");
}

void release_elsewhere(header *of, word one) noexcept {
#if OURO_THREADS == OURO_THREADS_BIASED
  // The owner may free the object as soon as the sum is 0. So a decrement that
  // could be the last is not done here but left to the owner, undone.
  auto foreign = foreign_half(of, one);
  std::uint32_t now = foreign.load(std::memory_order_relaxed);
  while (static_cast<std::int32_t>(now) > 1)
    if (foreign.compare_exchange_weak(now, now - 1, std::memory_order_release,
                                      std::memory_order_relaxed))
      return;
  heap_tables &tables = *heap_of(of)->tables;
  std::lock_guard lock(tables.inbox_mutex);
  contain("reference of another thread",
          [&] { tables.inbox.emplace_back(of, one); });
#else
  static_cast<void>(of), static_cast<void>(one);
#endif
}

void free_elsewhere(header *of) noexcept {
  std::atomic<header *> &list = heap_of(of)->freed_elsewhere;
  header *head = list.load(std::memory_order_relaxed);
  do
    set_total(of, linked(free_tag, head));
  while (!list.compare_exchange_weak(head, of, std::memory_order_release,
                                     std::memory_order_relaxed));
}

void take_in(heap &in) noexcept {
  if constexpr (is_single)
    return;
  header *of = in.freed_elsewhere.exchange(nullptr, std::memory_order_acquire);
  while (of) {
    header *next = link_of(total(of));
    free_here(of, *page_of(of));
    of = next;
  }
#if OURO_THREADS == OURO_THREADS_BIASED
  std::vector<std::pair<header *, word>> inbox;
  {
    std::lock_guard lock(in.tables->inbox_mutex);
    inbox.swap(in.tables->inbox);
  }
  for (auto [left, one] : inbox) {
    if (static_cast<std::int32_t>(--left->half(one)) <= 0)
      released(left);
  }
#endif
}

} // namespace ouro::detail
