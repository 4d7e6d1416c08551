//===- AdapterTest.cpp - A ring through each kind of container ------------===//
//
// test_list, test_dict, test_tuple, test_class, test_newinstance, test_method,
// test_function, test_frame of CPython: a loop through each container is found,
// and exactly its objects are counted.
//
//===----------------------------------------------------------------------===//
#include "Fixture.hpp"

#include "ouro/function.hpp"

using namespace ouro;
using namespace ouro::test;

namespace {

/// An object whose edges are inside a member of type M.
template <class M> struct holder {
  M member;
  edge<node> also;
  void trace(auto &visit) const { visit(member, also); }
};

class Adapters : public Runtime {
protected:
  /// One holder in a ring with itself and one whose member leads to another.
  template <class M, class F> void find_rings_through(F put) {
    ref<holder<M>> alone = make<holder<M>>(), a = make<holder<M>>(),
                   b = make<holder<M>>();
    put(alone->member, alone);
    put(a->member, b);
    put(b->member, a);
    b->also = make<node>("held by the ring");
    expect_sound();
    EXPECT_EQ(gc::collect(), 0u);
    alone.reset();
    EXPECT_EQ(gc::collect(), 1u);
    a.reset();
    EXPECT_EQ(gc::collect(), 0u);
    EXPECT_EQ(ouro::testing::unreachable_objects(), 0u);
    b.reset();
    EXPECT_EQ(gc::collect(), 3u);
  }
};

struct three {
  edge<void> in[3];
  void trace(auto &visit) const { visit(in); }
};
struct part {
  std::string name;
  edge<void> held;
  void trace(auto &visit) const { visit(name, held); }
};
template <class T> auto edge_to(ref<T> const &of) { return edge<void>(of); }

TEST_F(Adapters, PlainEdge) {
  find_rings_through<edge<void>>([](auto &m, auto &to) { m = to; });
}
TEST_F(Adapters, Vector) {
  find_rings_through<std::vector<edge<void>>>(
      [](auto &m, auto &to) { m.assign(1, edge_to(to)); });
}
TEST_F(Adapters, Deque) {
  find_rings_through<std::deque<edge<void>>>(
      [](auto &m, auto &to) { m.push_back(edge_to(to)); });
}
TEST_F(Adapters, List) {
  find_rings_through<std::list<edge<void>>>(
      [](auto &m, auto &to) { m.push_back(edge_to(to)); });
}
TEST_F(Adapters, ForwardList) {
  find_rings_through<std::forward_list<edge<void>>>(
      [](auto &m, auto &to) { m.push_front(edge_to(to)); });
}
TEST_F(Adapters, Array) {
  find_rings_through<std::array<edge<void>, 3>>(
      [](auto &m, auto &to) { m[2] = to; });
}
TEST_F(Adapters, PlainArray) {
  find_rings_through<three>([](auto &m, auto &to) { m.in[1] = to; });
}
TEST_F(Adapters, Map) {
  find_rings_through<std::map<int, edge<void>>>(
      [](auto &m, auto &to) { m[7] = to; });
}
TEST_F(Adapters, MapByEdge) {
  find_rings_through<std::map<edge<void>, int>>(
      [](auto &m, auto &to) { m[edge_to(to)] = 7; });
}
TEST_F(Adapters, Multimap) {
  find_rings_through<std::multimap<int, edge<void>>>(
      [](auto &m, auto &to) { m.emplace(7, edge_to(to)); });
}
TEST_F(Adapters, UnorderedMap) {
  find_rings_through<std::unordered_map<std::string, edge<void>>>(
      [](auto &m, auto &to) { m["x"] = to; });
}
TEST_F(Adapters, UnorderedMultimap) {
  find_rings_through<std::unordered_multimap<int, edge<void>>>(
      [](auto &m, auto &to) { m.emplace(7, edge_to(to)); });
}
TEST_F(Adapters, Set) {
  find_rings_through<std::set<edge<void>>>(
      [](auto &m, auto &to) { m.insert(edge_to(to)); });
}
TEST_F(Adapters, Multiset) {
  find_rings_through<std::multiset<edge<void>>>(
      [](auto &m, auto &to) { m.insert(edge_to(to)); });
}
TEST_F(Adapters, UnorderedSet) {
  find_rings_through<std::unordered_set<edge<void>>>(
      [](auto &m, auto &to) { m.insert(edge_to(to)); });
}
TEST_F(Adapters, Optional) {
  find_rings_through<std::optional<edge<void>>>(
      [](auto &m, auto &to) { m = edge_to(to); });
}
TEST_F(Adapters, Variant) {
  find_rings_through<std::variant<int, edge<void>, std::string>>(
      [](auto &m, auto &to) { m = edge_to(to); });
}
TEST_F(Adapters, Tuple) {
  find_rings_through<std::tuple<int, edge<void>>>(
      [](auto &m, auto &to) { std::get<1>(m) = to; });
}
TEST_F(Adapters, Pair) {
  find_rings_through<std::pair<edge<void>, int>>(
      [](auto &m, auto &to) { m.first = to; });
}
TEST_F(Adapters, UniquePtr) {
  find_rings_through<std::unique_ptr<edge<void>>>(
      [](auto &m, auto &to) { m = std::make_unique<edge<void>>(edge_to(to)); });
}
TEST_F(Adapters, Function) {
  find_rings_through<function<int(int)>>([](auto &m, auto &to) {
    m = capture([](edge<void> const &held, int x) { return held ? x + 1 : 0; },
                edge_to(to));
    EXPECT_EQ(m(1), 2);
  });
}
TEST_F(Adapters, Nested) {
  using deep =
      std::map<int,
               std::vector<std::optional<std::pair<std::string, edge<void>>>>>;
  find_rings_through<deep>([](auto &m, auto &to) {
    m[1].emplace_back(std::pair(std::string("x"), edge_to(to)));
  });
}
TEST_F(Adapters, PartWithTrace) {
  find_rings_through<std::vector<part>>(
      [](auto &m, auto &to) { m.push_back({"x", edge_to(to)}); });
}

struct inherits : holder<std::vector<edge<void>>> {
  edge<inherits> mine;
  void trace(auto &visit) const {
    holder::trace(visit);
    visit(mine);
  }
};

TEST_F(Adapters, Base) {
  ref<inherits> a = make<inherits>();
  a->member.push_back(edge_to(a));
  a->mine = a;
  a.reset();
  EXPECT_EQ(gc::collect(), 1u);
}

TEST_F(Adapters, FunctionsCopyAndMoveTheirEdges) {
  ref<node> target = make<node>("target");
  function<std::string()> empty;
  EXPECT_FALSE(empty);
  EXPECT_THROW(empty(), std::bad_function_call);
  {
    function<std::string()> f = capture(
        [](edge<node> const &of) { return of->name; }, edge<node>(target));
    function<std::string()> g = f, h = std::move(f);
    EXPECT_EQ(g() + h(), "targettarget");
    EXPECT_EQ(detail::all_of(detail::total(target.target())), 3u);
    g = h;
    h = nullptr;
    EXPECT_EQ(g(), "target");
  }
  EXPECT_EQ(detail::all_of(detail::total(target.target())), 1u);
}

TEST_F(Adapters, ContainersOfValuesCostNothing) {
  static_assert(!detail::holds_edges<std::vector<int>>());
  static_assert(!detail::holds_edges<std::map<int, std::string>>());
  static_assert(detail::holds_edges<std::map<int, std::vector<edge<node>>>>());
  ref<std::vector<int>> numbers =
      make<std::vector<int>>(std::vector<int>{1, 2, 3});
  EXPECT_FALSE(gc::is_tracked(numbers));
  EXPECT_EQ(numbers->size(), 3u);
}

} // namespace
