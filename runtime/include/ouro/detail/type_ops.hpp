//===- type_ops.hpp - What the heap knows about a type --------------------===//
#ifndef OURO_DETAIL_TYPE_OPS_HPP
#define OURO_DETAIL_TYPE_OPS_HPP

#include "ouro/detail/page.hpp"
#include "ouro/trace.hpp"

#include <algorithm>

namespace ouro::detail {

class marker;
class scratchpad;
class balance;

/// One per type; a page points to it. All but `drop` and `trace` work on a
/// whole page or on a run of objects, so that an indirect call is paid once and
/// the type's `trace` is inlined.
struct type_ops {
  std::string_view name;
  std::uint32_t stride;        // bytes of a slot with its header
  std::uint32_t header_offset; // of the first slot in a page
  std::uint32_t object_size;
  bool has_edges, has_finalizer, is_uncollectable;

  void (*drop)(header *, page &) noexcept;     // its count came to 0
  void (*end)(header *, page &) noexcept;      // the same, out of the queue
  void (*finalize)(void *);                    // may throw
  void (*trace)(void const *, edge_visitor &); // for rare questions
  void (*mark)(marker &); // what is reachable, while objects of the type come
  void (*weigh)(page &, balance &);    // counts of unmarked objects, and edges
  void (*count)(page &, scratchpad &); // edges among unmarked objects
  void (*unlink)(page &); // garbage gives back what it held, edges become null
  void (*sweep)(page &);  // the same; destroys garbage, frees its slots
};

template <class T> constexpr std::string_view name_of() {
  std::string_view all = __PRETTY_FUNCTION__;
  auto from = all.find("T = ") + 4;
  return all.substr(from, std::min(all.find(';', from), all.rfind(']')) - from);
}

/// A slot is a header and an object; the object is aligned as its type asks,
/// and headers to 8.
template <class T> struct slot_layout {
  static constexpr std::uintptr_t align = std::max(alignof(T), alignof(header));
  static constexpr std::uintptr_t stride =
      (sizeof(header) + sizeof(T) + align - 1) / align * align;
  static constexpr std::uintptr_t object_offset =
      (sizeof(header) + align - 1) / align * align;
  static constexpr std::uintptr_t header_offset =
      object_offset - sizeof(header);
  static_assert(align <= page_size / 2,
                "alignment above 32 KiB is not supported");
  static_assert(sizeof(T) < (std::uintptr_t{1} << 31),
                "objects of 2 GiB and more are not supported");
};

/// The slots of a page that were ever used, in order of address.
template <class F>
inline void for_each_slot(page const &of, std::uint32_t header_offset,
                          std::uint32_t stride, F f) {
  std::uintptr_t data = data_of(&of);
  for (std::uint32_t at = header_offset; at < of.bump; at += stride)
    f(reinterpret_cast<header *>(data + at));
}

} // namespace ouro::detail

#endif
