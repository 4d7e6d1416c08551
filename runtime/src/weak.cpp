//===- weak.cpp - Weak references and their callbacks ---------------------===//
//
// An object's blocks are found by a table, and a bit says that there are some,
// so objects without weak references pay nothing but the test of a page's flag.
// Under the policies that share objects a heap's mutex guards its table, and
// what blocks refer to.
//
//===----------------------------------------------------------------------===//
#include "ouro/internal/collector.hpp"
#include "ouro/internal/weak_table.hpp"

namespace ouro::detail {

void retain_block(weak_block *of) noexcept {
  if constexpr (is_single)
    ++of->references;
  else
    std::atomic_ref(of->references).fetch_add(1, std::memory_order_relaxed);
}

static std::uint32_t drop_block_reference(weak_block *of) noexcept {
  if constexpr (is_single)
    return --of->references;
  else
    return std::atomic_ref(of->references)
               .fetch_sub(1, std::memory_order_acq_rel) -
           1;
}

/// Takes a block out of its object's list. The list's own reference goes too.
static void forget_block(heap_tables &tables, weak_block *of) noexcept {
  auto at = tables.watchers.find(of->target);
  weak_block **link = &at->second;
  while (*link != of)
    link = &(*link)->next;
  *link = of->next;
  if (!at->second) {
    clear_bit(of->target, watched_at);
    tables.watchers.erase(at);
  }
  of->target = nullptr;
  --of->references;
}

void release_block(weak_block *of) noexcept {
  // The list holds one reference, so with 1 left only the list knows the block.
  std::uint32_t left = drop_block_reference(of);
  if (left > 1)
    return;
  if (left == 1) {
    weak_guard guard(of);
    if (!guard.heap_of_target() || of->references != 1)
      return;
    forget_block(*guard.heap_of_target()->tables, of);
  }
  delete of;
}

weak_block *watch(header *of, std::function<void()> callback) {
  heap &home = *heap_of(of);
  if (is_ending(total(of)))
    return nullptr;
  weak_guard guard(home);
  if (!may_allocate())
    throw std::bad_alloc();
  auto [at, is_new] = home.tables->watchers.try_emplace(of, nullptr);
  weak_block *block = at->second;
  while (block && (block->has_callback || callback))
    block = block->next;
  if (block) {
    retain_block(block);
    return block;
  }
  bool has_callback = static_cast<bool>(callback);
  auto made = std::unique_ptr<weak_block>(new (std::nothrow) weak_block{
      of, 2, has_callback, std::move(callback), at->second});
  if (!made) {
    if (is_new)
      home.tables->watchers.erase(at);
    throw std::bad_alloc();
  }
  at->second = made.release();
  set_bit(of, watched_at);
  page_of(of)->flags |= page_has_watched;
  return at->second;
}

header *lock_contended(weak_block *in) noexcept {
  weak_guard guard(in);
  header *of = in->target;
  if (!of)
    return nullptr;
#if OURO_THREADS == OURO_THREADS_ATOMIC
  std::atomic_ref<word> count(of->count);
  word now = count.load(std::memory_order_relaxed);
  do
    if (now == 0 || is_dying(now) || is_ending(now))
      return nullptr;
  while (!count.compare_exchange_weak(now, now + handle_one,
                                      std::memory_order_acquire,
                                      std::memory_order_relaxed));
#else
  if (total(of) == 0 || is_dying(total(of)) || is_ending(total(of)))
    return nullptr;
  add(of, handle_one);
  moved_away(of); // not moved, but got hold of: garbage may have come back
#endif
  return of;
}

std::size_t clear_watchers(header *of, bool with_callback_only,
                           weak_block *&queue) noexcept {
  heap_tables &tables = *heap_of(of)->tables;
  auto at = tables.watchers.find(of);
  if (at == tables.watchers.end())
    return 0;
  std::size_t cleared = 0;
  weak_block **last = &queue; // keeps the order: newest first
  while (*last)
    last = &(*last)->next;
  for (weak_block **link = &at->second; *link;) {
    weak_block *block = *link;
    if (with_callback_only && !block->has_callback) {
      link = &block->next;
      continue;
    }
    *link = block->next;
    block->target = nullptr;
    block->next = nullptr;
    ++cleared;
    *last = block; // with the list's reference
    last = &block->next;
  }
  if (!at->second) {
    clear_bit(of, watched_at);
    tables.watchers.erase(at);
  }
  return cleared;
}

void call_watchers(weak_block *queue) noexcept {
  while (weak_block *block = queue) {
    queue = block->next;
    block->next = nullptr;
    // Nobody but the queue knows it: the weak reference is gone by now.
    if (block->has_callback && block->references > 1)
      contain("callback of a weak reference", [&] { block->callback(); });
    if (drop_block_reference(block) == 0)
      delete block;
  }
}

void leave_watchers(header *of) noexcept {
  if (has_bit(of, watched_at)) {
    set_total(of, dying_tag); // callbacks may collect: not twice
    weak_block *queue = nullptr;
    {
      weak_guard guard(*heap_of(of));
      clear_watchers(of, false, queue);
    }
    call_watchers(queue);
  }
  if (has_bit(of, finalized_at))
    clear_bit(of, finalized_at);
}

} // namespace ouro::detail

std::size_t ouro::weak_count(any_ref const &of) {
  std::size_t count = 0;
  if (!of)
    return 0;
  auto &watchers = detail::heap_of(of.target())->tables->watchers;
  detail::weak_guard guard(*detail::heap_of(of.target()));
  if (auto at = watchers.find(of.target()); at != watchers.end())
    for (detail::weak_block *block = at->second; block; block = block->next)
      ++count;
  return count;
}
