//===- HeapTest.cpp - Pages, large and aligned objects, no memory ---------===//
#include "Fixture.hpp"

#include <cstring>
#include <thread>

using namespace ouro;
using namespace ouro::test;

namespace {

class Heap : public Runtime {};

template <std::size_t Size, std::size_t Align = 1> struct alignas(Align) block {
  char bytes[Size];
};

template <class T> void fill_and_free(std::size_t count) {
  std::vector<ref<T>> all;
  for (std::size_t i = 0; i < count; ++i) {
    all.push_back(make<T>());
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(all.back().get()) % alignof(T),
              0u);
    std::memset(all.back()->bytes, static_cast<int>(i), sizeof(T::bytes));
  }
  for (std::size_t i = 0; i < count; ++i)
    for (char byte : all[i]->bytes)
      ASSERT_EQ(byte, static_cast<char>(i));
  EXPECT_THAT(ouro::testing::verify(), ::testing::IsEmpty());
}

TEST_F(Heap, SizesAndAlignments) {
  fill_and_free<block<1>>(20000);
  fill_and_free<block<9>>(10000);
  fill_and_free<block<16, 16>>(10000);
  fill_and_free<block<100, 64>>(2000);
  fill_and_free<block<5000>>(100);
  fill_and_free<block<8192, 4096>>(40);
  fill_and_free<block<40000>>(20);
  fill_and_free<block<300000>>(10);
  fill_and_free<block<70000, 32768>>(10);
  EXPECT_EQ(heap_stats().objects, 0u);
}

struct big {
  edge<big> next;
  char bytes[200000];
  void trace(auto &visit) const { visit(next); }
};

TEST_F(Heap, LargeObjectsAreCollected) {
  for (int i = 0; i < 20; ++i) {
    ref<big> a = make<big>(), b = make<big>();
    a->next = b, b->next = a;
  }
  EXPECT_EQ(gc::collect(), 40u);
  EXPECT_EQ(heap_stats().page_bytes, 0u);
}

TEST_F(Heap, EmptyPagesGoBack) {
  std::vector<ref<node>> all;
  for (int i = 0; i < 200000; ++i)
    all.push_back(make<node>());
  heap_statistics full = heap_stats();
  EXPECT_EQ(full.objects, 200000u);
  EXPECT_LT(full.fragmentation, 0.05); // G6
  for (std::size_t i = 0; i < all.size(); ++i)
    if (i % 100)
      all[i].reset();
  EXPECT_GT(heap_stats().fragmentation, 0.95);
  all.clear();
  gc::collect();
  EXPECT_EQ(heap_stats().page_bytes, 0u);
}

TEST_F(Heap, HeadersAreEightBytes) { // G6
  struct pair {
    edge<node> a, b;
  };
  EXPECT_EQ(detail::slot_layout<pair>::stride, 24u);
}

/// Rings, weak references with callbacks, finalizers, both collections.
void work() {
  std::vector<ref<node>> kept;
  for (int i = 0; i < 300; ++i) {
    ref<node> a = make<node>();
    ref<finalized> b = make<finalized>();
    b->next = b, b->other = a, a->next = a;
    weak<node> plain(a), with(a, [] {});
    kept.push_back(a);
    if (i % 100 == 99) {
      fill_and_free<block<3000>>(50);
      gc::collect(0);
      gc::step();
    }
  }
  for (auto &one : kept)
    one->next.reset();
}

// test_no_memory_when_clearing, and everywhere else
TEST_F(Heap, NoMemoryAtEveryAllocation) {
  int failures = 0;
  for (std::int64_t allowed = 0; allowed < 2000; ++allowed) {
    trim_heap();
    ouro::testing::fail_allocations_after(allowed);
    bool failed = false;
    try {
      work();
    } catch (std::bad_alloc const &) {
      failed = true;
    }
    ouro::testing::allow_allocations();
    EXPECT_THAT(ouro::testing::verify(), ::testing::IsEmpty())
        << "after " << allowed;
    for (auto const &any : gc::objects(1))
      if (gc::type_name(any) == detail::name_of<node>())
        static_pointer_cast<node>(any)->next.reset();
    ouro::testing::collect_all();
    ASSERT_EQ(node::alive + finalized::alive, 0) << "after " << allowed;
    failures += failed;
    if (!failed && allowed > 700)
      break;
  }
  EXPECT_GT(failures, 100);
}

// The stack of the marker cannot grow: slower, and right.
TEST_F(Heap, MarkingNeedsNoMemory) {
  ref<node> hub = make<node>();
  for (int i = 0; i < 50000; ++i) {
    hub->kids.push_back(make<node>());
    hub->kids.back()->next = hub;
    hub->kids.back()->kids.push_back(
        hub->kids[static_cast<std::size_t>(i) / 2]);
  }
  ouro::testing::fail_allocations_after(0);
  EXPECT_EQ(gc::collect(), 0u);
  EXPECT_EQ(node::alive, 50001);
  hub.reset();
  EXPECT_EQ(gc::collect(), 50001u);
  ouro::testing::allow_allocations();
}

TEST_F(Heap, EachThreadHasItsOwn) {
  ref<node> mine = make<node>();
  std::size_t before = heap_stats().objects;
  std::thread([] {
    gc::disable();
    EXPECT_EQ(heap_stats().objects, 0u);
    ref<node> a = make<node>();
    a->next = a;
    EXPECT_EQ(heap_stats().objects, 1u);
  }).join(); // what is garbage at the end of a thread is collected
  EXPECT_EQ(node::alive, 1);
  EXPECT_EQ(heap_stats().objects, before);
}

// test_garbage_at_shutdown: what is left at the end is reported by type, what
// is garbage is not, and finalizers find a usable runtime
TEST_F(Heap, WhatIsLeftAtTheEndIsReported) {
  EXPECT_EXIT(
      {
        std::thread([] {
          gc::set_debug(gc::debug_leaks_at_exit);
          gc::disable();
          // Handles that nobody destroys, as those of a ring of roots.
          for (int i = 0; i < 2; ++i)
            make<node>().detach();
          ref<finalized> last = make<finalized>([](finalized &) {
            make<node>(); // ends at once
            std::fputs("finalized\n", stderr);
          });
          last->next = last;
        }).join();
        std::_Exit(0);
      },
      ::testing::ExitedWithCode(0),
      "^finalized\nouro: left at exit: 2 of ouro::test::node\n$");
}

TEST_F(Heap, CrossingThreadsIsNoticed) {
  EXPECT_DEATH(
      {
        ref<node> mine = make<node>();
        std::thread([&] { ref<node> stolen = mine; }).join();
      },
      "an object of one thread was used in another");
}

} // namespace
