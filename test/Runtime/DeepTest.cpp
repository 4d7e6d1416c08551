//===- DeepTest.cpp - 10^7 objects in a row, on 64 KiB of stack -----------===//
#include "Fixture.hpp"

#include <pthread.h>

using namespace ouro;

namespace {

struct link {
  edge<link> next, other;
  void trace(auto &visit) const { visit(next, other); }
};

constexpr std::size_t many = 10'000'000;

/// Runs `f` on a thread whose whole stack is 64 KiB.
template <class F> void on_small_stack(F f) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  ASSERT_EQ(pthread_attr_setstacksize(&attributes, 64 * 1024), 0);
  pthread_t thread;
  auto run = [](void *of) -> void * {
    gc::disable();
    (*static_cast<F *>(of))();
    return nullptr;
  };
  ASSERT_EQ(pthread_create(&thread, &attributes, run, &f), 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

ref<link> chain(std::size_t length) {
  ref<link> head;
  for (std::size_t i = 0; i < length; ++i) {
    ref<link> one = make<link>();
    one->next = std::move(head);
    head = std::move(one);
  }
  return head;
}

TEST(Deep, DropOfAChain) {
  on_small_stack([] {
    ref<link> head = chain(many);
    head.reset();
    EXPECT_EQ(heap_stats().objects, 0u);
  });
}

TEST(Deep, CollectionOfARing) {
  on_small_stack([] {
    ref<link> last = make<link>(), head = last;
    for (std::size_t i = 1; i < many; ++i) {
      ref<link> one = make<link>();
      one->next = head;
      head = one;
    }
    last->next = head;
    last.reset();
    EXPECT_EQ(gc::collect(), 0u); // all is reached, one after the other
    head.reset();
    EXPECT_EQ(gc::collect(), many);
  });
}

/// A tree of depth 10^6 whose nodes have two children and lead back to the
/// root.
TEST(Deep, CollectionAndDropOfATree) {
  on_small_stack([] {
    ref<link> root = make<link>(), at = root;
    for (std::size_t i = 0; i < many / 10; ++i) {
      ref<link> inner = make<link>(), leaf = make<link>();
      leaf->next = root;
      at->next = inner;
      at->other = leaf;
      at = inner;
    }
    at.reset();
    EXPECT_EQ(gc::collect(), 0u);
    root.reset();
    EXPECT_EQ(gc::collect(), many / 10 * 2 + 1);
    ref<link> acyclic = chain(3);
    acyclic->other = chain(many / 10);
    acyclic->next->other = chain(many / 10);
    acyclic.reset();
    EXPECT_EQ(heap_stats().objects, 0u);
  });
}

TEST(Deep, SlicesOverARing) {
  on_small_stack([] {
    ref<link> head = chain(many / 10);
    head->other = head;
    EXPECT_GT(ouro::testing::step_to_end(), 1u);
    head.reset();
    ouro::testing::step_to_end();
    EXPECT_EQ(heap_stats().objects, 0u);
  });
}

struct container {
  edge<container> next;
  std::vector<edge<container>> in;
  static inline std::size_t died = 0;
  void finalize() {
    if (++died % 17 == 0)
      gc::collect();
  }
  void trace(auto &visit) const { visit(next, in); }
};

// test_trashcan: nested containers whose finalizers collect every 17th time
TEST(Deep, NestedContainersWhoseFinalizersCollect) {
  on_small_stack([] {
    for (int round = 0; round < 5; ++round) {
      ref<container> outer;
      for (int i = 0; i < 2000; ++i) {
        ref<container> one = make<container>();
        one->in.emplace_back(std::move(outer));
        one->in.emplace_back(make<container>());
        outer = std::move(one);
      }
    }
    EXPECT_EQ(container::died, 5u * 4000);
    EXPECT_EQ(heap_stats().objects, 0u);
  });
}

} // namespace
