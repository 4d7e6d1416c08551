//===- ReferenceTest.cpp - Handles, edges, and what their counts do -------===//
#include "Fixture.hpp"

using namespace ouro;
using namespace ouro::test;

namespace {

class References : public Runtime {};

std::uint32_t all_of(any_ref const &of) {
  return detail::all_of(detail::total(of.target()));
}
std::uint32_t outside_of(any_ref const &of) {
  return detail::outside_of(detail::total(of.target()));
}

TEST_F(References, AreOnePointerWide) {
  EXPECT_EQ(sizeof(ref<node>), sizeof(void *));
  EXPECT_EQ(sizeof(edge<node>), sizeof(void *));
  EXPECT_EQ(sizeof(weak<node>), sizeof(void *));
}

TEST_F(References, EndTheirObjectAtOnce) {
  ref<node> a = make<node>("a");
  EXPECT_EQ(a->name, "a");
  ref<node> b = a;
  a.reset();
  EXPECT_EQ(node::alive, 1);
  b = nullptr;
  EXPECT_EQ(node::alive, 0);
}

TEST_F(References, CountHandlesAndEdgesApart) {
  ref<node> a = make<node>(), b = make<node>();
  a->next = b;
  EXPECT_EQ(all_of(b), 3u); // b, its copy as an argument, the edge
  EXPECT_EQ(outside_of(b), 2u);
  a->other = std::move(b);
  EXPECT_FALSE(b);
  b = a->other;
  a->next.reset();
  EXPECT_EQ(all_of(b), 3u);
  EXPECT_EQ(outside_of(b), 2u);
  std::swap(a->next, a->other);
  edge<node> moved = std::move(a->next);
  EXPECT_EQ(moved, b);
  EXPECT_EQ(all_of(b), 3u);
  a->next = moved;
  moved = nullptr;
  expect_sound();
}

TEST_F(References, MayBeAssignedToThemselves) {
  ref<node> a = make<node>("a");
  ref<node> &same = a;
  a = same;
  a->next = a;
  edge<node> &edge = a->next;
  a->next = edge;
  EXPECT_EQ(a->next->name, "a");
  a->next = std::move(edge);
  a = a->next;
  EXPECT_EQ(node::alive, 1);
  a->next.reset();
}

TEST_F(References, AssignmentKeepsWhatTheOldTargetKept) {
  ref<node> a = make<node>("a");
  a->next = make<node>("b");
  a->next->next = make<node>("c");
  a->next = a->next->next; // "b" dies, and "c" must not with it
  EXPECT_EQ(a->next->name, "c");
  EXPECT_EQ(node::alive, 2);
}

struct base {
  virtual ~base() = default;
  virtual int value() const { return 1; }
  void trace(auto &) const {}
};
struct derived : base {
  edge<node> held;
  int value() const override { return 2; }
  void trace(auto &visit) const { visit(held); }
};
struct mixin {
  virtual ~mixin() = default;
  long x = 0;
};
struct second : mixin, base {
  void trace(auto &) const {}
};

TEST_F(References, ConvertToBasesAndBack) {
  ref<derived> made = make<derived>();
  made->held = make<node>();
  ref<base> up = made;
  EXPECT_EQ(up->value(), 2);
  EXPECT_EQ(dynamic_pointer_cast<derived>(up), made);
  EXPECT_EQ(static_pointer_cast<derived>(up)->value(), 2);
  EXPECT_FALSE(dynamic_pointer_cast<second>(up));
  made.reset();
  any_ref any = up;
  up.reset();
  EXPECT_EQ(node::alive, 1);
  any.reset(); // ends the derived object
  EXPECT_EQ(node::alive, 0);
}

TEST_F(References, RefuseABaseThatIsNotFirst) {
  ref<second> made = make<second>();
  EXPECT_DEATH(ref<base>{made}, "base that is not the first one");
}

struct self_aware : enable_ref_from_this<self_aware> {
  explicit self_aware(ref<self_aware> *copy = nullptr) {
    if (copy)
      *copy = ref_from_this();
  }
  edge<node> held;
  void trace(auto &visit) const { visit(held); }
};

TEST_F(References, FromThis) {
  EXPECT_EQ(sizeof(self_aware), sizeof(edge<node>));
  ref<self_aware> copy;
  ref<self_aware> made = make<self_aware>(&copy);
  EXPECT_EQ(copy, made);
  EXPECT_EQ(all_of(made), 3u);
  EXPECT_EQ(made->ref_from_this(), made);
  EXPECT_EQ(id(made), id(copy));
}

struct throws {
  explicit throws(bool now) {
    held = make<node>("held");
    if (now)
      throw std::runtime_error("no");
  }
  edge<node> held;
  void trace(auto &visit) const { visit(held); }
};

TEST_F(References, AConstructorMayThrow) {
  EXPECT_THROW(make<throws>(true), std::runtime_error);
  EXPECT_EQ(node::alive, 0);
  ref<throws> made = make<throws>(false);
  EXPECT_EQ(made->held->name, "held");
}

struct collects {
  collects() {
    held = make<node>("held");
    gc::collect();
    held->next = make<node>("next");
    gc::collect(0);
  }
  edge<node> held;
  void trace(auto &visit) const { visit(held); }
};

TEST_F(References, AConstructorMayCollect) {
  ref<collects> made = make<collects>();
  EXPECT_EQ(made->held->next->name, "next");
  gc::collect();
  EXPECT_EQ(node::alive, 2);
}

struct leaves_in_order {
  std::vector<std::string> *log;
  std::string name;
  edge<leaves_in_order> left{}, right{};
  ~leaves_in_order() { log->push_back(name); }
  void trace(auto &visit) const { visit(left, right); }
};

TEST_F(References, EndDepthFirstInOrderOfRelease) {
  std::vector<std::string> log;
  auto leaf = [&](char const *name) {
    return make<leaves_in_order>(&log, name);
  };
  ref<leaves_in_order> top = leaf("top");
  top->left = leaf("l"), top->right = leaf("r");
  top->left->left = leaf("ll"), top->right->left = leaf("rl"),
  top->right->right = leaf("rr");
  top.reset(); // members end in reverse order
  EXPECT_THAT(log, ::testing::ElementsAre("top", "r", "rr", "rl", "l", "ll"));
}

TEST_F(References, ManyReferencesMakeImmortal) {
  ref<node> a = make<node>();
  a.target()->half(detail::edge_one) = 0x7fff'ffff;
  {
    edge<node> one_more = a, another = a;
  }
  EXPECT_TRUE(detail::is_immortal(a.target()->count));
  for (int i = 0; i < 10; ++i)
    edge<node> copy = a;
  gc::collect();
  EXPECT_EQ(node::alive, 1);
  a.target()->count = detail::handle_one; // so that the test ends clean
}

} // namespace
