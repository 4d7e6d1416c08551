//===- ThreadsTest.cpp - The biased and the atomic policy -----------------===//
#include "Fixture.hpp"

#include "ouro/weak_containers.hpp"

#include <random>
#include <thread>

using namespace ouro;

namespace {

struct shared {
  edge<shared> next, other;
  std::atomic<int> touched{0};
  static inline std::atomic<int> alive{0};
  shared() { ++alive; }
  ~shared() { --alive; }
  void trace(auto &visit) const { visit(next, other); }
};

constexpr int threads = 4;

template <class F> void on_threads(F f) {
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i)
    all.emplace_back([&f, i] {
      attached_thread attached;
      f(i);
    });
  blocking_region waiting; // collections do not wait for this thread
  for (auto &one : all)
    one.join();
}

TEST(Threads, HandlesAreCopiedEverywhere) {
  ref<shared> one = make<shared>();
  on_threads([&](int) {
    for (int i = 0; i < 20000; ++i) {
      ref<shared> mine = one, again = mine;
      mine->touched.fetch_add(1, std::memory_order_relaxed);
    }
  });
  EXPECT_EQ(one->touched, threads * 20000);
  one.reset();
  gc::collect();
  EXPECT_EQ(shared::alive, 0);
}

TEST(Threads, ObjectsAreHandedOver) {
  std::mutex mutex;
  std::vector<ref<shared>> market;
  on_threads([&](int number) {
    std::mt19937 random(static_cast<unsigned>(number));
    for (int i = 0; i < 5000; ++i) {
      ref<shared> made = make<shared>();
      made->next = make<shared>();
      std::lock_guard lock(
          mutex); // nothing that may wait for a collection in here
      market.push_back(std::move(made));
      if (market.size() > 50)
        market.erase(market.begin() +
                     static_cast<long>(random() % market.size()));
    }
  });
  market.clear();
  gc::collect();
  EXPECT_EQ(shared::alive, 0);
  EXPECT_THAT(ouro::testing::verify(), ::testing::IsEmpty());
}

// CPython's test_threaded_weak_valued_pop and its kin: objects end elsewhere
TEST(Threads, WeakContainersWhoseObjectsEndElsewhere) {
  on_threads([&](int number) {
    weak_key_map<shared, int> map;
    weak_value_map<int, shared> values;
    std::mutex mutex;
    std::vector<ref<shared>> handed_over;
    std::atomic<bool> done{false};
    std::thread other([&] {
      attached_thread attached;
      while (!done) {
        std::lock_guard lock(mutex);
        handed_over.clear(); // here they end
        gc::collect(0);
      }
    });
    for (int i = 0; i < 3000; ++i) {
      ref<shared> made = make<shared>();
      map.set(made, number);
      values.set(i % 100, made);
      EXPECT_EQ(*map.find(made), number);
      for (int k = 0; k < 3; ++k) {
        ref<shared> found = values.get((i + 37 * k) % 100);
        EXPECT_TRUE(!found || map.contains(found));
      }
      blocking_region waiting;
      std::lock_guard lock(mutex);
      handed_over.push_back(std::move(made));
    }
    done = true;
    {
      blocking_region waiting;
      other.join();
    }
    handed_over.clear();
    EXPECT_TRUE(map.empty());
    EXPECT_TRUE(values.empty());
    for (auto [key, value] : map)
      ADD_FAILURE() << value;
  });
  gc::collect();
  EXPECT_EQ(shared::alive, 0);
}

TEST(Threads, RingsAreCollectedWhileOthersRun) {
  auto before = gc::stats(); // the end of a thread collects, too
  on_threads([&](int number) {
    ref<shared> kept = make<shared>();
    for (int i = 0; i < 2000; ++i) {
      ref<shared> a = make<shared>(), b = make<shared>();
      a->next = b, b->next = a, a->other = kept;
      if (i % 200 == number * 10)
        gc::collect(static_cast<unsigned>(i / 200) % 2);
      safepoint();
    }
    EXPECT_EQ(kept->touched, 0);
    // The last rings are still there, and hold "kept" when it is let go.
  });
  gc::collect();
  auto after = gc::stats();
  EXPECT_EQ(shared::alive, 0);
  EXPECT_EQ(after[0].collected + after[1].collected,
            before[0].collected + before[1].collected + threads * 4001u);
  EXPECT_THAT(ouro::testing::verify(), ::testing::IsEmpty());
}

TEST(Threads, WeakReferencesAreLockedEverywhere) {
  std::atomic<int> called{0};
  for (int round = 0; round < 50; ++round) {
    ref<shared> one = make<shared>();
    weak<shared> watcher(one, [&] { ++called; });
    weak<shared> plain(one);
    on_threads([&, round](int number) {
      for (int i = 0; i < 100; ++i)
        if (ref<shared> got = plain.lock())
          got->touched.fetch_add(1, std::memory_order_relaxed);
      static_cast<void>(number + round);
    });
    one.reset();
    gc::collect();
    EXPECT_TRUE(plain.expired());
  }
  EXPECT_EQ(called, 50);
  EXPECT_EQ(shared::alive, 0);
}

} // namespace
