//===- pages.cpp - Arenas of 64 pages, pages of 64 KiB --------------------===//
#include "ouro/internal/heap.hpp"

#include <bit>
#include <cstring>
#include <sys/mman.h>

namespace ouro::detail {

static char *at(heap &of, std::uintptr_t offset) {
  return reinterpret_cast<char *>(&of) + offset;
}

/// Makes the next arena and its part of every table usable.
static bool commit_arena(heap &in) {
  if (in.arenas == arena_limit)
    return false;
  std::uintptr_t offset = in.arenas * arena_size;
  if (!system_commit(at(in, pages_size + offset), arena_size) ||
      !system_commit(at(in, records_at + offset / page_size * sizeof(page)),
                     arena_pages * sizeof(page)))
    return false;
  for (std::uintptr_t table : {marks_at, watched_at, finalized_at})
    if (!system_commit(at(in, table + offset / 64), arena_size / 64))
      return false;
  for (std::uintptr_t table : {scratch_at, sites_at})
    if ((table != sites_at || has_sites) &&
        !system_commit(at(in, table + offset / 4), arena_size / 4))
      return false;
  // Large heaps are scanned at random: huge pages save a third of the time.
  // The first arena stays small for programs with little to keep.
  if (in.arenas > 0)
    madvise(at(in, pages_size + offset), arena_size, MADV_HUGEPAGE);
  poison(at(in, pages_size + offset), arena_size);
  ++in.arenas;
  ++in.empty_arenas;
  return true;
}

static bool is_used(heap const &in, std::uint32_t index) {
  return in.used[index / 64] >> index % 64 & 1;
}

/// The first index of `runs` free pages in a row; may lie beyond the arenas.
static std::uint32_t find_gap(heap &in, std::uint32_t runs) {
  while (in.first_gap < in.arenas && in.used[in.first_gap] == ~word{0})
    ++in.first_gap;
  if (runs == 1)
    return in.first_gap * arena_pages +
           (in.first_gap < in.arenas ? std::countr_one(in.used[in.first_gap])
                                     : 0);
  std::uint32_t begin = in.first_gap * arena_pages;
  for (std::uint32_t index = begin;
       index < in.arenas * arena_pages && index - begin < runs; ++index)
    if (is_used(in, index))
      begin = index + 1;
  return begin;
}

page *take_pages(heap &in, std::uint32_t runs) noexcept {
  std::uint32_t begin = find_gap(in, runs);
  while (begin + runs > in.arenas * arena_pages)
    if (!commit_arena(in))
      return nullptr;
  for (std::uint32_t index = begin; index < begin + runs; ++index) {
    word &used = in.used[index / 64];
    if (used == 0)
      --in.empty_arenas;
    used |= word{1} << index % 64;
  }
  in.pages_in_use += runs;
  in.page_limit = std::max(in.page_limit, begin + runs);
  page *of = in.record(begin);
  of->runs = static_cast<std::uint16_t>(runs);
  return of;
}

void give_back_pages(heap &in, page &of) noexcept {
  auto begin = static_cast<std::uint32_t>(&of - in.record(0));
  std::uint32_t runs = of.runs;
  if (of.has(page_has_marks))
    std::memset(marks_of(of), 0, mark_bytes);
  of.flags &= page_is_young; // it stays in that list, whatever it holds next
  of.free = nullptr;
  in.pages_in_use -= runs;
  for (std::uint32_t index = begin; index < begin + runs; ++index) {
    word &used = in.used[index / 64];
    used &= ~(word{1} << index % 64);
    in.first_gap = std::min(in.first_gap, index / 64);
    if (used != 0)
      continue;
    // One empty arena is kept: a program that goes up and down by a page
    // shall not pay for a page fault each time.
    if (in.empty_arenas >= 1)
      system_forget(at(in, pages_size + index / 64 * arena_size), arena_size);
    ++in.empty_arenas;
  }
}

void trim(heap &in) noexcept {
  for (pool *of = in.pools; of; of = of->next)
    for (page **link = &of->available; *link;) {
      page &candidate = **link;
      if (candidate.live) {
        link = &candidate.next_available;
        continue;
      }
      *link = candidate.next_available;
      give_back_pages(in, candidate);
    }
  in.empty_pages = 0;
}

} // namespace ouro::detail
