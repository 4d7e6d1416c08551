//===- weak_table.hpp - Clearing weak references --------------------------===//
#ifndef OURO_INTERNAL_WEAK_TABLE_HPP
#define OURO_INTERNAL_WEAK_TABLE_HPP

#include "ouro/internal/heap.hpp"

namespace ouro::detail {

/// Guards what blocks refer to, in all heaps: a block does not know its heap
/// once its target is gone, so one mutex serves all. Nothing under the single
/// policy.
class weak_guard {
public:
  explicit weak_guard(heap &of) : heap_(&of) { lock(); }
  explicit weak_guard(weak_block *of) {
    lock();
    heap_ = of->target ? heap_of(of->target) : nullptr;
  }
  weak_guard(weak_guard const &) = delete;
  weak_guard &operator=(weak_guard const &) = delete;
  ~weak_guard() {
    if constexpr (!is_single)
      mutex_.unlock();
  }
  heap *heap_of_target() const { return heap_; }

private:
  static void lock() {
    if constexpr (!is_single)
      mutex_.lock();
  }
  static inline std::mutex mutex_;
  heap *heap_ = nullptr;
};

/// Empties the object's weak references, or those with a callback, and appends
/// their blocks to the queue, newest first. Returns how many.
std::size_t clear_watchers(header *of, bool with_callback_only,
                           weak_block *&queue) noexcept;
/// Runs the callbacks of a queue, and lets its blocks go.
void call_watchers(weak_block *queue) noexcept;

} // namespace ouro::detail

#endif
