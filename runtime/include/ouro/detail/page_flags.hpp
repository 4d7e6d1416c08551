//===- page_flags.hpp - What is so about a whole page ---------------------===//
#ifndef OURO_DETAIL_PAGE_FLAGS_HPP
#define OURO_DETAIL_PAGE_FLAGS_HPP

#include "ouro/detail/config.hpp"
#include <atomic>
#include <cstdint>

namespace ouro::detail {

enum page_flag : std::uint16_t {
  page_in_use = 1,       // holds objects of `ops`, or one large object
  page_is_current = 2,   // its thread allocates from it; adds 1 to `live`
  page_is_available = 4, // in the list of its pool
  page_is_young = 8,     // in the list of pages that may hold unmarked objects
  page_has_marks = 16,   // some of its slots may be marked
  page_has_watched = 32, // some object has weak references or was finalized
  page_is_frozen = 64,   // its objects take no part in collections
};

/// The flags of a page. Under the atomic policy a thread may set one while
/// another changes its neighbours: no change may be lost, none orders anything.
class page_flags {
public:
  operator std::uint16_t() const noexcept {
    if constexpr (is_atomic)
      return std::atomic_ref(bits_).load(std::memory_order_relaxed);
    else
      return bits_;
  }
  page_flags &operator=(unsigned flags) noexcept {
    if constexpr (is_atomic)
      std::atomic_ref(bits_).store(static_cast<std::uint16_t>(flags),
                                   std::memory_order_relaxed);
    else
      bits_ = static_cast<std::uint16_t>(flags);
    return *this;
  }
  void operator|=(unsigned flags) noexcept {
    if constexpr (is_atomic)
      std::atomic_ref(bits_).fetch_or(static_cast<std::uint16_t>(flags),
                                      std::memory_order_relaxed);
    else
      bits_ = static_cast<std::uint16_t>(bits_ | flags);
  }
  void operator&=(unsigned flags) noexcept {
    if constexpr (is_atomic)
      std::atomic_ref(bits_).fetch_and(static_cast<std::uint16_t>(flags),
                                       std::memory_order_relaxed);
    else
      bits_ = static_cast<std::uint16_t>(bits_ & flags);
  }

private:
  mutable std::uint16_t bits_;
};

} // namespace ouro::detail

#endif
