//===- WeakContainerTest.cpp - Maps and sets that keep nothing alive ------===//
//
// Names in comments are those of CPython's Lib/test/test_weakref.py and
// test_weakset.py.
//
//===----------------------------------------------------------------------===//
#include "Fixture.hpp"

#include "ouro/weak_containers.hpp"

using namespace ouro;
using namespace ouro::test;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

namespace {

class WeakContainers : public Runtime {};

using by_name = weak_value_map<std::string, node>;

std::vector<std::string> names(weak_set<node> const &of) {
  std::vector<std::string> all;
  for (ref<node> one : of)
    all.push_back(one->name);
  return all;
}

TEST_F(WeakContainers, ValuesByKey) { // test_weak_values, test_weak_valued_dict
  by_name map;
  ref<node> a = make<node>("a"), b = make<node>("b");
  map.set("x", a);
  map.set("y", b);
  EXPECT_EQ(map.get("x"), a);
  EXPECT_EQ(map.size(), 2u);
  EXPECT_FALSE(map.get("z"));
  a.reset(); // nothing but the map knows it
  EXPECT_EQ(node::alive, 1);
  EXPECT_FALSE(map.contains("x"));
  EXPECT_EQ(map.size(), 1u);
  map.set("y", make<node>("at once")); // its handle is gone with the line
  EXPECT_TRUE(map.empty());
}

TEST_F(WeakContainers, ValuesAreReplaced) {
  by_name map;
  ref<node> a = make<node>("a"), b = make<node>("b");
  map.set("x", a);
  map.set("x", b);
  EXPECT_EQ(map.get("x"), b);
  EXPECT_EQ(map.size(), 1u);
  a.reset(); // the end of what stood there before does not matter
  EXPECT_EQ(map.get("x"), b);
  EXPECT_EQ(map.get_or_set("x", make<node>("late")), b); // test_setdefault
  ref<node> c = make<node>("c");
  EXPECT_EQ(map.get_or_set("y", c), c);
  EXPECT_EQ(map.pop("y"), c); // test_weak_valued_dict_popitem
  EXPECT_FALSE(map.pop("y"));
  EXPECT_TRUE(map.erase("x"));
  EXPECT_FALSE(map.erase("x")); // test_weak_valued_delitem
  EXPECT_TRUE(map.empty());
}

TEST_F(WeakContainers, KeysByIdentity) { // test_weak_keyed_dict, test_weak_keys
  weak_key_map<node, std::string> map;
  ref<node> a = make<node>("same"), b = make<node>("same");
  map.set(a, "of a");
  map.set(b, "of b");
  ASSERT_TRUE(map.find(a));
  EXPECT_EQ(*map.find(a), "of a");
  map.set(a, "else");
  EXPECT_EQ(*map.find(a), "else");
  EXPECT_EQ(*map.get_or_set(b, "late"), "of b");
  EXPECT_EQ(map.size(), 2u);
  a.reset();
  EXPECT_EQ(map.size(), 1u);
  EXPECT_EQ(map.pop(b), "of b");
  EXPECT_EQ(map.pop(b), std::nullopt);
  EXPECT_FALSE(map.erase(b)); // test_weak_keyed_bad_delitem
  EXPECT_FALSE(map.contains(b));
}

TEST_F(WeakContainers, SlotsOfKeysAreUsedAgain) {
  weak_key_map<node, int> map;
  auto walk = map.begin(); // keeps what ended in the table
  for (int i = 0; i < 100; ++i) {
    ref<node> same_place = make<node>();
    EXPECT_FALSE(map.contains(same_place)) << i;
    map.set(same_place, i);
    EXPECT_EQ(*map.find(same_place), i);
  }
  EXPECT_TRUE(map.empty());
}

TEST_F(WeakContainers, SetOfObjects) { // test_add, test_contains, test_discard
  weak_set<node> set;
  ref<node> a = make<node>("a"), b = make<node>("b"), c = make<node>("c");
  EXPECT_TRUE(set.insert(a));
  EXPECT_TRUE(set.insert(b));
  EXPECT_FALSE(set.insert(b));
  EXPECT_FALSE(set.contains(c));
  EXPECT_THAT(names(set), UnorderedElementsAre("a", "b"));
  a.reset();
  EXPECT_THAT(names(set), ElementsAre("b"));
  EXPECT_TRUE(set.erase(b));
  EXPECT_FALSE(set.erase(b));
  set.insert(c);
  set.clear(); // test_clear
  EXPECT_TRUE(set.empty());
  EXPECT_TRUE(set.insert(c));
}

// test_weak_keyed_len_cycles, test_weak_valued_len_cycles, test_len_cycles
TEST_F(WeakContainers, RingsStayUntilTheyAreCollected) {
  by_name values;
  weak_key_map<node, int> keys;
  weak_set<node> set;
  for (int i = 0; i < 20; ++i) {
    ref<node> ring = make<node>();
    ring->next = ring;
    values.set(std::to_string(i), ring);
    keys.set(ring, i);
    set.insert(ring);
  }
  EXPECT_EQ(values.size() + keys.size() + set.size(), 60u);
  EXPECT_EQ(gc::collect(), 20u);
  EXPECT_EQ(values.size() + keys.size() + set.size(), 0u);
}

// test_weak_*_destroy_while_iterating: entries end during a walk
TEST_F(WeakContainers, ObjectsEndWhileOneWalks) {
  weak_set<node> set;
  std::vector<ref<node>> all;
  for (int i = 0; i < 50; ++i)
    set.insert(all.emplace_back(make<node>(std::to_string(i))));
  std::size_t seen = 0;
  for (ref<node> one : set) {
    ++seen;
    if (seen == 10) {
      all.clear(); // only the one at hand is left
      EXPECT_EQ(set.size(), 1u);
    }
    EXPECT_TRUE(set.contains(one));
  }
  EXPECT_EQ(seen, 10u);
  EXPECT_TRUE(set.empty());
}

// test_weak_destroy_and_mutate_while_iterating
TEST_F(WeakContainers, ErasedWhileOneWalks) {
  weak_key_map<node, int> map;
  std::vector<ref<node>> all;
  for (int i = 0; i < 30; ++i)
    map.set(all.emplace_back(make<node>()), i);
  int seen = 0;
  for (auto [key, value] : map) {
    ++seen;
    EXPECT_TRUE(map.erase(key));
    EXPECT_FALSE(map.contains(key));
    value = -1; // still there while the walk is
    if (seen == 20)
      map.clear();
  }
  EXPECT_EQ(seen, 20);
  EXPECT_TRUE(map.empty());
  map.set(all[0], 7);
  EXPECT_EQ(map.size(), 1u);
}

TEST_F(WeakContainers, WalkingHoldsWhatItIsAt) { // test_weak_valued_iters
  by_name map;
  ref<node> a = make<node>("a");
  map.set("x", a);
  auto at = map.begin();
  a.reset();
  EXPECT_EQ((*at).second->name, "a");
  EXPECT_EQ((*at).first, "x");
  EXPECT_EQ(node::alive, 1);
  EXPECT_TRUE(++at == map.end());
  EXPECT_EQ(node::alive, 0);
}

/// Its end ends the next one.
TEST_F(WeakContainers,
       KeysThatKeepEachOther) { // test_weak_keyed_cascading_deletes
  weak_key_map<node, ref<node>> map;
  ref<node> first = make<node>(), last = first;
  for (int i = 0; i < 1000; ++i) {
    ref<node> next = make<node>();
    map.set(last, next); // the value is the next key
    last = std::move(next);
  }
  last.reset();
  EXPECT_EQ(map.size(), 1000u);
  first.reset();
  EXPECT_TRUE(map.empty());
  EXPECT_EQ(node::alive, 0);
}

struct meddling { // looks into the map as it ends
  weak_key_map<node, std::shared_ptr<meddling>> *in;
  std::size_t *seen;
  ref<node> also;
  ~meddling() {
    *seen = in->size();
    in->erase(also);
    in->clear();
  }
};

TEST_F(WeakContainers, PayloadsMayComeBack) {
  std::size_t seen = 99;
  weak_key_map<node, std::shared_ptr<meddling>> map;
  ref<node> a = make<node>(), b = make<node>(), c = make<node>();
  map.set(a, std::make_shared<meddling>(&map, &seen, b));
  map.set(b, nullptr);
  map.set(c, nullptr);
  a.reset();
  EXPECT_EQ(seen, 2u);
  EXPECT_TRUE(map.empty());
}

struct owner { // a container in a ring with its own elements
  weak_set<owner> known;
  weak_value_map<std::string, owner> by_name;
  weak_key_map<owner, edge<owner>> friends;
  edge<owner> next;
  void trace(auto &visit) const { visit(known, by_name, friends, next); }
};

TEST_F(WeakContainers, GarbageWithItsElements) { // test_remove_closure
  weak_set<owner> outside;
  {
    ref<owner> a = make<owner>(), b = make<owner>();
    a->next = b, b->next = a;
    a->known.insert(b), a->known.insert(a), outside.insert(b);
    b->by_name.set("a", a);
    a->friends.set(b, make<owner>());
  }
  EXPECT_EQ(outside.size(), 1u);
  EXPECT_EQ(gc::collect(), 3u);
  EXPECT_TRUE(outside.empty());
}

TEST_F(WeakContainers, EdgesOfPayloadsAreSeen) {
  ref<owner> holder = make<owner>(), key = make<owner>();
  holder->friends.set(key, make<owner>());
  EXPECT_EQ(gc::collect(), 0u);
  EXPECT_EQ(ouro::testing::live_objects(), 3u);
  key.reset(); // takes the friend along
  EXPECT_EQ(ouro::testing::live_objects(), 1u);
}

struct says_farewell : enable_ref_from_this<says_farewell> {
  using ouro_no_edges = void;
  weak_set<says_farewell> *set;
  weak_key_map<says_farewell, int> *map;
  says_farewell(weak_set<says_farewell> *set,
                weak_key_map<says_farewell, int> *map)
      : set(set), map(map) {}
  ~says_farewell() {
    ref<says_farewell> self = ref_from_this();
    EXPECT_FALSE(set->insert(self));
    EXPECT_FALSE(map->get_or_set(self, 1));
  }
};

TEST_F(WeakContainers, NothingEntersWhileItIsDestroyed) {
  weak_set<says_farewell> set;
  weak_key_map<says_farewell, int> map;
  make<says_farewell>(&set, &map);
  EXPECT_TRUE(set.empty());
  EXPECT_TRUE(map.empty());
}

TEST_F(WeakContainers, FailingAllocationLeavesNoEntry) {
  ref<node> a = make<node>();
  weak_set<node> set;
  ouro::testing::fail_allocations_after(0);
  EXPECT_THROW(set.insert(a), std::bad_alloc);
  ouro::testing::allow_allocations();
  EXPECT_TRUE(set.empty());
  EXPECT_FALSE(set.contains(a));
  EXPECT_TRUE(set.insert(a));
}

TEST_F(WeakContainers, ContainersEndFirst) {
  ref<node> a = make<node>();
  {
    weak_set<node> set;
    set.insert(a);
    EXPECT_EQ(weak_count(a), 1u);
  }
  EXPECT_EQ(weak_count(a), 0u);
  a.reset();
}

// test_weak_*_len_race: sizes hold while collections run at any time
TEST_F(WeakContainers, CollectionsAtAnyTime) {
  weak_key_map<node, std::size_t> map;
  gc::policy often;
  often.young_objects = 64;
  gc::threshold(often);
  gc::enable();
  for (std::size_t i = 0; i < 5000; ++i) {
    ref<node> ring = make<node>();
    ring->next = ring;
    map.set(ring, i);
    std::size_t walked = 0, size = map.size();
    if (i % 100 == 0)
      for (auto [key, value] : map)
        walked += value <= i;
    EXPECT_LE(walked, size);
    EXPECT_LE(map.size(), i + 1);
  }
  gc::disable();
  gc::collect();
  EXPECT_TRUE(map.empty());
}

} // namespace
