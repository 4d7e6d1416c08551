#include "history.hpp"

namespace ouro::test {

thing::~thing() {
  for (auto &slot : slots) // by hand, so that the model is told in time
    slot.reset();
  in_->died(this);
}
void thing::be_mischievous() { in_->finalizing(this, does_); }

void world::died(thing *of) {
  auto at = model_.find(of);
  if (at == model_.end())
    return complain("an object died twice");
  if (at->second.handles)
    complain("an object died that has handles");
  model_.erase(at);
}

void world::finalizing(thing *of, unsigned does) {
  auto at = model_.find(of);
  if (at == model_.end())
    return complain("a dead object was finalized");
  if (depth_ > 3)
    return;
  ++depth_;
  detail::header *header = detail::header::of(of);
  detail::add(header, detail::handle_one);
  ref<thing> self(header, detail::adopt_t{});
  if (does & allocating)
    for (int i = 0; i < 3; ++i)
      make_one();
  if (does & relinking)
    if (ref<thing> other = any())
      link(*other, self), link(*of, other);
  if (does & unlinking)
    unlink(*of);
  if (does & resurrecting)
    add_root(self);
  if (does & collecting)
    gc::collect(below(2));
  --depth_;
  if (does & throwing)
    throw 1;
}

void world::add_root(ref<thing> of) {
  ++model_.at(of.get()).handles;
  roots_.push_back(std::move(of));
}

void world::make_one() {
  unsigned does = below(4) ? 0 : static_cast<unsigned>(below(64));
  ref<thing> made = below(2) ? make<thing>(*this, 0u)
                             : ref<thing>(make<finalizable>(*this, does));
  model_[made.get()];
  add_root(std::move(made));
}

void world::drop_root() {
  if (roots_.empty())
    return;
  std::swap(roots_[below(roots_.size())], roots_.back());
  ref<thing> last = std::move(roots_.back());
  roots_.pop_back();
  --model_.at(last.get()).handles;
}

void world::link(thing &from, ref<thing> const &to) {
  facts &of = model_.at(&from);
  if (below(4) == 0) {
    of.targets.insert(to.get());
    from.more.push_back(to);
    return;
  }
  edge<thing> &slot = from.slots[below(3)];
  if (slot)
    of.targets.erase(of.targets.find(slot.get()));
  of.targets.insert(to.get());
  slot = to;
}

void world::unlink(thing &from) {
  facts &of = model_.at(&from);
  if (!from.more.empty() && below(2)) {
    of.targets.erase(of.targets.find(from.more.back().get()));
    from.more.pop_back();
    return;
  }
  edge<thing> &slot = from.slots[below(3)];
  if (!slot)
    return;
  of.targets.erase(of.targets.find(slot.get()));
  slot.reset();
}

/// Edges go from one object to another without touching a count.
void world::move_edges(thing &from, thing &to) {
  if (&from == &to)
    return;
  facts &a = model_.at(&from), &b = model_.at(&to);
  edge<thing> &x = from.slots[below(3)], &y = to.slots[below(3)];
  if (x)
    a.targets.erase(a.targets.find(x.get())), b.targets.insert(x.get());
  if (y)
    b.targets.erase(b.targets.find(y.get())), a.targets.insert(y.get());
  if (below(2))
    std::swap(x, y);
  else
    x.swap(y);
}

/// A handle to something deeper, as a mutator gets it by following edges.
void world::walk() {
  ref<thing> at = any();
  for (std::uint64_t steps = below(6); at && steps; --steps) {
    edge<thing> const &next = at->slots[below(3)];
    if (!next)
      break;
    at = ref<thing>(next);
  }
  if (at)
    add_root(at);
}

void world::observe() {
  ref<thing> of = any();
  if (!of)
    return;
  if (below(3) == 0)
    of->observed = weak<thing>(any());
  else if (below(2))
    weaks_.emplace_back(weak<thing>(of), of.get());
  else
    weaks_.emplace_back(weak<thing>(of,
                                    [this, gone = of.get()] {
                                      called_back_.insert(gone);
                                      if (depth_ < 3 && below(4) == 0) {
                                        ++depth_;
                                        gc::collect(below(2));
                                        --depth_;
                                      }
                                    }),
                        of.get());
}

void world::lock() {
  if (weaks_.empty())
    return;
  std::size_t index = below(weaks_.size());
  auto [observer, at] = weaks_[index];
  if (ref<thing> got = observer.lock()) {
    if (got.get() != at || !model_.count(at))
      complain("a weak reference gave another object, or a dead one");
    else
      add_root(got);
  } else {
    weaks_.erase(weaks_.begin() + static_cast<std::ptrdiff_t>(index));
  }
}

void world::collect() {
  switch (below(8)) {
  case 0:
    gc::collect(1);
    break;
  case 1:
  case 2:
    gc::collect(0);
    break;
  case 3:
    if (below(20) == 0)
      gc::freeze();
    else if (below(3) == 0)
      gc::unfreeze();
    break;
  default:
    gc::step(std::chrono::microseconds(0));
  }
}

void world::one_operation() {
  ref<thing> a = any(), b = any();
  switch (below(16)) {
  case 0:
  case 1:
  case 2:
    return make_one();
  case 3:
  case 4:
    a = b = nullptr;
    return drop_root();
  case 5:
  case 6:
  case 7:
  case 8:
    return a ? link(*a, b) : void();
  case 9:
    return a ? unlink(*a) : void();
  case 10:
    return a ? move_edges(*a, *b) : void();
  case 11:
    return walk();
  case 12:
    return observe();
  case 13:
    return lock();
  default:
    a = b = nullptr;
    return collect();
  }
}

std::set<thing *> world::reachable() const {
  std::set<thing *> seen;
  std::vector<thing *> open;
  auto reach = [&](thing *of) {
    if (seen.insert(of).second)
      open.push_back(of);
  };
  for (auto &[of, known] : model_)
    if (known.handles)
      reach(of);
  while (!open.empty()) {
    thing *of = open.back();
    open.pop_back();
    if (auto at = model_.find(of); at != model_.end())
      for (thing *target : at->second.targets)
        reach(target);
  }
  return seen;
}

void world::check(bool complete) {
  std::set<thing *> alive = reachable();
  for (thing *of : alive)
    if (!model_.count(of))
      complain("an object is reachable and dead");
  if (complete && model_.size() != alive.size())
    complain("unreachable and alive: " +
             std::to_string(model_.size() - alive.size()));
  if (testing::live_objects() != model_.size())
    complain("objects in the heap: " + std::to_string(testing::live_objects()) +
             ", in the model: " + std::to_string(model_.size()));
  for (std::string const &what : testing::verify())
    complain(what);
}

std::string world::run(std::size_t length) {
  bool in_slices = below(2); // else hardly a cycle of slices comes to its end
  for (std::size_t step = 0; step < length && wrong_.empty(); ++step) {
    one_operation();
    if (in_slices)
      gc::step(std::chrono::microseconds(0));
    if (step % 16 == 15)
      check(false);
  }
  gc::unfreeze();
  for (int i = 0; i < 3; ++i) // finalizers may have brought some back, once
    testing::collect_all();
  check(true);
  while (!roots_.empty())
    drop_root();
  for (int i = 0; i < 4; ++i) {
    testing::collect_all();
    while (!roots_.empty())
      drop_root();
  }
  check(true);
  if (!model_.empty())
    complain("left at the end: " + std::to_string(model_.size()));
  return wrong_;
}

} // namespace ouro::test
