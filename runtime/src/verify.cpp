//===- verify.cpp - The heap, looked at without the collector's code ------===//
#include "ouro/internal/collector.hpp"
#include "ouro/testing.hpp"

#include <algorithm>
#include <cstdio>
#include <unordered_set>

namespace ouro::testing {

using namespace detail;

namespace {

using in_degrees = std::unordered_map<header *, std::uint32_t>;

void targets_of(header *of, std::vector<header *> &to) {
  edge_visitor visit;
  visit.context = &to;
  visit.call = [](void *context, edge_base const &edge) {
    if (edge.target())
      static_cast<std::vector<header *> *>(context)->push_back(edge.target());
  };
  page_of(of)->ops->trace(of->object(), visit);
}

class verifier {
public:
  std::vector<std::string> run() {
    for_each_heap([&](heap &in) {
      for_each_page(in, [&](page &of) { look_at_page(of); });
      for (page *of = in.young; of; of = of->next_young)
        if (!of->has(page_is_young))
          say(nullptr, "a page is in the list of the young without its flag");
    });
    for (header *of : objects_)
      look_at_edges(of);
    for (header *of : objects_)
      look_at_counts(of);
    return std::move(wrong_);
  }

  std::size_t unreachable() {
    run();
    std::unordered_set<header *> seen;
    std::vector<header *> open;
    auto reach = [&](header *of) {
      if (seen.insert(of).second)
        open.push_back(of);
    };
    for (header *of : objects_)
      if (outside_of(total(of)) || all_of(total(of)) != edges_[of])
        reach(of);
    while (!open.empty()) {
      std::vector<header *> targets;
      targets_of(open.back(), targets);
      open.pop_back();
      for (header *of : targets)
        reach(of);
    }
    return objects_.size() -
           std::count_if(objects_.begin(), objects_.end(),
                         [&](header *of) { return seen.count(of); });
  }

  std::size_t live() {
    run();
    return objects_.size();
  }

private:
  void say(header *of, std::string what) {
    if (of)
      what += " (" + std::string(page_of(of)->ops->name) + ", count " +
              std::to_string(all_of(total(of))) + ")";
    wrong_.push_back(std::move(what));
  }

  void look_at_page(page &of) {
    std::size_t used = 0, free = 0, listed = 0;
    for_each_object(of, [&](header *object) {
      word count = total(object);
      if (is_free(count)) {
        ++free;
        return;
      }
      ++used;
      if (is_special(count))
        opaque_ = true;
      else
        objects_.push_back(object);
      if (!is_marked(object) && !of.has(page_is_young) &&
          !heap_of(&of)->gc->is_incremental())
        say(object,
            "a young object is on a page that is not in the list of the young");
    });
    for (header *slot = of.free; slot && listed <= free;
         slot = link_of(total(slot))) {
      ++listed;
      if (page_of(slot) != &of || !is_free(total(slot)))
        say(nullptr,
            "a free list has a slot that is not free or of another page");
    }
    if (listed != free)
      say(nullptr, "free slots: " + std::to_string(free) +
                       ", in the list: " + std::to_string(listed));
    if (of.live != used + of.has(page_is_current))
      say(nullptr, "a page counts " + std::to_string(of.live) +
                       " slots in use, there are " + std::to_string(used));
    if (of.live > of.slots + 1u ||
        of.bump > of.ops->header_offset + of.slots * of.stride)
      say(nullptr, "a page is longer than it is");
    if (of.has(page_is_current) && *of.home->in != &of)
      say(nullptr, "a page is marked current and is not");
  }

  void look_at_edges(header *of) {
    std::vector<header *> targets;
    targets_of(of, targets);
    for (header *target : targets) {
      if (is_free(total(target)))
        say(of, "an edge refers to a free slot");
      ++edges_[target];
    }
  }

  void look_at_counts(header *of) {
    word count = total(of);
    collector &gc = collector_of(*heap_of(of));
    bool is_unlinked =
        gc.is_incremental() && !gc.is_marking() && !is_marked(of);
    if (is_immortal(count) || is_unlinked) // garbage on its way out
      return;
    if (outside_of(count) > all_of(count))
      say(of, "more handles than references");
    std::uint32_t known = outside_of(count) + edges_[of];
    if (known > all_of(count) || (known < all_of(count) && !opaque_))
      say(of, "handles and edges: " + std::to_string(known) +
                  ", counted: " + std::to_string(all_of(count)));
  }

  std::vector<std::string> wrong_;
  std::vector<header *> objects_;
  in_degrees edges_;
  bool opaque_ = false; // some edges cannot be looked at
};

} // namespace

std::vector<std::string> verify() {
  stopped_world stopped;
  for_each_heap([](heap &in) { take_in(in); });
  return verifier().run();
}
std::size_t unreachable_objects() {
  stopped_world stopped;
  return verifier().unreachable();
}
std::size_t live_objects() {
  stopped_world stopped;
  for_each_heap([](heap &in) { take_in(in); });
  return verifier().live();
}

std::size_t collect_all() {
  std::size_t died = 0;
  while (std::size_t now = gc::collect(1))
    died += now;
  return died;
}

std::size_t step_to_end(std::chrono::microseconds budget) {
  std::size_t slices = 1;
  while (gc::step(budget))
    ++slices;
  return slices;
}

} // namespace ouro::testing
