// Single operations: clone and drop, make and drop, weak lock; and the same of
// peers in C++. Under LD_PRELOAD of another allocator, `micro malloc NAME`.
#include "measure.hpp"

#include "ouro/gc.hpp"

#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <numeric>
#include <thread>

namespace {

using namespace bench;

/// The least that a safe counted pointer can do.
struct raw_object {
  std::uint32_t count = 0;
  std::uint64_t payload[2] = {};
};
class raw {
public:
  raw() = default;
  explicit raw(raw_object *to) : to_(to) { ++to_->count; }
  raw(raw const &other) : to_(other.to_) {
    if (to_)
      ++to_->count;
  }
  raw &operator=(raw const &other) {
    raw copy(other);
    std::swap(to_, copy.to_);
    return *this;
  }
  ~raw() {
    if (to_ && --to_->count == 0)
      delete to_;
  }

private:
  raw_object *to_ = nullptr;
};

struct payload {
  std::uint64_t value[2] = {};
};
struct traced {
  ouro::edge<traced> a, b;
  void trace(auto &visit) const { visit(a, b); }
};
struct plain_count : boost::intrusive_ref_counter<plain_count, boost::thread_unsafe_counter>, payload {};
struct atomic_count : boost::intrusive_ref_counter<atomic_count, boost::thread_safe_counter>, payload {};

std::vector<std::uint32_t> shuffled(std::size_t count) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0);
  random_numbers random;
  for (std::size_t i = count - 1; i > 0; --i)
    std::swap(order[i], order[random.next() % (i + 1)]);
  return order;
}

template <class R, class M> void clone_and_drop(char const *who, M make) {
  constexpr long times = 20'000'000;
  constexpr std::size_t count = 1'000'000;
  R one = make();
  row("clone", who, "hot", median(7, [&] {
        double begin = cpu_ns();
        for (long i = 0; i < times; ++i) {
          R copy(one);
          keep(copy);
        }
        return (cpu_ns() - begin) / times;
      }));
  std::vector<R> from(count), to(count);
  for (auto &each : from)
    each = make();
  std::vector<std::uint32_t> order = shuffled(count);
  row("clone", who, "random", median(7, [&] {
        double begin = cpu_ns();
        for (std::size_t i = 0; i < count; ++i)
          to[i] = from[order[i]];
        for (auto &each : to)
          each = R();
        return (cpu_ns() - begin) / count;
      }));
}

/// pair: make and drop at once. batch: 1e6, dropped at random. churn: one of 1e5.
template <class R, class M> void allocate(char const *who, M make) {
  constexpr long times = 20'000'000, churns = 3'000'000;
  constexpr std::size_t count = 1'000'000, live = 100'000;
  row("allocate", who, "pair", median(5, [&] {
        double begin = cpu_ns();
        for (long i = 0; i < times; ++i) {
          R one = make();
          keep(one);
        }
        return (cpu_ns() - begin) / times;
      }));
  std::vector<std::uint32_t> order = shuffled(count);
  std::vector<R> all(count);
  row("allocate", who, "batch", median(5, [&] {
        double begin = cpu_ns();
        for (auto &each : all)
          each = make();
        for (std::uint32_t index : order)
          all[index] = R();
        return (cpu_ns() - begin) / count;
      }));
  all.resize(live);
  for (auto &each : all)
    each = make();
  random_numbers random;
  row("allocate", who, "churn", median(5, [&] {
        double begin = cpu_ns();
        for (long i = 0; i < churns; ++i) {
          R &one = all[random.next() % live];
          one = R();
          one = make();
        }
        return (cpu_ns() - begin) / churns;
      }));
}

/// 24 bytes of malloc, behind a pointer that frees.
struct block {
  std::uint64_t *at = nullptr;
  block() = default;
  explicit block(std::uint64_t value) : at(static_cast<std::uint64_t *>(std::malloc(24))) { at[0] = value; }
  block(block &&other) noexcept : at(std::exchange(other.at, nullptr)) {}
  block &operator=(block &&other) noexcept {
    std::free(std::exchange(at, std::exchange(other.at, nullptr)));
    return *this;
  }
  ~block() { std::free(at); }
};

void lock_weak() {
  auto object = ouro::make<payload>();
  ouro::weak<payload> weak(object);
  auto shared = std::make_shared<payload>();
  std::weak_ptr<payload> peer(shared);
  constexpr long times = 20'000'000;
  auto time = [&](auto &of) {
    return median(5, [&] {
      double begin = cpu_ns();
      for (long i = 0; i < times; ++i) {
        auto got = of.lock();
        keep(got);
      }
      return (cpu_ns() - begin) / times;
    });
  };
  row("weak lock", "ouro", "hot", time(weak));
  row("weak lock", "std::weak_ptr", "hot", time(peer));
}

} // namespace

int main(int argc, char **argv) {
  ouro::gc::disable();
  if (argc == 3 && !std::strcmp(argv[1], "malloc")) {
    allocate<block>(argv[2], [] { return block(1); });
    return 0;
  }
  char const *ours = OURO_THREADS == 0 ? "ouro" : OURO_THREADS == 1 ? "ouro biased" : "ouro atomic";
  clone_and_drop<ouro::ref<payload>>(ours, [] { return ouro::make<payload>(); });
  clone_and_drop<raw>("raw count", [] { return raw(new raw_object); });
  allocate<ouro::ref<traced>>(ours, [] { return ouro::make<traced>(); });
  if (OURO_THREADS == 2)
    clone_and_drop<boost::intrusive_ptr<atomic_count>>("boost atomic", [] { return boost::intrusive_ptr<atomic_count>(new atomic_count); });
  if (OURO_THREADS != 0)
    return 0;
  clone_and_drop<boost::intrusive_ptr<plain_count>>("boost intrusive", [] { return boost::intrusive_ptr<plain_count>(new plain_count); });
  std::thread([] {}).join(); // shared_ptr counts without atomics before the first thread
  clone_and_drop<std::shared_ptr<payload>>("std::shared_ptr", [] { return std::make_shared<payload>(); });
  lock_weak();
}
