//===- CollectorTest.cpp - Rings: found, counted, freed -------------------===//
//
// Names in comments are those of CPython's Lib/test/test_gc.py.
//
//===----------------------------------------------------------------------===//
#include "Fixture.hpp"

using namespace ouro;
using namespace ouro::test;

namespace {

class Collector : public Runtime {};

void ring(std::size_t length) {
  ref<node> first = make<node>(), last = first;
  for (std::size_t i = 1; i < length; ++i) {
    ref<node> one = make<node>();
    last->next = one;
    last = one;
  }
  last->next = first;
}

TEST_F(Collector, ASelfLoop) { // test_instance
  ring(1);
  EXPECT_EQ(node::alive, 1);
  EXPECT_EQ(gc::collect(), 1u);
  EXPECT_EQ(node::alive, 0);
}

TEST_F(Collector, CountsExactlyWhatItFrees) {
  for (std::size_t length : {2, 3, 100, 5000}) {
    ring(length);
    expect_sound();
    EXPECT_EQ(ouro::testing::unreachable_objects(), length);
    EXPECT_EQ(gc::collect(), length);
    EXPECT_EQ(gc::collect(), 0u);
    expect_sound();
  }
}

TEST_F(Collector,
       TheYoungAreFoundByAYoungCollection) { // test_collect_generations
  ref<node> old = make<node>();
  EXPECT_EQ(gc::count().young_objects, 1u);
  gc::collect(0);
  EXPECT_EQ(gc::count().young_objects, 0u);
  old->next = old;
  old.reset();
  ring(10);
  EXPECT_EQ(gc::collect(0), 10u); // "old" moved up
  EXPECT_EQ(node::alive, 1);
  EXPECT_EQ(gc::collect(1), 1u);
}

TEST_F(Collector, WhatOldObjectsReferToIsNotYoungGarbage) {
  ref<node> old = make<node>("old");
  gc::collect(0);
  old->next = make<node>("young");
  old->next->next = make<node>("ring");
  old->next->next->next = old->next;
  ring(3);
  EXPECT_EQ(gc::collect(0), 3u);
  EXPECT_EQ(old->next->next->name, "ring");
  EXPECT_EQ(gc::collect(), 0u);
  old->next.reset();
  EXPECT_EQ(gc::collect(0), 0u);
  EXPECT_EQ(gc::collect(1), 2u);
}

TEST_F(Collector, GarbageGivesBackWhatItHeld) {
  ref<node> kept = make<node>("kept");
  {
    ref<node> a = make<node>(), b = make<node>();
    a->next = b, b->next = a;
    a->kids.assign(5, kept);
    b->kids.push_back(make<node>("only held by garbage"));
    a->kids.push_back(b->kids.back());
  }
  EXPECT_EQ(gc::collect(), 3u);
  EXPECT_EQ(detail::all_of(detail::total(kept.target())), 1u);
}

TEST_F(Collector, ManyPagesAndTypes) {
  for (int round = 0; round < 3; ++round) {
    std::vector<ref<node>> kept;
    for (int i = 0; i < 20000; ++i) {
      ref<node> one = make<node>();
      one->next = one;
      ref<finalized> two = make<finalized>();
      two->other = one;
      two->next = two;
      if (i % 3 == 0)
        kept.push_back(one);
    }
    expect_sound();
    std::size_t expected = ouro::testing::unreachable_objects();
    EXPECT_EQ(gc::collect(), expected);
    expect_sound();
    EXPECT_EQ(node::alive, static_cast<int>(kept.size()));
    for (auto &one : kept)
      one->next.reset();
  }
}

TEST_F(Collector,
       BeginsByItself) { // test_indirect_calls_with_gc_disabled is its inverse
  gc::policy often;
  often.young_objects = 1000;
  gc::threshold(often);
  for (int i = 0; i < 50000; ++i)
    ring(2);
  EXPECT_EQ(node::alive, 100000);
  gc::enable();
  for (int i = 0; i < 50000; ++i)
    ring(2);
  gc::disable();
  EXPECT_LT(node::alive, 110000); // the first 100000 may be old by now
  EXPECT_GT(gc::stats()[0].collections, 10u);
}

struct looks_at_neighbour {
  edge<looks_at_neighbour> next;
  int *seen = nullptr;
  void trace(auto &visit) const { visit(next); }
  ~looks_at_neighbour() { *seen += next ? 1 : 0; }
};

// test_function_tp_clear_leaves_consistent_state: a destructor in garbage finds
// empty edges, never dead objects.
TEST_F(Collector, DestructorsInGarbageFindEmptyEdges) {
  int seen = 0;
  for (int i = 0; i < 100; ++i) {
    auto a = make<looks_at_neighbour>(), b = make<looks_at_neighbour>();
    a->seen = b->seen = &seen;
    a->next = b, b->next = a;
  }
  EXPECT_EQ(gc::collect(), 200u);
  EXPECT_EQ(seen, 0);
}

// Pages whose objects were all suspected, and found to be held by old ones.
TEST_F(Collector, FullPagesStayFull) {
  ref<node> old = make<node>();
  gc::collect(0);
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 5000; ++i)
      old->kids.push_back(make<node>(std::to_string(i)));
    EXPECT_EQ(gc::collect(0), 0u);
    expect_sound();
  }
  for (std::size_t i = 0; i < old->kids.size(); ++i)
    ASSERT_EQ(old->kids[i]->name, std::to_string(i % 5000));
}

struct busy {
  edge<busy> next;
  ref<node> *kept = nullptr;
  void trace(auto &visit) const { visit(next); }
  ~busy() {
    for (int i = 0; i < 50; ++i) {
      ref<node> made = make<node>("made in a destructor");
      made->next = made;
      if (i == 7)
        *kept = made;
    }
    collected += gc::collect();
  }
  static inline std::size_t collected = 0;
};

TEST_F(Collector, DestructorsInGarbageMayMakeObjectsAndCollect) {
  ref<node> kept;
  for (int i = 0; i < 300; ++i) {
    auto one = make<busy>();
    one->kept = &kept;
    one->next = one;
  }
  EXPECT_EQ(gc::collect(), 300u);
  EXPECT_EQ(busy::collected,
            0u); // a collection inside a collection does nothing
  EXPECT_EQ(kept->name, "made in a destructor");
  expect_sound();
  EXPECT_EQ(node::alive, 300 * 50);
  EXPECT_EQ(gc::collect(), 300u * 50 - 1);
  kept->next.reset();
}

} // namespace
