//===- queries.cpp - Who refers to whom -----------------------------------===//
#include "ouro/heap.hpp"
#include "ouro/internal/collector.hpp"

#include <stdexcept>
#include <unordered_set>

namespace ouro {

using detail::header;

namespace {

any_ref handle_to(header *of) {
  detail::add(of, detail::handle_one);
  return any_ref(of, detail::adopt_t{});
}

/// Calls f for every object that is alive and complete.
template <class F> void for_each_live(F f) {
  detail::for_each_heap([&](detail::heap &in) {
    detail::for_each_page(in, [&](detail::page &of) {
      detail::for_each_object(of, [&](header *object) {
        detail::word count = detail::total(object);
        if (!detail::is_special(count))
          f(object, of);
      });
    });
  });
}

template <class F> void for_each_target(header *of, F f) {
  detail::edge_visitor visit;
  visit.context = &f;
  visit.call = [](void *context, detail::edge_base const &edge) {
    if (edge.target())
      (*static_cast<F *>(context))(edge.target());
  };
  detail::page_of(of)->ops->trace(of->object(), visit);
}

} // namespace

std::vector<any_ref> gc::objects(unsigned generation) {
  if (generation >= generations)
    throw std::out_of_range("ouro::gc::objects: generation " +
                            std::to_string(generation) + ", the oldest is 1");
  std::vector<any_ref> found;
  for_each_live([&](header *of, detail::page &) {
    if (generation == 1 || !detail::is_marked(of))
      found.push_back(handle_to(of));
  });
  return found;
}

std::vector<any_ref> gc::referrers(any_ref const &of) {
  std::vector<any_ref> found;
  for_each_live([&](header *object, detail::page &in) {
    if (!in.ops->has_edges)
      return;
    bool refers = false;
    for_each_target(object,
                    [&](header *target) { refers |= target == of.target(); });
    if (refers)
      found.push_back(handle_to(object));
  });
  return found;
}

std::vector<any_ref> gc::referents(any_ref const &of) {
  std::vector<any_ref> found;
  if (of)
    for_each_target(of.target(), [&](header *target) {
      found.push_back(handle_to(target));
    });
  return found;
}

bool gc::is_tracked(any_ref const &of) {
  return of && detail::page_of(of.target())->ops->has_edges;
}
bool gc::is_finalized(any_ref const &of) {
  return of && detail::has_bit(of.target(), detail::finalized_at);
}
std::string_view gc::type_name(any_ref const &of) {
  return of ? detail::page_of(of.target())->ops->name : std::string_view();
}

std::size_t sizeof_deep(any_ref const &of) {
  std::size_t bytes = 0;
  std::unordered_set<header *> seen;
  std::vector<header *> open;
  auto reach = [&](header *object) {
    if (seen.insert(object).second)
      open.push_back(object);
  };
  if (of)
    reach(of.target());
  while (!open.empty()) {
    header *object = open.back();
    open.pop_back();
    bytes += detail::page_of(object)->stride;
    for_each_target(object, reach);
  }
  return bytes;
}

heap_statistics heap_stats() {
  heap_statistics now{};
  detail::for_each_heap([&](detail::heap &in) {
    now.reserved_bytes += detail::heap_size;
    now.arena_bytes += in.arenas * detail::arena_size;
    now.page_bytes += in.pages_in_use * detail::page_size;
    now.empty_page_bytes += in.empty_pages * detail::page_size;
    detail::for_each_page(in, [&](detail::page &of) {
      std::size_t objects = of.live - of.has(detail::page_is_current);
      now.objects += objects;
      now.object_bytes += objects * of.stride;
    });
  });
  now.fragmentation = now.page_bytes
                          ? 1 - static_cast<double>(now.object_bytes) /
                                    static_cast<double>(now.page_bytes)
                          : 0;
  return now;
}

void trim_heap() {
  if (!detail::collector_of(detail::this_heap()).is_running())
    detail::for_each_heap([](detail::heap &in) { detail::trim(in); });
}

} // namespace ouro
