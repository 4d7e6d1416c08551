//===- collector.hpp - One collection, or the slices of one ---------------===//
#ifndef OURO_INTERNAL_COLLECTOR_HPP
#define OURO_INTERNAL_COLLECTOR_HPP

#include "ouro/gc.hpp"
#include "ouro/internal/heap.hpp"

#include <deque>

namespace ouro::detail {

enum class phase : std::uint8_t {
  idle,
  clearing,
  roots,
  marking,
  counting,
  checking,
  unlinking,
  sweeping
};

/// Collects the heap of a thread (single policy) or all heaps.
///
/// A collection of the young is the same as a full one, except that marks are
/// kept, so old objects count as reached; that only pages with unmarked objects
/// are walked; and that counts which do not add up are expected: the missing
/// references are edges of old objects.
class collector {
public:
  std::size_t collect(unsigned generation);
  /// A slice of about `budget`; false when the collection is finished.
  bool step(std::chrono::nanoseconds budget);
  bool is_running() const { return is_running_; }
  bool is_marking() const {
    return phase_ != phase::idle && phase_ < phase::unlinking;
  }
  bool is_incremental() const { return phase_ != phase::idle; }
  /// A new page of a type is needed: collects if it is time.
  void on_growth(heap &in) noexcept;
  void shade(header *of) noexcept;
  bool is_full_due() const;

  gc::policy policy;
  bool is_enabled = true;
  unsigned debug = 0;
  std::array<gc::generation_stats, 2> stats{};
  std::size_t young_collections = 0; // since the last full one
  std::size_t promoted = 0;          // survivors since the last full one
  std::size_t old_objects = 0;       // alive after the last full one
  std::size_t frozen = 0;
  std::deque<gc::callback> callbacks;
  std::vector<any_ref> garbage;

private:
  template <class F> void for_each_page_in_scope(F f);
  template <class F> void for_each_page_with_garbage(F f);
  void begin(unsigned generation);
  std::size_t finish();
  void clear_marks();
  void reach_roots(page &in);
  void drain();
  void check(page &in, scratchpad &scratch);
  /// Sets every page's `garbage`.
  bool adds_up();
  /// Everything unreachable is unmarked, every count among it adds up.
  void find_garbage();
  void find_garbage_again();
  bool needs_ceremony();
  /// Weak references, callbacks, finalizers, and who came back through them.
  void hold_ceremony();
  void keep_uncollectable();
  weak_block *clear_weak(bool with_callback_only);
  void leave_out_garbage_weak(weak_block *queue);
  void run_finalizers() noexcept;
  void sweep(page &in);
  void settle();
  void notify(gc::event event) noexcept;
  void begin_phase(phase to);
  void work();
  bool work_on_page(page &of);
  void end_of_pages();

  unsigned generation_ = 0;
  bool is_running_ = false;
  bool saw_opaque_ = false;
  phase phase_ = phase::idle;
  gc::report report_{};
  marker marker_;
  // Of an incremental collection:
  std::uint32_t cursor_ = 0,
                page_limit_ = 0; // page at hand, pages when the phase began
  std::uint32_t pages_at_begin_ = 0;
};

collector &collector_of(heap &);

/// The world: under the biased and atomic policies all other threads wait at
/// safepoints while one of these lives.
class stopped_world {
public:
  stopped_world();
  ~stopped_world();
  stopped_world(stopped_world const &) = delete;
  stopped_world &operator=(stopped_world const &) = delete;
};
/// A thread counts as running from its first object to its end.
void attach_to_world();
void detach_from_world() noexcept;

/// Calls f for each heap that a collection covers.
template <class F> void for_each_heap(F f) {
  for (heap *in = all_heaps(); in; in = is_single ? nullptr : in->next)
    f(*in);
}

/// Pages that may hold unmarked objects when a collection begins.
template <class F> void collector::for_each_page_in_scope(F f) {
  for_each_heap([&](heap &in) {
    if (generation_ == 1)
      return for_each_page(in, f);
    for (page *of = in.young; of; of = of->next_young)
      if (of->has(page_in_use))
        f(*of);
  });
}
template <class F> void collector::for_each_page_with_garbage(F f) {
  for_each_page_in_scope([&](page &of) {
    if (of.garbage)
      f(of);
  });
}

template <class F> void contain(std::string_view where, F f) noexcept {
#if defined(__cpp_exceptions)
  try {
    f();
  } catch (...) {
    unraisable(std::current_exception(), where);
  }
#else
  f();
#endif
}

} // namespace ouro::detail

#endif
