//===- page.hpp - A page of one type, and where its tables are ------------===//
//
// A heap is one reservation of 2^37 bytes, aligned to its size:
//
//   heap | pages' records | marks | watched | finalized | scratch | sites |
//   pages 0      64 MiB           1 GiB   2 GiB     3 GiB       16 GiB    32
//   GiB  64 GiB
//
// so everything about an object is found by masking and shifting its address,
// and records lie side by side: records at the head of each page would all fall
// into one set of the cache. Untouched parts of the reservation cost nothing.
//
//===----------------------------------------------------------------------===//
#ifndef OURO_DETAIL_PAGE_HPP
#define OURO_DETAIL_PAGE_HPP

#include "ouro/detail/header.hpp"
#include "ouro/detail/page_flags.hpp"

namespace ouro::detail {

struct heap;
struct pool;
struct type_ops;

inline constexpr unsigned heap_bits = 37;
inline constexpr std::uintptr_t heap_size = std::uintptr_t{1} << heap_bits;
inline constexpr std::uintptr_t pages_size = heap_size / 2;
inline constexpr std::uintptr_t page_size = 64 * 1024;
inline constexpr std::uintptr_t records_at = std::uintptr_t{64} << 20;
inline constexpr std::uintptr_t marks_at = std::uintptr_t{1} << 30;
inline constexpr std::uintptr_t watched_at = std::uintptr_t{2} << 30;
inline constexpr std::uintptr_t finalized_at = std::uintptr_t{3} << 30;
inline constexpr std::uintptr_t scratch_at = std::uintptr_t{16} << 30;
inline constexpr std::uintptr_t sites_at = std::uintptr_t{32} << 30;

/// What is known about a page. With u = slots in use, including opaque and
/// dying ones, and f = length of the free list:
///   live == u + (current ? 1 : 0),   u + f == (bump - header_offset) / stride,
///   notice == 0 in current pages and in those that are available
struct alignas(64) page {
  header *free;          // the first free slot that was used before
  std::uint32_t live;    // see above
  page_flags flags;      // of page_flag
  std::uint16_t runs;    // pages of a large object, else 1
  type_ops const *ops;   // the type of all objects here
  pool *home;            // where it goes when a slot becomes free
  std::uint32_t bump;    // offset of the first slot that was never used
  std::uint32_t stride;  // bytes from one slot to the next
  page *next_available;  // in the list of `home`
  page *next_young;      // in the list of the heap
  std::uint32_t garbage; // unmarked objects, during a collection
  std::uint16_t slots;   // that fit in here
  std::uint16_t notice; // `page_changed` is called when `live` comes down to it

  bool has(std::uint16_t flag) const { return flags & flag; }
};
static_assert(sizeof(page) == 64);

inline std::uintptr_t address_of(void const *at) {
  return reinterpret_cast<std::uintptr_t>(at);
}
inline std::uintptr_t base_of(void const *at) {
  return address_of(at) & ~(heap_size - 1);
}
inline std::uintptr_t offset_of(void const *at) {
  return address_of(at) & (pages_size - 1);
}
inline heap *heap_of(void const *at) {
  return reinterpret_cast<heap *>(base_of(at));
}

/// The record of the page where the object (not what it points into) starts.
inline page *page_of(void const *at) {
  return reinterpret_cast<page *>(base_of(at) + records_at) +
         (offset_of(at) >> 16);
}
inline std::uintptr_t data_of(page const *of) {
  return base_of(of) + pages_size +
         (address_of(of) - base_of(of) - records_at) / sizeof(page) * page_size;
}

// Bit tables: one bit for 8 bytes of heap; a slot's bit is that of its header.
inline word *bits_of(header const *at, std::uintptr_t table) {
  return reinterpret_cast<word *>(base_of(at) + table) + (offset_of(at) >> 9);
}
inline word bit_of(header const *at) {
  return word{1} << (offset_of(at) >> 3 & 63);
}
inline bool has_bit(header const *at, std::uintptr_t table) {
  word *bits = bits_of(at, table), found;
  if constexpr (is_atomic) // others may set their neighbours
    found = std::atomic_ref(*bits).load(std::memory_order_relaxed);
  else
    found = *bits;
  return found >> (address_of(at) >> 3 & 63) & 1;
}
inline void set_bit(header const *at, std::uintptr_t table) {
  if constexpr (is_atomic)
    std::atomic_ref(*bits_of(at, table))
        .fetch_or(bit_of(at), std::memory_order_relaxed);
  else
    *bits_of(at, table) |= bit_of(at);
}
inline void clear_bit(header const *at, std::uintptr_t table) {
  if constexpr (is_atomic)
    std::atomic_ref(*bits_of(at, table))
        .fetch_and(~bit_of(at), std::memory_order_relaxed);
  else
    *bits_of(at, table) &= ~bit_of(at);
}

// Marked: old, or reached by the collection that runs. Unmarked: young, or
// garbage. Marks outlive a collection, which is what makes generations cheap.
inline bool is_marked(header const *at) { return has_bit(at, marks_at); }
/// Marks; false if it was marked before. Only the collector's thread calls it.
inline bool set_mark(header const *at) {
  word *bits = bits_of(at, marks_at), bit = bit_of(at);
  if (*bits & bit)
    return false;
  *bits |= bit;
  return true;
}

/// Slots are at least 16 bytes, so each has a number of its own in these
/// tables.
inline std::uint32_t &scratch_of(header const *at) {
  return reinterpret_cast<std::uint32_t *>(base_of(at) +
                                           scratch_at)[offset_of(at) >> 4];
}
inline std::uint32_t &site_of(header const *at) {
  return reinterpret_cast<std::uint32_t *>(base_of(at) +
                                           sites_at)[offset_of(at) >> 4];
}

} // namespace ouro::detail

#endif
