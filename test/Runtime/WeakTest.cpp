//===- WeakTest.cpp - Weak references and callbacks -----------------------===//
//
// Names in comments are those of CPython's Lib/test/test_weakref.py.
//
//===----------------------------------------------------------------------===//
#include "Fixture.hpp"

using namespace ouro;
using namespace ouro::test;

namespace {

class Weak : public Runtime {
protected:
  std::vector<std::string> log_;
  auto note(std::string what) {
    return [this, what] { log_.push_back(what); };
  }
};

TEST_F(Weak, LockWhileItLives) { // test_basic_ref
  ref<node> a = make<node>("a");
  weak<node> w(a), none;
  EXPECT_EQ(w.lock(), a);
  EXPECT_FALSE(w.expired());
  a.reset();
  EXPECT_TRUE(w.expired());
  EXPECT_FALSE(w.lock());
  EXPECT_FALSE(none.lock());
}

TEST_F(Weak, CallbacksNewestFirst) { // test_multiple_callbacks
  ref<node> a = make<node>();
  weak<node> first(a, note("first")), second(a, note("second")),
      third(a, note("third"));
  a.reset();
  EXPECT_THAT(log_, ::testing::ElementsAre("third", "second", "first"));
}

TEST_F(Weak, OneBlockWithoutCallback) { // test_ref_reuse, test_getweakrefcount
  ref<node> a = make<node>();
  weak<node> x(a), y(a), z = x;
  EXPECT_EQ(x.block(), y.block());
  EXPECT_EQ(weak_count(a), 1u);
  weak<node> with(a, [] {});
  EXPECT_EQ(weak_count(a), 2u);
  EXPECT_EQ(x, with); // test_equality
  x = y = z = weak<node>();
  EXPECT_EQ(weak_count(a), 1u);
  with.reset();
  EXPECT_EQ(weak_count(a), 0u);
}

TEST_F(Weak, NoCallbackWhenTheReferenceIsGone) {
  ref<node> a = make<node>();
  weak<node>(a, note("gone"));
  a.reset();
  EXPECT_TRUE(log_.empty());
}

TEST_F(Weak, CallbackFromACollection) { // test_callback_in_cycle
  weak<node> outside;
  {
    ref<node> a = make<node>(), b = make<node>();
    a->next = b, b->next = a;
    outside = weak<node>(a, note("outside"));
  }
  EXPECT_FALSE(outside.expired());
  EXPECT_EQ(gc::collect(), 2u);
  EXPECT_THAT(log_, ::testing::ElementsAre("outside"));
}

struct observer {
  edge<observer> next;
  weak<observer> seen;
  void trace(auto &visit) const { visit(next, seen); }
};

// test_callback_reachable_one_way: garbage does not hear of garbage
TEST_F(Weak, NoCallbackForGarbage) {
  ref<observer> live = make<observer>();
  {
    ref<observer> a = make<observer>(), b = make<observer>();
    a->next = b, b->next = a;
    a->seen = weak<observer>(b, note("garbage"));
    live->seen = weak<observer>(b, note("live"));
  }
  EXPECT_EQ(gc::collect(), 2u);
  EXPECT_THAT(log_, ::testing::ElementsAre("live"));
}

// test_bug1055820b: a callback never sees a half-dead object
TEST_F(Weak, CallbacksFindNothingToGetHoldOf) {
  std::vector<weak<node>> all;
  {
    std::vector<ref<node>> ring;
    for (int i = 0; i < 10; ++i)
      ring.push_back(make<node>(std::to_string(i)));
    for (int i = 0; i < 10; ++i)
      ring[i]->next = ring[(i + 1) % 10];
    for (auto &one : ring)
      all.emplace_back(one, [&] {
        for (auto &other : all)
          if (ref<node> got = other.lock())
            log_.push_back(
                got->name); // those have been cleared with their callbacks
      });
  }
  EXPECT_EQ(gc::collect(), 10u);
  EXPECT_TRUE(log_.empty());
}

// test_callback_in_cycle_resurrection; GH-136401: plain ones last until
// finalizers ran
TEST_F(Weak, FinalizersMayLockPlainOnes) {
  ref<finalized> saved;
  weak<finalized> plain;
  {
    ref<finalized> a = make<finalized>();
    a->next = a;
    plain = weak<finalized>(a);
    a->on_finalize = [&](finalized &) { saved = plain.lock(); };
  }
  EXPECT_EQ(gc::collect(), 0u);
  EXPECT_TRUE(saved);
  saved.reset();
  EXPECT_EQ(gc::collect(), 1u);
  EXPECT_TRUE(plain.expired());
}

// GH-136189: those that finalizers create are cleared, too
TEST_F(Weak, CreatedByFinalizersAreCleared) {
  weak<finalized> made;
  {
    ref<finalized> a = make<finalized>(), b = make<finalized>();
    a->next = b, b->next = a;
    b->on_finalize = [&](finalized &self) {
      made = weak<finalized>(ref<finalized>(self.next), note("late"));
    };
  }
  EXPECT_EQ(gc::collect(), 2u);
  EXPECT_TRUE(made.expired());
  EXPECT_TRUE(log_.empty());
}

TEST_F(Weak, ThrowingCallbacksAreContained) { // test_callbacks_protected
  ref<node> a = make<node>();
  weak<node> bad(a, [] { throw 7; }), good(a, note("good"));
  a.reset();
  EXPECT_THAT(log_, ::testing::ElementsAre("good"));
  EXPECT_EQ(unraisable.size(), 1u);
  unraisable.clear();
}

// test_sf_bug_840829: a collection in a callback must not free the object twice
TEST_F(Weak, CallbacksMayCollect) {
  std::size_t collected = 0;
  weak<node> w;
  {
    ref<node> a = make<node>(), garbage = make<node>();
    garbage->next = garbage;
    w = weak<node>(a, [&] { collected += gc::collect(); });
  }
  EXPECT_EQ(collected, 1u); // "garbage" was declared last, so let go first
  EXPECT_EQ(gc::collect(), 0u);
}

struct watches_itself : enable_ref_from_this<watches_itself> {
  using ouro_no_edges = void;
  weak<watches_itself> *out;
  explicit watches_itself(weak<watches_itself> *out) : out(out) {}
  ~watches_itself() { *out = weak<watches_itself>(ref_from_this()); }
};

TEST_F(Weak,
       NoneToAnObjectThatIsBeingDestroyed) { // test_ref_created_during_del
  weak<watches_itself> made;
  make<watches_itself>(&made);
  EXPECT_TRUE(made.expired());
}

TEST_F(Weak, ManyInRandomOrder) {
  std::vector<ref<node>> objects;
  std::vector<weak<node>> weaks;
  int calls = 0;
  for (int i = 0; i < 5000; ++i) {
    objects.push_back(make<node>());
    for (int k = 0; k < i % 4; ++k)
      weaks.push_back(k % 2 ? weak<node>(objects.back(), [&] { ++calls; })
                            : weak<node>(objects.back()));
    objects.back()->next =
        objects[static_cast<std::size_t>(i * 7919) % objects.size()];
  }
  objects.clear();
  gc::collect();
  EXPECT_EQ(calls, 2500);
  for (auto &w : weaks)
    EXPECT_TRUE(w.expired());
}

} // namespace
