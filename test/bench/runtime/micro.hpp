// Single operations of counted pointers and allocators, for Google Benchmark.
// Names are operation/system/case; items are operations.
#ifndef OURO_BENCH_MICRO_HPP
#define OURO_BENCH_MICRO_HPP

#include "measure.hpp"

#include <benchmark/benchmark.h>
#include <string>
#include <utility>

namespace bench {

inline void add(std::string const &name, auto body) {
  benchmark::RegisterBenchmark(name.c_str(), [body](benchmark::State &state) {
    std::size_t items = body(state);
    state.SetItemsProcessed(static_cast<std::int64_t>(static_cast<std::size_t>(state.iterations()) * items));
  });
}

/// hot: one object. random: a million of them, in random order.
template <class R, class M> void add_clone(std::string const &who, M make) {
  add("clone/" + who + "/hot", [make](benchmark::State &state) {
    R one = make();
    for (auto _ : state) {
      R copy = one;
      keep(copy);
    }
    return std::size_t{1};
  });
  add("clone/" + who + "/random", [make](benchmark::State &state) {
    constexpr std::size_t count = 1'000'000;
    std::vector<std::uint32_t> order = shuffled(count);
    std::vector<R> from(count), to(count);
    for (auto &each : from)
      each = make();
    for (auto _ : state) {
      for (std::size_t i = 0; i < count; ++i)
        to[i] = from[order[i]];
      for (auto &each : to)
        each = R();
    }
    return count;
  });
}

/// pair: make and drop at once. batch: a million, dropped at random. churn: one
/// of a hundred thousand is replaced.
template <class R, class M> void add_allocate(std::string const &who, M make) {
  add("allocate/" + who + "/pair", [make](benchmark::State &state) {
    R other = make(); // without it some allocators give their page back each time
    for (auto _ : state) {
      R one = make();
      keep(one);
    }
    return std::size_t{1};
  });
  add("allocate/" + who + "/batch", [make](benchmark::State &state) {
    constexpr std::size_t count = 1'000'000;
    std::vector<std::uint32_t> order = shuffled(count);
    std::vector<R> all(count);
    for (auto _ : state) {
      for (auto &each : all)
        each = make();
      for (std::uint32_t index : order)
        all[index] = R();
    }
    return count;
  });
  add("allocate/" + who + "/churn", [make](benchmark::State &state) {
    constexpr std::size_t live = 100'000;
    std::vector<R> all(live);
    for (auto &each : all)
      each = make();
    random_numbers random;
    for (auto _ : state) {
      R &one = all[random.below(live)];
      one = R();
      one = make();
    }
    return std::size_t{1};
  });
}

template <class W> void add_lock(std::string const &who, W &weak) {
  add("weak/" + who + "/lock", [&weak](benchmark::State &state) {
    for (auto _ : state) {
      auto got = weak.lock();
      keep(got);
    }
    return std::size_t{1};
  });
}

inline int run(int argc, char **argv) {
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

} // namespace bench

#endif
