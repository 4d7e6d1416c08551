//===- heaps.cpp - The heap of a thread, from its first object to exit ----===//
#include "ouro/internal/collector.hpp"

#include <cstdio>
#include <map>

namespace ouro::detail {

static thread_local constinit heap *heap_of_this_thread = nullptr;
static std::mutex registry_mutex;
static heap *registry = nullptr; // linked by `next`, never shorter

heap *this_heap_if_any() noexcept { return heap_of_this_thread; }
heap *all_heaps() noexcept {
  return is_single ? heap_of_this_thread : registry;
}

/// What is left when a thread ends: says so if asked to.
static void report_leaks(heap &in) {
  std::map<std::string_view, std::size_t> by_type;
  for_each_page(in, [&](page &of) {
    if (std::size_t left = of.live - of.has(page_is_current))
      by_type[of.ops->name] += left;
  });
  for (auto [name, count] : by_type)
    std::fprintf(stderr, "ouro: left at exit: %zu of %.*s\n", count,
                 static_cast<int>(name.size()), name.data());
}

void at_thread_end() noexcept;

namespace {
struct end_of_thread {
  ~end_of_thread() { at_thread_end(); }
};
} // namespace

static heap *make_heap() {
  // The rest of the reservation is committed arena by arena.
  void *at = system_reserve(heap_size, heap_size);
  if (!at)
    throw std::bad_alloc();
  std::unique_ptr<heap_tables> tables;
  std::unique_ptr<collector> gc;
  if (system_commit(at,
                    (sizeof(heap) + page_size - 1) / page_size * page_size) &&
      may_allocate()) {
    tables.reset(new (std::nothrow) heap_tables);
    gc.reset(is_single || !registry ? new (std::nothrow) collector : nullptr);
  }
  if (!tables || (!gc && (is_single || !registry))) {
    system_release(at, heap_size);
    throw std::bad_alloc();
  }
  auto *made = new (at) heap{};
  made->tables = tables.release();
  made->gc = gc ? gc.release() : registry->gc;
  return made;
}

heap &this_heap() {
  if (heap_of_this_thread)
    return *heap_of_this_thread;
  static thread_local end_of_thread at_end;
  static_cast<void>(at_end);
  attach_to_world(); // from here on no collection can be under way
  std::lock_guard lock(registry_mutex);
  heap *mine = registry;
  while (mine && mine->thread)
    mine = mine->next;
  if (!mine) {
    mine = make_heap();
    mine->next = is_single ? nullptr : std::exchange(registry, mine);
  }
  mine->thread = &this_thread_name;
  mine->identity.owner.store(&this_thread_name, std::memory_order_relaxed);
  return *(heap_of_this_thread = mine);
}

collector &collector_of(heap &of) { return *of.gc; }

/// Finalizers and callbacks find a usable runtime: the heap goes last. One that
/// still holds objects, which somebody's handles refer to, stays mapped.
void at_thread_end() noexcept {
  if (!heap_of_this_thread) // there was no memory for one
    return detach_from_world();
  heap &in = *heap_of_this_thread;
  contain("the end of a thread", [&] {
    collector &gc = *in.gc;
    if constexpr (is_single)
      gc.callbacks.clear();
    while (gc.collect(1)) {
    }
    if (!gc.garbage.empty())
      std::fprintf(stderr,
                   "ouro: %zu uncollectable objects at exit; "
                   "gc::set_debug(debug_uncollectable) names them\n",
                   gc.garbage.size());
    if (gc.debug & gc::debug_leaks_at_exit)
      report_leaks(in);
  });
  static page *nowhere = &no_page; // this thread's variables go away
  retire_current_pages(in);
  for (pool *of = in.pools; of; of = of->next)
    of->in = &nowhere;
  if constexpr (is_single) {
    bool is_empty = in.gc->garbage.empty() && in.tables->watchers.empty();
    for_each_page(in, [&](page &of) { is_empty &= of.live == 0; });
    if (!is_empty)
      return;
    for (pool *next, *of = in.pools; of; of = next) {
      next = of->next;
      delete of;
    }
    delete in.gc;
    delete in.tables;
    heap_of_this_thread = nullptr;
    system_release(&in, heap_size);
  } else {
    stopped_world stopped; // others may be about to ask who the owner is
    in.thread = nullptr;   // the next new thread takes it over
    heap_of_this_thread = nullptr;
    detach_from_world();
  }
}

} // namespace ouro::detail
