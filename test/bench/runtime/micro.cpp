// Clone and drop, make and drop, weak lock, and the same of peers in C++.
#include "micro.hpp"

#include "ouro/gc.hpp"

#include <memory>
#include <thread>

#ifdef OURO_HAS_BOOST
#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>
#endif

namespace {

/// The least that a counted pointer can do.
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

#ifdef OURO_HAS_BOOST
template <class Counter> struct counted : boost::intrusive_ref_counter<counted<Counter>, Counter>, payload {};
template <class Counter> void add_boost(char const *who) {
  using pointer = boost::intrusive_ptr<counted<Counter>>;
  bench::add_clone<pointer>(who, [] { return pointer(new counted<Counter>); });
}
#endif

} // namespace

int main(int argc, char **argv) {
  ouro::gc::disable();
  char const *ours = OURO_THREADS == 0 ? "ouro" : OURO_THREADS == 1 ? "ouro biased" : "ouro atomic";
  bench::add_clone<ouro::ref<payload>>(ours, [] { return ouro::make<payload>(); });
  bench::add_allocate<ouro::ref<traced>>(ours, [] { return ouro::make<traced>(); });
  auto object = ouro::make<payload>();
  ouro::weak<payload> weak(object);
  bench::add_lock(ours, weak);
  auto shared = std::make_shared<payload>();
  std::weak_ptr<payload> peer(shared);
  if (OURO_THREADS == 0) {
    bench::add_clone<raw>("raw count", [] { return raw(new raw_object); });
    bench::add_clone<std::shared_ptr<payload>>("std::shared_ptr", [] { return std::make_shared<payload>(); });
    bench::add_lock("std::weak_ptr", peer);
#ifdef OURO_HAS_BOOST
    add_boost<boost::thread_unsafe_counter>("boost::intrusive_ptr");
    add_boost<boost::thread_safe_counter>("boost, atomic");
#endif
  }
  std::thread([] {}).join(); // shared_ptr counts without atomics before the first thread
  return bench::run(argc, argv);
}
