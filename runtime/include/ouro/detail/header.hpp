//===- header.hpp - The eight bytes in front of every object --------------===//
//
//   63                    32 31                     0
//  +------------------------+------------------------+
//  | outside: handles       | edges                  |
//  +------------------------+------------------------+
//
// A handle (`ref`) adds 1 to the upper half, an edge (`edge`) to the lower one.
// The object ends when both are 0. One with outside > 0 is a root, without any
// counting pass. Halves are counted apart, not by one addition to the word:
// processors forward a small increment of a word from one instruction to the
// next in no time, other additions cost them the latency of the cache.
// Words with bit 63 set are slots that hold no usable object:
//
//   100. outside | all   opaque: under construction; counts as usual, edges
//   must
//                        not be looked at
//   101. outside | all   opaque: in its destructor
//   fffe next            dying: no reference left, waits for its destructor
//   ffff next            free: on the free list of its page
//
// A decrement that leaves 2^31 or more makes the object immortal: it is never
// freed. (Increments do not look; 2^32 references would need 32 GiB.)
//
//===----------------------------------------------------------------------===//
#ifndef OURO_DETAIL_HEADER_HPP
#define OURO_DETAIL_HEADER_HPP

#include "ouro/detail/config.hpp"

#include <atomic>

namespace ouro::detail {

using word = std::uint64_t;
// The same memory, as a whole and by halves.
using count_word [[gnu::may_alias]] = std::uint64_t;
using count_half [[gnu::may_alias]] = std::uint32_t;

inline constexpr word edge_one = 1;
inline constexpr word outside_one = word{1} << 32;
inline constexpr word handle_one = outside_one;
inline constexpr word opaque_bit = word{1} << 63;
inline constexpr word ending_bits = opaque_bit | word{1} << 61;
inline constexpr word free_tag = word{0xffff} << 48;
inline constexpr word dying_tag = word{0xfffe} << 48;
inline constexpr word link_mask = (word{1} << 48) - 1;
inline constexpr word immortal = word{0x4000'0000} << 32 | 0xc000'0000;

/// In front of every object at `this + 1`; a slot starts with it.
struct header {
  count_word count;
#if OURO_THREADS == OURO_THREADS_BIASED
  // What threads other than the owner added and took away; the sum of both
  // words, half by half, is what `count` is under the other policies.
  std::uint32_t foreign[2]; // edges, handles
#endif

  count_half &half(word one) {
    return reinterpret_cast<count_half *>(&count)[one == edge_one ? 0 : 1];
  }

  void *object() { return this + 1; }
  void const *object() const { return this + 1; }
  static header *of(void const *object) {
    return static_cast<header *>(const_cast<void *>(object)) - 1;
  }
};

constexpr std::uint32_t edges_of(word count) {
  return static_cast<std::uint32_t>(count);
}
constexpr std::uint32_t outside_of(word count) {
  return static_cast<std::uint32_t>(count >> 32);
}
constexpr bool is_special(word count) {
  return static_cast<std::int64_t>(count) < 0;
}
constexpr bool is_free(word count) { return count >= free_tag; }
constexpr bool is_dying(word count) {
  return count >= dying_tag && count < free_tag;
}
constexpr bool is_opaque(word count) {
  return is_special(count) && count < dying_tag;
}
constexpr bool is_ending(word count) {
  return is_opaque(count) && (count & ending_bits) == ending_bits;
}
constexpr bool is_immortal(word count) {
  return static_cast<std::int32_t>(edges_of(count)) < 0;
}

/// The next slot of a free or dying list; null at its end.
inline header *link_of(word count) {
  return reinterpret_cast<header *>(count & link_mask);
}
inline word linked(word tag, header *next) {
  return tag | reinterpret_cast<word>(next);
}

/// Handles and edges together, of an object that is usable or opaque.
constexpr std::uint32_t all_of(word count) {
  return edges_of(count) + outside_of(count & ~ending_bits);
}

/// 0, or INT32_MAX while some heap is marked incrementally. A decrement that
/// leaves its half at or below it takes the slow path, so the deletion barrier
/// costs nothing: the comparison with 0 is needed anyway.
inline std::atomic<std::int32_t> barrier_limit{0};

inline bool barrier_is_up() {
  return barrier_limit.load(std::memory_order_relaxed) != 0;
}

} // namespace ouro::detail

#endif
