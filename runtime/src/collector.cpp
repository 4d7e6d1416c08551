//===- collector.cpp - Finding what nothing outside reaches ---------------===//
//
// 1. Reach: mark what objects with outside references reach. Old objects are
//    marked already when only the young are collected.
// 2. Weigh: do the counts of unmarked objects add up to the edges among them?
//    They do if all is garbage and every edge is reported. Else:
// 3. Count: for each unmarked object, the edges that come from unmarked ones.
// 4. Check: a count that is larger has a reference we do not know: an edge of
//    an old object, or one that no `trace` reports. The object and what it
//    reaches are marked, too. So a wrong `trace` can only leak.
// What is unmarked then is garbage: all references to it are its own.
//
//===----------------------------------------------------------------------===//
#include "ouro/internal/collector.hpp"

#include <bit>
#include <cstring>
#include <stdexcept>

namespace ouro::detail {

bool marker::grow() {
  std::size_t size = end_ - begin_, wanted = size ? size * 2 : 1024;
  void *grown = may_allocate() ? std::realloc(begin_, wanted * sizeof(header *))
                               : nullptr;
  if (!grown)
    return false;
  begin_ = static_cast<header **>(grown);
  top_ = begin_ + size;
  end_ = begin_ + wanted;
  return true;
}

void marker::push_without_stack(header *of) {
  if (waiting_ < ring_size)
    ring_[(head_ + waiting_++) % ring_size] = of;
  else
    overflowed_ = true;
}

void marker::shrink() {
  if (end_ - begin_ <= 128 * 1024 || !is_done())
    return;
  std::free(begin_);
  begin_ = top_ = end_ = nullptr;
}

void marker::drain(std::size_t objects) {
  budget_ = objects;
  while (header *of = next()) {
    put_back(of);
    page_of(of)->ops->mark(*this);
  }
}

void collector::drain() {
  marker_.drain();
  while (marker_.overflowed()) {
    // The stack could not grow: look again at all that is marked.
    marker_.begin_again();
    for_each_heap([&](heap &in) {
      for_each_page(in, [&](page &of) {
        for_each_object(of, [&](header *object) {
          if (!is_free(object->count) && is_marked(object)) {
            marker_.push(object);
            marker_.drain();
          }
        });
      });
    });
  }
}

void collector::clear_marks() {
  for_each_heap([](heap &in) {
    for_each_page(in, [](page &of) {
      if (of.has(page_has_marks) && !of.has(page_is_frozen))
        std::memset(marks_of(of), 0, mark_bytes);
    });
  });
}

static std::size_t count_marks(page const &in) {
  std::size_t count = 0;
  for (std::size_t index = 0; index < mark_bytes / sizeof(word); ++index)
    count += std::popcount(marks_of(in)[index]);
  return count;
}

void collector::reach_roots(page &in) {
  in.flags |= page_has_marks;
  in.garbage = 0;
  for_each_object(in, [&](header *of) {
#if OURO_THREADS == OURO_THREADS_BIASED
    set_total(of, total(of));
#endif
    if (outside_of(of->count) == 0)
      return;
    if (is_special(of->count)) [[unlikely]] {
      if (is_free(of->count))
        return;
      // Its edges are not looked at, so counts will not add up.
      saw_opaque_ |= is_opaque(of->count);
    }
    marker_.reach(of);
  });
}

/// An unmarked object whose references are not all edges of unmarked ones is
/// alive. What it reaches is marked when all have been compared: the counts of
/// the others lie where a marked object has its handles.
void collector::check(page &in, scratchpad &scratch) {
  if (in.garbage == 0)
    return;
  for_each_object(in, [&](header *of) {
    if (is_special(of->count) || is_marked(of)) {
      if (scratch.is_aside()) // counted before it was found to be alive
        scratch.take(of);
      return;
    }
    std::uint32_t edges = edges_of(of->count), found = scratch.take(of);
    if (found == edges) [[likely]]
      return;
    if (found > edges)
      misused(of, found,
              "more edges refer to it than were counted: it will be freed too "
              "early");
    else if (generation_ == 1 && !saw_opaque_ && frozen == 0)
      misused(
          of, found,
          "a reference to it is not a handle and not reported by any trace");
    set_mark(of);
    marker_.push(of);
  });
}

bool collector::adds_up() {
  balance sum;
  for_each_page_in_scope([&](page &of) {
    // Only in a full collection, before user code ran, no free slot is marked.
    bool are_marks_of_objects =
        generation_ == 1 && !heap_of(&of)->identity.fresh_only;
    of.garbage = 0;
    if (!are_marks_of_objects || count_marks(of) < of.live)
      of.ops->weigh(of, sum);
  });
  return sum.is_even();
}

void collector::find_garbage() {
  scratchpad scratch(false);
  for_each_page_in_scope([&](page &of) {
    if (generation_ == 0)
      promoted -= count_marks(of);
    reach_roots(of);
    marker_.drain();
  });
  drain();
  // Old objects' edges are missing from the sums of the young, as a rule.
  if (generation_ == 1 && adds_up())
    return;
  for_each_page_in_scope([&](page &of) { of.ops->count(of, scratch); });
  for_each_page_in_scope([&](page &of) { check(of, scratch); });
  drain();
}

/// User code ran: the same among what was garbage. Who came back has a handle,
/// or an edge that is not from garbage.
void collector::find_garbage_again() {
  scratchpad scratch(false);
  bool was_opaque = std::exchange(saw_opaque_, true);
  for_each_page_with_garbage([&](page &of) {
    std::uint32_t before = of.garbage;
    reach_roots(of);
    of.garbage = before;
    marker_.drain();
  });
  drain();
  if (!adds_up()) {
    for_each_page_with_garbage([&](page &of) { of.ops->count(of, scratch); });
    for_each_page_with_garbage([&](page &of) { check(of, scratch); });
    drain();
  }
  saw_opaque_ = was_opaque;
}

void collector::begin(unsigned generation) {
  generation_ = generation;
  is_running_ = true;
  saw_opaque_ = false;
  report_ = {generation, 0, 0};
  notify(gc::event::start); // may make objects
  for_each_heap([](heap &in) {
    take_in(in);
    retire_current_pages(in);
  });
}

/// Frees the garbage of a page. One that is empty then starts afresh, so its
/// slots are used in order again.
void collector::sweep(page &in) {
  std::uint32_t before = in.live;
  in.ops->sweep(in);
  report_.collected += before - in.live;
  in.garbage = 0;
  if (in.live == 0) {
    in.free = nullptr;
    in.bump = in.ops->header_offset;
    poison(reinterpret_cast<void *>(data_of(&in)), in.runs * page_size);
    heap_of(&in)->empty_pages += in.runs == 1;
  }
  make_available(in);
}

/// Lists and figures for the time until the next collection.
void collector::settle() {
  std::size_t alive = 0;
  for_each_heap([&](heap &in) {
    retire_current_pages(in); // they are not expected to get young objects
    in.identity.fresh_only = false;
    for (page *next, *of = in.young; of; of = next) {
      next = std::exchange(of->next_young, nullptr);
      of->flags &= ~page_is_young;
      if (generation_ == 0 && of->has(page_in_use))
        promoted += count_marks(*of);
    }
    in.young = nullptr;
    in.young_slots = 0;
    if (generation_ == 0)
      return;
    for_each_page(in, [&](page &of) {
      alive += of.live;
      if (of.live == 0 && of.runs > 1)
        give_back_pages(in, of);
    });
    trim(in);
  });
  if (generation_ == 1) {
    old_objects = alive;
    promoted = young_collections = 0;
  } else {
    ++young_collections;
  }
  if (phase_ != phase::sweeping) // giving memory back takes longer than a slice
    marker_.shrink();
}

std::size_t collector::finish() {
  settle();
  gc::generation_stats &done = stats[generation_];
  ++done.collections;
  done.collected += report_.collected;
  done.uncollectable += report_.uncollectable;
  is_running_ = false;
  return report_.collected;
}

std::size_t collector::collect(unsigned generation) {
  if (generation >= gc::generations)
    throw std::out_of_range("ouro::gc::collect: generation " +
                            std::to_string(generation) + ", the oldest is 1");
  if (is_running_)
    return 0;
  if (is_incremental()) { // its end comes first: it finds what was garbage when
                          // it began
    while (step(std::chrono::hours(1))) {
    }
  }
  stopped_world stopped;
  begin(generation);
  if (generation == 1)
    clear_marks();
  find_garbage();
  for_each_heap([](heap &in) { in.identity.fresh_only = true; });
  if (needs_ceremony())
    hold_ceremony();
  for_each_page_with_garbage([&](page &of) { sweep(of); });
  std::size_t collected = finish();
  notify(gc::event::stop);
  return collected;
}

bool collector::is_full_due() const {
  return promoted > std::max(policy.growth_objects,
                             old_objects / 100 * policy.growth_percent);
}

void collector::on_growth(heap &in) noexcept {
  if (!is_enabled || is_running_)
    return;
  if (is_incremental()) {
    step(policy.slice);
    return;
  }
  if (policy.young_objects == 0 || in.young_slots < policy.young_objects)
    return;
  if (!is_full_due())
    collect(0);
  else if (is_single && policy.incremental)
    step(policy.slice);
  else
    collect(1);
}

} // namespace ouro::detail
