// Random histories of a heap, and an oracle that knows who is reachable.
//
// Every mutation goes through `world`, finalizers' too, so the model is a plain
// graph beside the heap. The oracle searches it from the handles: naive, and
// without a line of the collector's.
#ifndef OURO_TEST_RUNTIME_HISTORY_HPP
#define OURO_TEST_RUNTIME_HISTORY_HPP

#include "ouro/gc.hpp"
#include "ouro/testing.hpp"

#include <map>
#include <random>
#include <set>
#include <sstream>

namespace ouro::test {

class world;

/// What a finalizer does when its turn comes; a bit each.
enum mischief : unsigned {
  throwing = 1,
  resurrecting = 2,
  relinking = 4,
  allocating = 8,
  collecting = 16,
  unlinking = 32
};

class thing {
public:
  thing(world &in, unsigned does) : in_(&in), does_(does) {}
  virtual ~thing();
  thing(thing const &) = delete;
  void trace(auto &visit) const { visit(slots, more, observed); }

  edge<thing> slots[3];
  std::vector<edge<thing>> more;
  weak<thing> observed;

protected:
  void be_mischievous();
  world *in_;
  unsigned does_;
};

/// Of another size, so on other pages; only this kind has a finalizer.
class finalizable : public thing {
public:
  using thing::thing;
  void finalize() { be_mischievous(); }
  void trace(auto &visit) const { thing::trace(visit); }

private:
  char padding_[40] = {};
};

/// The heap under test and the model of it.
class world {
public:
  explicit world(std::uint64_t seed) : random_(seed) {}
  /// Runs `length` random operations; says what was wrong, or nothing.
  std::string run(std::size_t length);

  void died(thing *of);
  void finalizing(thing *of, unsigned does);

private:
  struct facts {
    std::multiset<thing *> targets;
    std::size_t handles = 0;
    bool is_dying = false; // in its finalizer or destructor
  };

  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
  ref<thing> any() {
    return roots_.empty() ? ref<thing>() : roots_[below(roots_.size())];
  }
  void one_operation();
  void make_one();
  void add_root(ref<thing> of);
  void drop_root();
  void link(thing &from, ref<thing> const &to);
  void unlink(thing &from);
  void move_edges(thing &from, thing &to);
  void walk();
  void observe();
  void lock();
  void collect();
  std::set<thing *> reachable() const;
  void check(bool complete);
  void complain(std::string what) {
    if (wrong_.empty())
      wrong_ = std::move(what);
  }

  std::mt19937_64 random_;
  std::map<thing *, facts> model_;
  std::vector<ref<thing>> roots_;
  std::vector<std::pair<weak<thing>, thing *>> weaks_;
  std::set<thing *> called_back_;
  std::string wrong_;
  unsigned depth_ = 0;
};

} // namespace ouro::test

#endif
