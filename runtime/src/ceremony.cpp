//===- ceremony.cpp - What garbage may still do before it is freed --------===//
//
// In this order, which is CPython's:
//   weak references with callbacks are cleared, callbacks run;
//   finalizers run, each object's once, all garbage being intact;
//   what they brought back, with all it reaches, is no garbage any more;
//   all remaining weak references are cleared, new ones, too;
//   then edges become null and destructors run.
// Whatever is made meanwhile lives in pages of its own and is marked.
//
//===----------------------------------------------------------------------===//
#include "ouro/internal/collector.hpp"
#include "ouro/internal/weak_table.hpp"

#include <cstdio>

namespace ouro::detail {

template <class F> static void for_each_garbage(page &in, F f) {
  for_each_object(in, [&](header *of) {
    if (!is_special(of->count) && !is_marked(of))
      f(of);
  });
}

static void say(char const *what, header *of) {
  std::string_view name = page_of(of)->ops->name;
  std::fprintf(stderr, "ouro: %s: %.*s at %p\n", what,
               static_cast<int>(name.size()), name.data(), of->object());
}

bool collector::needs_ceremony() {
  bool needed = false;
  for_each_page_with_garbage([&](page &of) {
    constexpr unsigned flags = gc::debug_save_all | gc::debug_collectable;
    needed |= of.ops->has_finalizer || of.ops->is_uncollectable ||
              of.has(page_has_watched) || (debug & flags);
  });
  return needed;
}

void collector::hold_ceremony() {
  keep_uncollectable();
  weak_block *queue = clear_weak(true);
  if (queue) {
    leave_out_garbage_weak(queue);
    call_watchers(queue);
  }
  run_finalizers();
  find_garbage_again();
  if (weak_block *rest = clear_weak(false)) {
    for (weak_block *block = rest; block; block = block->next)
      block->has_callback = false;
    call_watchers(rest);
  }
}

/// Objects that declare themselves uncollectable, or all under save_all, stay,
/// with what they reach.
void collector::keep_uncollectable() {
  bool save_all = debug & gc::debug_save_all;
  std::size_t first = garbage.size();
  for_each_page_with_garbage([&](page &in) {
    if (debug & gc::debug_collectable)
      for_each_garbage(in, [&](header *of) { say("collectable", of); });
    if (!in.ops->is_uncollectable && !save_all)
      return;
    for_each_garbage(in, [&](header *of) {
      ++report_.uncollectable;
      if (debug & gc::debug_uncollectable)
        say("uncollectable", of);
      // Marked later: a marked object is skipped by this very loop.
      add(of, handle_one);
      contain("gc::garbage()",
              [&] { garbage.push_back(any_ref(of, adopt_t{})); });
    });
  });
  for (std::size_t index = first; index < garbage.size(); ++index)
    marker_.reach(garbage[index].target());
  drain();
}

weak_block *collector::clear_weak(bool with_callback_only) {
  weak_block *queue = nullptr;
  for_each_page_with_garbage([&](page &in) {
    if (!in.has(page_has_watched))
      return;
    for_each_garbage(in, [&](header *of) {
      if (has_bit(of, watched_at))
        clear_watchers(of, with_callback_only, queue);
    });
  });
  return queue;
}

/// A weak reference that is garbage itself does not call: its owner could not
/// ask for the call to be made. Found by `trace`, which reports weak members.
void collector::leave_out_garbage_weak(weak_block *queue) {
  std::unordered_map<weak_block const *, std::uint32_t> in_garbage;
  edge_visitor visit;
  visit.context = &in_garbage;
  visit.call_weak = [](void *context, weak_base const &of) {
    if (of.block())
      ++(*static_cast<decltype(in_garbage) *>(context))[of.block()];
  };
  contain("weak references in garbage", [&] {
    for_each_page_with_garbage([&](page &in) {
      for_each_garbage(in,
                       [&](header *of) { in.ops->trace(of->object(), visit); });
    });
  });
  for (weak_block *block = queue; block; block = block->next)
    if (auto at = in_garbage.find(block);
        at != in_garbage.end() && at->second + 1 >= block->references)
      block->has_callback = false;
}

void collector::run_finalizers() noexcept {
  for_each_page_with_garbage([&](page &in) {
    if (!in.ops->has_finalizer)
      return;
    for_each_garbage(in, [&](header *of) {
      if (has_bit(of, finalized_at))
        return;
      set_bit(of, finalized_at);
      in.flags |= page_has_watched;
      // The handle keeps it if the finalizer takes its last reference away.
      any_ref held(of, adopt_t{});
      add(of, handle_one);
      contain("finalizer", [&] { in.ops->finalize(of->object()); });
    });
  });
}

void collector::notify(gc::event event) noexcept {
  if (event == gc::event::stop && (debug & gc::debug_stats))
    std::fprintf(stderr,
                 "ouro: generation %u: %zu collected, %zu uncollectable\n",
                 report_.generation, report_.collected, report_.uncollectable);
  for (std::size_t index = 0; index < callbacks.size(); ++index)
    if (gc::callback call = callbacks[index])
      contain("callback of the collector", [&] { call(event, report_); });
}

} // namespace ouro::detail
