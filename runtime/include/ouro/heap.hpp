//===- heap.hpp - What the private heap holds -----------------------------===//
#ifndef OURO_HEAP_HPP
#define OURO_HEAP_HPP

#include "ouro/ref.hpp"

namespace ouro {

/// object_bytes <= page_bytes <= arena_bytes <= reserved_bytes
struct heap_statistics {
  std::size_t objects;          // alive or not yet collected
  std::size_t object_bytes;     // of their slots, with headers
  std::size_t page_bytes;       // pages that belong to a type
  std::size_t empty_page_bytes; // pages without object that wait for their type
  std::size_t arena_bytes;      // that were asked of the system
  std::size_t reserved_bytes;   // addresses, not memory
  double fragmentation;         // part of page_bytes that is in no object
};
/// Of this thread's heap (single policy) or all. Walks the pages' records.
heap_statistics heap_stats();

/// Bytes of all objects that one reaches through edges, its own included; not
/// of what their containers allocate. Throws std::bad_alloc.
std::size_t sizeof_deep(any_ref const &of);

/// Gives empty pages, and arenas without used pages, back to the system now.
void trim_heap();

} // namespace ouro

#endif
