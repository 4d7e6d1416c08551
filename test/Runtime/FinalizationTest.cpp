//===- FinalizationTest.cpp - Finalizers, and who comes back --------------===//
//
// CPython's test_finalization.py: {simple, resurrecting, suicidal} x {acyclic,
// self-loop, chain of rings, mixed}; and test_gc.py where named.
//
//===----------------------------------------------------------------------===//
#include "Fixture.hpp"

using namespace ouro;
using namespace ouro::test;

namespace {

using finalizer = std::function<void(finalized &)>;

enum class kind { simple, resurrecting, suicidal };
enum class shape { acyclic, self_loop, chain, mixed };

class Finalization
    : public Runtime,
      public ::testing::WithParamInterface<std::tuple<kind, shape>> {
protected:
  static ref<finalized> made(finalizer f = nullptr) {
    return make<finalized>(std::move(f));
  }

  static ref<finalized> of_kind(kind of, int &calls,
                                std::vector<ref<finalized>> &saved) {
    ref<finalized> one = made();
    finalized *self = one.get(); // not a handle: that would keep it
    one->on_finalize = [=, &calls, &saved](finalized &at) {
      EXPECT_EQ(&at, self);
      ++calls;
      if (of == kind::resurrecting)
        saved.push_back(find(self));
      if (of == kind::suicidal)
        at.next.reset();
    };
    return one;
  }
  /// A handle to an object at hand, as a finalizer would get it from a member.
  static ref<finalized> find(finalized *of) {
    detail::header *header = detail::header::of(of);
    detail::add(header, detail::handle_one);
    return ref<finalized>(header, detail::adopt_t{});
  }

  void build(kind of, shape in, int &calls,
             std::vector<ref<finalized>> &saved) {
    auto one = [&] { return of_kind(of, calls, saved); };
    if (in == shape::acyclic) {
      one();
    } else if (in == shape::self_loop) {
      ref<finalized> self = one();
      self->next = self;
    } else {
      // Rings of four, each held by the one before.
      ref<finalized> before;
      for (int i = 0; i < 3; ++i) {
        ref<finalized> first = one(), last = first;
        for (int k = 1; k < 4; ++k) {
          ref<finalized> now = in == shape::mixed && k % 2 ? made() : one();
          last->next = now;
          last = now;
        }
        last->next = first;
        first->other = make<node>();
        if (before)
          before->on_finalize = nullptr;
        before = first;
      }
    }
  }
};

TEST_P(Finalization, EachOnce) {
  auto [of, in] = GetParam();
  int calls = 0;
  std::vector<ref<finalized>> saved;
  build(of, in, calls, saved);
  int built = finalized::alive;
  gc::collect();
  int called = calls;
  EXPECT_GT(called, 0);
  expect_sound();
  if (of == kind::resurrecting) {
    EXPECT_FALSE(saved.empty());
    EXPECT_GE(finalized::alive, static_cast<int>(saved.size()));
    for (auto &one : saved)
      EXPECT_TRUE(gc::is_finalized(one));
  } else {
    EXPECT_EQ(finalized::alive, 0);
    EXPECT_TRUE(built == 0 || in != shape::acyclic);
  }
  saved.clear();
  gc::collect();
  gc::collect();
  EXPECT_EQ(calls, called) << "called twice";
  EXPECT_EQ(finalized::alive, 0);
}

INSTANTIATE_TEST_SUITE_P(
    All, Finalization,
    ::testing::Combine(::testing::Values(kind::simple, kind::resurrecting,
                                         kind::suicidal),
                       ::testing::Values(shape::acyclic, shape::self_loop,
                                         shape::chain, shape::mixed)));

class Finalizers : public Finalization {
protected:
  std::vector<ref<finalized>> saved_;
};

// test_resurrection_is_transitive
TEST_F(Finalizers, WhatAResurrectedObjectHoldsLivesToo) {
  {
    ref<finalized> a = made(), b = made();
    a->next = b, b->next = a;
    b->other = make<node>("cargo");
    b->other->next = make<node>("more");
    a->on_finalize = [this](finalized &self) { saved_.push_back(find(&self)); };
  }
  EXPECT_EQ(gc::collect(), 0u);
  EXPECT_EQ(saved_.at(0)->next->other->next->name, "more");
  saved_.clear();
  EXPECT_EQ(gc::collect(), 4u);
}

// test_resurrection_does_not_block_cleanup_of_other_objects
TEST_F(Finalizers, OthersAreCollectedAndOnlyTheyAreCounted) {
  for (int i = 0; i < 10; ++i) {
    ref<finalized> one = made();
    one->next = one;
    if (i % 2)
      one->on_finalize = [this](finalized &self) {
        saved_.push_back(find(&self));
      };
  }
  EXPECT_EQ(gc::collect(), 5u);
  EXPECT_EQ(saved_.size(), 5u);
  saved_.clear();
  EXPECT_EQ(gc::collect(),
            5u); // test_resurrection_only_happens_once_per_object
  EXPECT_TRUE(saved_.empty());
}

// test_bug21435: finalizers that take each other's links away
TEST_F(Finalizers, MayUnlinkEachOther) {
  for (int round = 0; round < 20; ++round) {
    std::vector<ref<finalized>> all(5);
    for (auto &one : all)
      one = made();
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i]->next = all[(i + 1) % all.size()];
      all[i]->on_finalize = [](finalized &self) {
        if (self.next)
          self.next->next.reset();
        self.next.reset();
      };
    }
  }
  EXPECT_EQ(finalized::alive, 100);
  gc::collect();
  EXPECT_EQ(finalized::alive, 0);
}

TEST_F(Finalizers, MayStoreGarbageInLiveObjects) {
  ref<finalized> live = made();
  {
    ref<finalized> a = made(), b = made();
    a->next = b, b->next = a;
    a->on_finalize = [to = live.get()](finalized &self) {
      to->next = self.next;
    };
  }
  EXPECT_EQ(gc::collect(), 0u);
  EXPECT_EQ(live->next->next->next, live->next);
  live->next.reset();
  EXPECT_EQ(gc::collect(), 2u);
}

TEST_F(Finalizers, MayMakeThrowAndCollect) {
  std::size_t inner = 0;
  for (int i = 0; i < 30; ++i) {
    ref<finalized> one = made([&](finalized &) {
      ref<node> garbage = make<node>();
      garbage->next = garbage;
      inner += gc::collect();
      throw std::runtime_error("contained");
    });
    if (i % 2)
      one->next = one;
  }
  // Finalizers of the acyclic ones ran already, and their collections found
  // the rings that were there by then.
  ouro::testing::collect_all();
  EXPECT_EQ(finalized::alive, 0);
  EXPECT_GT(inner, 0u);
  EXPECT_EQ(unraisable.size(), 30u);
  EXPECT_EQ(unraisable.front(), "finalizer");
  unraisable.clear();
}

// test_boom: asking whether there is a finalizer runs no code of the object.
TEST_F(Finalizers, AreKnownByTypeNotByAsking) {
  static_assert(detail::has_finalizer<finalized>);
  static_assert(!detail::has_finalizer<node>);
}

// A chain of rings where each finalizer frees the next one by hand.
TEST_F(Finalizers, MayFreeOtherGarbage) {
  ref<finalized> first = made();
  first->next = first;
  finalized *before = first.get();
  for (int i = 0; i < 50; ++i) {
    ref<finalized> ring = made();
    ring->other = make<node>();
    before->on_finalize = [held = ring.get()](finalized &self) {
      EXPECT_EQ(self.next.get(), &self);
      static_cast<void>(held);
      self.next.reset(); // ends this one as soon as its finalizer is left
    };
    before = ring.get();
    ring->next = ring;
  }
  first.reset();
  gc::collect();
  EXPECT_EQ(finalized::alive, 0);
  expect_sound();
}

} // namespace
