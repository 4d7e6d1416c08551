//===- PanelTest.cpp - The control panel ----------------------------------===//
#include "Fixture.hpp"

using namespace ouro;
using namespace ouro::test;

namespace {

class Panel : public Runtime {};

void garbage(int count) {
  for (int i = 0; i < count; ++i) {
    ref<node> one = make<node>();
    one->next = one;
  }
}

TEST_F(Panel, WrongGenerationsAreErrors) { // test_get_objects_arguments
  EXPECT_THROW(gc::collect(2), std::out_of_range);
  EXPECT_THROW(gc::objects(2), std::out_of_range);
}

TEST_F(Panel, CountsMove) { // test_get_count
  gc::collect();
  ref<node> a = make<node>(), b = make<node>();
  EXPECT_EQ(gc::count().young_objects, 2u);
  b.reset();
  EXPECT_EQ(gc::count().young_objects, 1u);
  gc::collect(0);
  EXPECT_EQ(gc::count().young_objects, 0u);
  EXPECT_EQ(gc::count().young_collections, 1u);
  EXPECT_EQ(gc::count().promoted, 1u);
  gc::collect(1);
  EXPECT_EQ(gc::count().young_collections, 0u);
  EXPECT_EQ(gc::count().promoted, 0u);
}

TEST_F(Panel, StatsAddUp) { // test_get_stats
  auto before = gc::stats();
  garbage(3);
  gc::collect(0);
  garbage(4);
  gc::collect(1);
  auto after = gc::stats();
  EXPECT_EQ(after[0].collections - before[0].collections, 1u);
  EXPECT_EQ(after[0].collected - before[0].collected, 3u);
  EXPECT_EQ(after[1].collected - before[1].collected, 4u);
}

TEST_F(Panel, FrozenObjectsTakeNoPart) { // test_freeze
  ref<node> a = make<node>();
  a->next = make<node>();
  garbage(2);
  gc::freeze();
  EXPECT_GE(gc::freeze_count(), 4u);
  garbage(3);
  a->other = make<node>("held by a frozen one");
  EXPECT_EQ(gc::collect(), 3u);
  EXPECT_EQ(a->other->name, "held by a frozen one");
  expect_sound();
  a->next.reset(); // counts work as ever
  EXPECT_EQ(node::alive, 4);
  gc::unfreeze();
  EXPECT_EQ(gc::freeze_count(), 0u);
  EXPECT_EQ(gc::collect(), 2u);
}

TEST_F(Panel, Callbacks) { // GCCallbackTests
  std::vector<std::tuple<gc::event, unsigned, std::size_t>> seen;
  std::size_t number =
      gc::add_callback([&](gc::event event, gc::report const &of) {
        seen.emplace_back(event, of.generation, of.collected);
      });
  std::size_t bad =
      gc::add_callback([](gc::event, gc::report const &) { throw 1; });
  garbage(2);
  gc::collect(0);
  gc::collect(1);
  gc::remove_callback(number);
  gc::remove_callback(bad);
  gc::collect();
  using e = gc::event;
  EXPECT_THAT(seen, ::testing::ElementsAre(std::tuple(e::start, 0u, 0u),
                                           std::tuple(e::stop, 0u, 2u),
                                           std::tuple(e::start, 1u, 0u),
                                           std::tuple(e::stop, 1u, 0u)));
  EXPECT_EQ(unraisable.size(), 4u);
  unraisable.clear();
}

struct legacy {
  using ouro_uncollectable = void;
  edge<legacy> next;
  edge<node> cargo;
  void trace(auto &visit) const { visit(next, cargo); }
};

TEST_F(Panel, UncollectableObjectsAreKept) { // test_legacy_finalizer
  {
    ref<legacy> a = make<legacy>();
    a->next = a;
    a->cargo = make<node>("cargo");
    garbage(2);
  }
  EXPECT_EQ(gc::collect(), 2u);
  ASSERT_EQ(gc::garbage().size(), 1u);
  EXPECT_EQ(gc::type_name(gc::garbage()[0]), detail::name_of<legacy>());
  EXPECT_EQ(static_pointer_cast<legacy>(gc::garbage()[0])->cargo->name,
            "cargo");
  EXPECT_EQ(gc::collect(), 0u);
  static_pointer_cast<legacy>(gc::garbage()[0])->next.reset();
}

TEST_F(Panel, SaveAll) { // test_saveall
  garbage(5);
  gc::set_debug(gc::debug_save_all);
  EXPECT_EQ(gc::collect(), 0u);
  EXPECT_EQ(gc::garbage().size(), 5u);
  EXPECT_EQ(node::alive, 5);
  gc::set_debug(0);
  gc::garbage().clear();
  EXPECT_EQ(gc::collect(), 5u);
}

TEST_F(Panel,
       Queries) { // test_get_referents, test_is_tracked, test_get_objects
  ref<node> a = make<node>(), b = make<node>();
  a->next = b, a->kids.push_back(b), b->other = a;
  EXPECT_THAT(gc::referents(a), ::testing::ElementsAre(b, b));
  EXPECT_THAT(gc::referrers(b), ::testing::ElementsAre(a));
  EXPECT_EQ(gc::objects(1).size(), 2u);
  gc::collect(0);
  EXPECT_EQ(gc::objects(0).size(), 0u);
  EXPECT_TRUE(gc::is_tracked(a));
  EXPECT_FALSE(gc::is_tracked(make<int>(3)));
  EXPECT_FALSE(gc::is_finalized(a));
  EXPECT_EQ(sizeof_deep(a), 2 * (sizeof(node) + sizeof(detail::header)));
  b->other.reset();
}

class careless { // reports one of two edges
public:
  edge<node> seen, unseen;
  void trace(auto &visit) const { visit(seen); }
};

TEST_F(Panel, AnUnreportedEdgeLeaksAndIsNamed) {
  ref<careless> a = make<careless>();
  a->unseen = make<node>("unseen"); // the line that is reported
  unsigned line = __LINE__ - 1;
  a->unseen->next = make<node>("and what it reaches");
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(gc::collect(), 0u);
    EXPECT_EQ(a->unseen->next->name, "and what it reaches");
    ASSERT_EQ(misuses.size(), 1u);
    EXPECT_EQ(misuses[0].type, detail::name_of<node>());
    EXPECT_EQ(misuses[0].all, 1u);
    EXPECT_EQ(misuses[0].edges_found, 0u);
    EXPECT_EQ(misuses[0].line, line);
    EXPECT_TRUE(misuses[0].file.ends_with("PanelTest.cpp"));
    misuses.clear();
  }
  ouro::testing::step_to_end();
  EXPECT_EQ(misuses.size(), 1u);
  misuses.clear();
  EXPECT_EQ(gc::collect(0), 0u);
}

TEST_F(Panel, AnEdgeOutsideATracedObjectLeaksAndIsNamed) {
  edge<node> stray = make<node>("stray");
  EXPECT_EQ(gc::collect(), 0u);
  EXPECT_EQ(stray->name, "stray");
  EXPECT_EQ(misuses.size(), 1u);
  misuses.clear();
}

struct leaf {
  int value = 0;
};
struct forgetful { // holds leaves that it does not report
  edge<leaf> unseen[2];
  edge<forgetful> seen;
  void trace(auto &visit) const { visit(seen); }
};
struct talkative { // reports one edge twice
  edge<talkative> next;
  edge<leaf> told;
  void trace(auto &visit) const { visit(next, told, told); }
};

// Edges that are reported twice do not make up for others that are left out,
// not even if the addresses of both have the same sum.
TEST_F(Panel, MistakesDoNotCancelEachOther) {
  ref<leaf> leaves[4];
  for (int i = 0; i < 4; ++i)
    (leaves[i] = make<leaf>())->value = i;
  ASSERT_EQ(id(leaves[0]) + id(leaves[3]), id(leaves[1]) + id(leaves[2]));
  ref<forgetful> holder = make<forgetful>();
  holder->unseen[0] = leaves[1], holder->unseen[1] = leaves[2];
  for (int i : {0, 3}) {
    ref<talkative> ring = make<talkative>();
    ring->next = ring;
    ring->told = leaves[i];
  }
  for (auto &one : leaves)
    one.reset();
  EXPECT_EQ(gc::collect(), 2u);
  EXPECT_EQ(holder->unseen[0]->value, 1);
  EXPECT_EQ(holder->unseen[1]->value, 2);
  EXPECT_EQ(misuses.size(), 4u); // two are counted too often, two not at all
  misuses.clear();
}

// test_refcount_errors: a count that is too small stops with type and place
TEST_F(Panel, ACountThatIsTooSmallIsFatal) {
  ref<node> a = make<node>();
  a->next = make<node>();
  a->other = a->next;
  EXPECT_DEATH(
      {
        gc::on_misuse(nullptr);
        a->next.target()->half(detail::edge_one) -= 1;
        a->next->next = a; // so that both are looked at
        a.target()->half(detail::handle_one) -= 1;
        gc::collect();
      },
      "more edges refer to it");
}

} // namespace
