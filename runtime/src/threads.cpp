//===- threads.cpp - Stopping the world -----------------------------------===//
#include "ouro/threads.hpp"
#include "ouro/internal/collector.hpp"

#include <condition_variable>

namespace ouro {
namespace detail {

/// running: attached threads that are neither blocking nor at a safepoint.
/// stopped: a collection runs; then running == 0.
struct world {
  std::mutex mutex;
  std::condition_variable changed;
  std::atomic<bool> wants_stop{false};
  unsigned running = 0;
};
static world &the_world() {
  static auto *it = new world; // outlives thread_local objects
  return *it;
}
static thread_local constinit bool is_attached = false;
static thread_local constinit unsigned blocking = 0, stopping = 0;

void attach_to_world() {
  if (is_single || is_attached)
    return;
  std::unique_lock lock(the_world().mutex);
  the_world().changed.wait(lock, [] { return !the_world().wants_stop; });
  ++the_world().running;
  is_attached = true;
}

void detach_from_world() noexcept {
  if (is_single || !is_attached)
    return;
  std::lock_guard lock(the_world().mutex);
  if (!stopping) // else it does not count as running anyway
    --the_world().running;
  is_attached = false;
  the_world().changed.notify_all();
}

static void pause(std::unique_lock<std::mutex> &lock) {
  if (is_attached && !blocking)
    --the_world().running;
  the_world().changed.notify_all();
  the_world().changed.wait(lock, [] { return !the_world().wants_stop; });
  if (is_attached && !blocking)
    ++the_world().running;
}

stopped_world::stopped_world() {
  if (is_single || stopping++)
    return;
  std::unique_lock lock(the_world().mutex);
  while (the_world().wants_stop)
    pause(lock);
  the_world().wants_stop = true;
  if (is_attached && !blocking)
    --the_world().running;
  the_world().changed.wait(lock, [] { return the_world().running == 0; });
  // Nobody else runs, so this thread may do what owners do.
  for (heap *in = all_heaps(); in; in = in->next)
    in->identity.owner.store(&this_thread_name, std::memory_order_relaxed);
}

stopped_world::~stopped_world() {
  if (is_single || --stopping)
    return;
  std::lock_guard lock(the_world().mutex);
  for (heap *in = all_heaps(); in; in = in->next)
    in->identity.owner.store(in->thread, std::memory_order_relaxed);
  the_world().wants_stop = false;
  if (is_attached && !blocking)
    ++the_world().running;
  the_world().changed.notify_all();
}

} // namespace detail

void safepoint() {
  using namespace detail;
  if (is_single || stopping || !is_attached ||
      !the_world().wants_stop.load(std::memory_order_relaxed))
    return;
  std::unique_lock lock(the_world().mutex);
  if (the_world().wants_stop)
    pause(lock);
}

attached_thread::attached_thread() {
  if constexpr (!detail::is_single)
    detail::this_heap();
}

blocking_region::blocking_region() noexcept {
  using namespace detail;
  if (is_single || !is_attached || stopping || blocking++)
    return;
  std::lock_guard lock(the_world().mutex);
  --the_world().running;
  the_world().changed.notify_all();
}

blocking_region::~blocking_region() {
  using namespace detail;
  if (is_single || !is_attached || stopping || --blocking)
    return;
  std::unique_lock lock(the_world().mutex);
  the_world().changed.wait(lock, [] { return !the_world().wants_stop; });
  ++the_world().running;
}

} // namespace ouro
