//===- alloc.cpp - The slow half of making and freeing objects ------------===//
#include "ouro/internal/collector.hpp"
#include "ouro/threads.hpp"

#include <new>

namespace ouro::detail {

/// Slots are threaded onto the free list in pieces of about 4 KiB, right before
/// they are used, so that a page is not swept through the cache twice.
static void extend(heap &in, page &of) {
  std::uintptr_t data = data_of(&of);
  std::uint32_t end = of.ops->header_offset + of.slots * of.stride;
  std::uint32_t stop = std::min(
      end, of.bump + std::max(of.stride, 4096 / of.stride * of.stride));
  header *next = of.free;
  for (std::uint32_t at = stop; at > of.bump;) {
    at -= of.stride;
    auto *slot = reinterpret_cast<header *>(data + at);
    unpoison(slot, sizeof(header));
    set_total(slot, linked(free_tag, next));
    if (in.identity.births_are_marked())
      set_bit(slot, marks_at);
    next = slot;
  }
  of.free = next;
  of.bump = stop;
}

void make_available(page &of) noexcept {
  if (of.flags & (page_is_available | page_is_current | page_is_frozen) ||
      of.runs > 1)
    return;
  // With fewer it is not worth the way here: objects of a full heap that end at
  // random would else bring pages with one free slot each.
  std::uint32_t enough = std::max(of.slots / 16, 1);
  if (of.live + enough > of.slots) {
    of.notice = static_cast<std::uint16_t>(of.slots - enough);
    return;
  }
  of.notice = 0;
  of.flags |= page_is_available;
  of.next_available = of.home->available;
  of.home->available = &of;
}

void page_changed(page &of) noexcept {
  heap &in = *heap_of(&of);
  if (of.has(page_is_current))
    return;
  if (of.live == 0 && of.runs > 1) {
    if (!in.gc->is_running() && !in.gc->is_incremental())
      give_back_pages(in, of);
    return;
  }
  make_available(of);
  if (of.live == 0 && of.has(page_is_available)) {
    ++in.empty_pages;
    // Walking the pools pays off when there is something to find.
    if (in.empty_pages > 16 + in.pages_in_use / 4 && !in.gc->is_running() &&
        !in.gc->is_incremental())
      trim(in);
  }
}

static void retire(page &of) noexcept {
  of.flags &= ~page_is_current;
  *of.home->in = &no_page;
  --of.live;
  make_available(of);
  if (of.live == 0)
    page_changed(of);
}

void retire_current_pages(heap &in) noexcept {
  for (pool *of = in.pools; of; of = of->next)
    if (*of->in != &no_page)
      retire(**of->in);
}

static page *fresh_page(heap &in, pool &home) {
  type_ops const &ops = *home.ops;
  std::uintptr_t need = ops.header_offset + ops.stride;
  page *of = take_pages(
      in, static_cast<std::uint32_t>((need + page_size - 1) / page_size));
  if (!of)
    return nullptr;
  of->flags = page_in_use | (of->flags & page_is_young);
  of->free = nullptr;
  of->live = 0;
  of->ops = &ops;
  of->home = &home;
  of->bump = ops.header_offset;
  of->stride = ops.stride;
  of->garbage = 0;
  of->notice = 0;
  of->slots = of->runs > 1 ? 1
                           : static_cast<std::uint16_t>(
                                 (page_size - ops.header_offset) / ops.stride);
  return of;
}

/// The page gets unmarked objects from now on, unless these are born marked.
static void expect_young(heap &in, page &of) {
  if (in.identity.births_are_marked()) {
    of.flags |= page_has_marks;
    for (header *slot = of.free; slot; slot = link_of(slot->count))
      set_bit(slot, marks_at);
    return;
  }
  if (of.has(page_is_young))
    return;
  of.flags |= page_is_young;
  of.next_young = in.young;
  in.young = &of;
  in.young_slots += of.slots - of.live;
}

static page *usable_page(heap &in, pool &home) {
  page *of = in.identity.fresh_only ? nullptr : home.available;
  if (of) {
    home.available = of->next_available;
    of->flags &= ~page_is_available;
    if (of->live == 0 && in.empty_pages)
      --in.empty_pages;
  } else {
    of = fresh_page(in, home);
  }
  if (!of)
    return nullptr;
  expect_young(in, *of);
  of->flags |= page_is_current;
  ++of->live;
  return of;
}

static pool &pool_of(heap &in, type_ops const &ops, page **current) {
  for (pool *of = in.pools; of; of = of->next)
    if (of->ops == &ops) {
      of->in = current; // the heap may have been another thread's
      return *of;
    }
  if (!may_allocate())
    throw std::bad_alloc();
  in.pools = new pool{&ops, &in, current, nullptr, in.pools};
  return *in.pools;
}

void refill(type_ops const &ops, page **current) {
  heap &in = this_heap();
  safepoint();
  take_in(in);
  page *now = *current;
  pool &home = now != &no_page ? *now->home : pool_of(in, ops, current);
  if (now != &no_page && !is_exhausted(*now)) {
    if (!now->free)
      extend(in, *now);
    return;
  }
  if (now != &no_page)
    retire(*now);
  collector_of(in).on_growth(in);
  // A finalizer or destructor may have made objects of this very type.
  if (*current != &no_page && (*current)->free)
    return;
  if (*current != &no_page)
    retire(**current);
  page *of = usable_page(in, home);
  if (!of) {
    collector_of(in).collect(1);
    trim(in);
    if (*current != &no_page)
      retire(**current);
    of = usable_page(in, home);
  }
  if (!of)
    throw std::bad_alloc();
  *current = of;
  if (!of->free)
    extend(in, *of);
}

void abandon(header *of) noexcept {
  if (total(of) != (opaque_bit | handle_one))
    fail("a constructor gave away references to its object and then threw");
  free_slot(of, *page_of(of));
}

} // namespace ouro::detail
