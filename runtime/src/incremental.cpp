//===- incremental.cpp - A full collection in slices ----------------------===//
//
// Marks what was reachable when marking began, and whatever is made since. An
// object can only be missed if an edge or handle to it goes away before it was
// looked at; so while the barrier is up, whoever takes one away marks what it
// referred to (a decrement does it in its slow path, moves ask). Creating and
// copying references costs nothing. At the end garbage is stable: mutators
// cannot reach it, except through weak references, whose lock() marks, too.
//
//   clearing -> roots -> marking -> counting -> checking -> unlinking ->
//   sweeping
//               '------------- barrier is up -----------'
//               '--------------- objects are born marked ---------------------'
//
// Counts of edges lie aside, since mutators change the headers meanwhile.
// Callbacks and finalizers of the garbage run in one slice.
//
//===----------------------------------------------------------------------===//
#include "ouro/internal/collector.hpp"

#include <cstring>

namespace ouro::detail {

static heap &heap_here() { return *all_heaps(); }

void collector::shade(header *of) noexcept {
  if (phase_ == phase::clearing || is_marked(of))
    return;
  marker_.reach(of);
  // Later phases rely on everything alive being marked.
  if (phase_ >= phase::counting && !is_running_)
    drain();
}

void collector::begin_phase(phase to) {
  heap &in = heap_here();
  phase_ = to;
  cursor_ = 0;
  if (to == phase::clearing || to == phase::roots) {
    retire_current_pages(in);
    page_limit_ = in.page_limit; // later pages hold marked objects only
  }
  if (to == phase::roots) {
    in.identity.is_black = true;
    barrier_limit.fetch_add(INT32_MAX, std::memory_order_relaxed);
  }
  if (to == phase::unlinking)
    barrier_limit.fetch_sub(INT32_MAX, std::memory_order_relaxed);
  in.identity.fresh_only = to >= phase::unlinking;
}

/// One page's part of a phase. True if it took long enough to look at the
/// clock.
bool collector::work_on_page(page &of) {
  scratchpad scratch(true);
  switch (phase_) {
  case phase::clearing:
    if (of.has(page_has_marks) && !of.has(page_is_frozen))
      std::memset(marks_of(of), 0, mark_bytes);
    return cursor_ % 64 == 0;
  case phase::roots:
    reach_roots(of);
    return cursor_ % 4 == 0;
  case phase::counting:
    of.ops->count(of, scratch);
    return of.garbage || cursor_ % 4 == 0;
  case phase::checking:
    check(of, scratch);
    drain();
    return of.garbage || cursor_ % 64 == 0;
  case phase::unlinking:
    if (of.garbage)
      of.ops->unlink(of);
    return of.garbage || cursor_ % 64 == 0;
  default:
    if (of.garbage)
      sweep(of);
    return true;
  }
}

void collector::end_of_pages() {
  if (phase_ == phase::checking) {
    heap_here().identity.fresh_only = true;
    if (needs_ceremony())
      hold_ceremony();
  }
  if (phase_ != phase::sweeping)
    return begin_phase(static_cast<phase>(static_cast<int>(phase_) + 1));
  heap_here().identity.is_black = false;
  finish();
  phase_ = phase::idle;
  notify(gc::event::stop);
}

/// About as much as takes some ten microseconds.
void collector::work() {
  if (phase_ == phase::marking) {
    marker_.drain(256);
    if (!marker_.is_done())
      return;
    drain(); // if its stack overflowed
    return begin_phase(phase::counting);
  }
  if (phase_ == phase::roots && !marker_.is_done())
    return marker_.drain(256); // else the stack would hold all roots at once
  heap &in = heap_here();
  while (cursor_ < page_limit_) {
    page &of = *in.record(cursor_++);
    if (of.has(page_in_use) && work_on_page(of))
      return;
  }
  end_of_pages();
}

bool collector::step(std::chrono::nanoseconds budget) {
  auto deadline = std::chrono::steady_clock::now() + budget;
  if (is_running_)
    return is_incremental();
  if (!is_incremental()) {
    begin(1);
    pages_at_begin_ = heap_here().pages_in_use;
    begin_phase(phase::clearing);
  }
  is_running_ = true;
  std::uint64_t allowed =
      std::uint64_t{pages_at_begin_} * (100 + policy.finish_percent) / 100 + 64;
  bool at_once = heap_here().pages_in_use > allowed;
  while (phase_ != phase::idle &&
         (at_once || std::chrono::steady_clock::now() < deadline))
    work();
  is_running_ = false;
  return is_incremental();
}

} // namespace ouro::detail
