// How long things take: pauses OBJECTS. A young collection beside an old heap,
// slices of a full collection while a mutator runs, the drop of a chain.
#include "measure.hpp"

#include "ouro/gc.hpp"

#include <chrono>
#include <cstdlib>

namespace {

using namespace bench;

struct node {
  ouro::edge<node> to[4];
  void trace(auto &visit) const { visit(to); }
};
struct link {
  ouro::edge<link> next, other;
  void trace(auto &visit) const { visit(next, other); }
};

double wall_ms() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::vector<ouro::ref<node>> random_heap(std::size_t count) {
  std::vector<ouro::ref<node>> all(count);
  for (auto &one : all)
    one = ouro::make<node>();
  random_numbers random;
  for (auto &one : all)
    for (auto &to : one->to)
      to = all[random.below(count)];
  return all;
}

void young_collection(std::vector<ouro::ref<node>> &old) {
  ouro::gc::collect(1);
  std::vector<double> times;
  for (int round = 0; round < 21; ++round) {
    for (int i = 0; i < 5000; ++i) {
      auto a = ouro::make<node>(), b = ouro::make<node>();
      a->to[0] = b, b->to[0] = a, a->to[1] = old[static_cast<std::size_t>(i)];
    }
    double begin = cpu_ns();
    ouro::gc::collect(0);
    times.push_back((cpu_ns() - begin) / 1e6);
  }
  std::sort(times.begin(), times.end());
  row("young ms", "ouro", "1e4 beside old", times[times.size() / 2]);
}

/// CPU time is compared with the same collection at one stretch; the longest
/// slices are in CPU time, too: the machine may be shared.
void slices(std::vector<ouro::ref<node>> &all) {
  double begin = cpu_ns();
  ouro::gc::collect(1);
  double at_once = cpu_ns() - begin;
  double peak_before = peak_mb(), sliced = 0;
  std::vector<double> times;
  random_numbers random;
  for (bool more = true; more;) {
    for (int i = 0; i < 200; ++i) { // the mutator goes on
      auto made = ouro::make<node>();
      made->to[0] = all[random.below(all.size())];
      all[random.below(all.size())]->to[random.below(4)] = made;
    }
    double from = cpu_ns();
    more = ouro::gc::step(std::chrono::microseconds(500));
    times.push_back((cpu_ns() - from) / 1e6);
    sliced += (cpu_ns() - from);
  }
  std::sort(times.begin(), times.end());
  row("slices", "ouro", "count", static_cast<double>(times.size()));
  row("slices", "ouro", "P99.9 ms", times[times.size() * 999 / 1000]);
  row("slices", "ouro", "worst ms", times.back());
  row("slices", "ouro", "CPU ratio", sliced / at_once);
  row("slices", "ouro", "memory ratio", peak_mb() / peak_before);
}

void chain() {
  constexpr long count = 10'000'000;
  ouro::ref<link> head;
  for (long i = 0; i < count; ++i) {
    auto one = ouro::make<link>();
    one->next = std::move(head);
    head = std::move(one);
  }
  double begin = cpu_ns();
  head.reset();
  row("deep", "ouro", "drop ns/node", (cpu_ns() - begin) / count);
}

} // namespace

int main(int argc, char **argv) {
  ouro::gc::disable();
  chain();
  std::size_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 10'000'000;
  auto all = random_heap(count);
  young_collection(all);
  slices(all);
  return 0;
}
