// What the runtime's tests share: nodes that count themselves, and a fixture
// that finds the heap sound and empty after each test.
#ifndef OURO_TEST_RUNTIME_FIXTURE_HPP
#define OURO_TEST_RUNTIME_FIXTURE_HPP

#include "ouro/gc.hpp"
#include "ouro/heap.hpp"
#include "ouro/testing.hpp"
#include "ouro/threads.hpp"

#include <gmock/gmock.h>

namespace ouro::test {

/// Two named edges, a list of more, and a count of those that are alive.
struct node {
  explicit node(std::string name = "") : name(std::move(name)) { ++alive; }
  node(node const &) = delete;
  ~node() { --alive; }
  void trace(auto &visit) const { visit(next, other, kids); }

  edge<node> next, other;
  std::vector<edge<node>> kids;
  std::string name;
  static inline int alive = 0;
};

/// Runs a function when it is finalized; finalizers need no type of their own.
struct finalized {
  explicit finalized(std::function<void(finalized &)> f = nullptr)
      : on_finalize(std::move(f)) {
    ++alive;
  }
  ~finalized() { --alive; }
  void finalize() {
    ++calls;
    if (on_finalize)
      on_finalize(*this);
  }
  void trace(auto &visit) const { visit(next, other); }

  edge<finalized> next;
  edge<node> other;
  std::function<void(finalized &)> on_finalize;
  int calls = 0;
  static inline int alive = 0;
};

class Runtime : public ::testing::Test {
protected:
  void SetUp() override {
    ouro::testing::collect_all();
    node::alive = finalized::alive = 0;
    gc::disable(); // collections happen where a test asks for them
    gc::on_misuse([this](gc::misuse const &what) { misuses.push_back(what); });
    gc::on_unraisable([this](std::exception_ptr error, std::string_view where) {
      unraisable.emplace_back(where);
      static_cast<void>(error);
    });
  }
  void TearDown() override {
    gc::set_debug(0);
    gc::garbage().clear();
    ouro::testing::collect_all();
    EXPECT_THAT(ouro::testing::verify(), ::testing::IsEmpty());
    EXPECT_EQ(node::alive, 0);
    EXPECT_EQ(finalized::alive, 0);
    EXPECT_THAT(unraisable, ::testing::IsEmpty())
        << "contained, but not expected";
    EXPECT_EQ(misuses.size(), 0u) << misuses.front().what;
    gc::threshold({});
    gc::on_misuse(nullptr);
    gc::on_unraisable(nullptr);
  }
  static void expect_sound() {
    EXPECT_THAT(ouro::testing::verify(), ::testing::IsEmpty());
  }

  std::vector<gc::misuse> misuses;
  std::vector<std::string> unraisable;
};

} // namespace ouro::test

#endif
