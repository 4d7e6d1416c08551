//===- heap.hpp - A heap: its pages, pools and weak references ------------===//
#ifndef OURO_INTERNAL_HEAP_HPP
#define OURO_INTERNAL_HEAP_HPP

#include "ouro/ref.hpp"

#include <mutex>
#include <unordered_map>
#include <vector>

namespace ouro::detail {

class collector;

/// The pages of one type in one heap.
struct pool {
  type_ops const *ops;
  heap *home;
  page **in;       // the thread's `current<T>::in`
  page *available; // pages with free slots, the last one that got some first
  pool *next;
};

inline constexpr std::uint32_t arena_pages = 64;
inline constexpr std::uintptr_t arena_size = arena_pages * page_size;
inline constexpr std::uint32_t arena_limit = pages_size / arena_size;

/// The parts of a heap that need construction.
struct heap_tables {
  std::unordered_map<header *, weak_block *> watchers; // newest first
  std::mutex inbox_mutex;
  std::vector<std::pair<header *, word>> inbox; // decrements that others left
};

/// Stands at the begin of its reservation.
///   arenas <= arena_limit,  no used bit at or above arenas * 64
///   empty_pages == number of available pages with live == 0
struct heap {
  heap_identity identity;
  std::atomic<header *> freed_elsewhere; // linked slots that others freed
  std::uint32_t arenas;                  // committed: [0, arenas)
  std::uint32_t first_gap;               // arenas below have no free page
  std::uint32_t page_limit;              // pages at and above were never used
  std::uint32_t empty_pages;
  std::uint32_t pages_in_use;
  std::uint32_t empty_arenas; // committed and resident, without a page in use
  std::size_t young_slots;    // that became usable since the last collection
  page *young;                // list of pages with page_is_young
  pool *pools;
  heap_tables *tables;
  collector *gc;
  heap *next;         // of all heaps
  char const *thread; // whose it is; identity.owner while the world runs
  word used[arena_limit];

  page *record(std::uint32_t index) {
    return reinterpret_cast<page *>(reinterpret_cast<std::uintptr_t>(this) +
                                    records_at) +
           index;
  }
};
static_assert(sizeof(heap) < records_at);

/// This thread's heap, made when it is first needed; throws std::bad_alloc.
heap &this_heap();
heap *this_heap_if_any() noexcept;
/// All heaps, those of finished threads too. Under the single policy only this
/// thread's, the others are none of its business.
heap *all_heaps() noexcept;

/// Pages of `runs` * 64 KiB; null if the system has no memory.
page *take_pages(heap &, std::uint32_t runs) noexcept;
void give_back_pages(heap &, page &) noexcept;
/// Gives back empty pages that wait in pools.
void trim(heap &) noexcept;
/// Puts the pages that are being allocated from back into their pools.
void retire_current_pages(heap &) noexcept;
/// Unless it has too few free slots, is one already, or shall not be.
void make_available(page &) noexcept;
/// Decrements and slots that other threads left here.
void take_in(heap &) noexcept;

inline word *marks_of(page const &of) {
  std::uintptr_t data = data_of(&of);
  return bits_of(reinterpret_cast<header *>(data), marks_at);
}
inline bool is_exhausted(page const &of) {
  return !of.free && of.bump >= of.ops->header_offset + of.slots * of.stride;
}
inline constexpr std::size_t mark_bytes = page_size / 64;

template <class F> void for_each_page(heap &in, F f) {
  for (std::uint32_t index = 0; index < in.page_limit; ++index) {
    page *of = in.record(index);
    if (of->has(page_in_use))
      f(*of);
  }
}
template <class F> void for_each_object(page &in, F f) {
  for_each_slot(in, in.ops->header_offset, in.stride, f);
}

/// Memory of the system, zeroed; null if there is none. Tests make it fail.
void *system_reserve(std::size_t size, std::size_t align) noexcept;
bool system_commit(void *at, std::size_t size) noexcept;
void system_forget(void *at, std::size_t size) noexcept; // contents become zero
void system_release(void *at, std::size_t size) noexcept;
/// False if a test wants this allocation to fail.
bool may_allocate() noexcept;

} // namespace ouro::detail

#endif
