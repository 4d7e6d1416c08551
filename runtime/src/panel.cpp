//===- panel.cpp - The functions of ouro::gc ------------------------------===//
#include "ouro/internal/collector.hpp"

#include <cstring>
#include <stdexcept>

namespace ouro::gc {

static detail::collector &here() {
  return detail::collector_of(detail::this_heap());
}

std::size_t collect(unsigned generation) { return here().collect(generation); }
bool step(std::chrono::microseconds budget) {
  detail::collector &collector = here();
  if constexpr (detail::is_single)
    return !collector.is_running() && collector.step(budget);
  collector.collect(1);
  return false;
}
bool is_stepping() { return here().is_incremental(); }

void enable() { here().is_enabled = true; }
void disable() { here().is_enabled = false; }
bool is_enabled() { return here().is_enabled; }
policy threshold() { return here().policy; }
void threshold(policy to) { here().policy = to; }

counts count() {
  counts now{0, here().young_collections, here().promoted};
  detail::for_each_heap([&](detail::heap &in) {
    for (detail::page *of = in.young; of; of = of->next_young)
      if (of->has(detail::page_in_use))
        detail::for_each_object(*of, [&](detail::header *object) {
          now.young_objects += !detail::is_free(detail::total(object)) &&
                               !detail::is_marked(object);
        });
  });
  return now;
}

std::array<generation_stats, generations> stats() { return here().stats; }

void freeze() {
  detail::collector &collector = here();
  if (collector.is_running())
    return;
  while (collector.is_incremental())
    collector.step(std::chrono::hours(1));
  detail::for_each_heap([&](detail::heap &in) {
    detail::retire_current_pages(in);
    for (detail::pool *of = in.pools; of; of = of->next)
      of->available = nullptr;
    detail::for_each_page(in, [&](detail::page &of) {
      if (of.has(detail::page_is_frozen))
        return;
      of.flags &= ~detail::page_is_available;
      if (of.live == 0)
        return detail::give_back_pages(in, of);
      of.flags |= detail::page_is_frozen | detail::page_has_marks;
      detail::for_each_object(of, [&](detail::header *object) {
        if (!detail::is_free(object->count))
          detail::set_bit(object, detail::marks_at);
      });
      collector.frozen += of.live;
    });
    in.empty_pages = 0;
  });
}

void unfreeze() {
  here().frozen = 0;
  detail::for_each_heap([](detail::heap &in) {
    detail::for_each_page(in, [&](detail::page &of) {
      if (!of.has(detail::page_is_frozen))
        return;
      of.flags &= ~detail::page_is_frozen;
      if (of.live == 0)
        return detail::give_back_pages(in, of);
      detail::make_available(of);
    });
  });
}

std::size_t freeze_count() { return here().frozen; }

std::size_t add_callback(callback call) {
  here().callbacks.push_back(std::move(call));
  return here().callbacks.size() - 1;
}
void remove_callback(std::size_t number) {
  if (number < here().callbacks.size())
    here().callbacks[number] = nullptr;
}

void set_debug(unsigned flags) { here().debug = flags; }
unsigned debug() { return here().debug; }
std::vector<any_ref> &garbage() { return here().garbage; }

} // namespace ouro::gc
