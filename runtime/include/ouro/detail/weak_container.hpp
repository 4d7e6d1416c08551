//===- weak_container.hpp - What the weak containers share ----------------===//
#ifndef OURO_DETAIL_WEAK_CONTAINER_HPP
#define OURO_DETAIL_WEAK_CONTAINER_HPP

#include "ouro/detail/weak_entries.hpp"

#include <iterator>

namespace ouro::detail {

/// Walks through the entries whose objects live, and holds the one at hand.
template <class Entries> class weak_cursor {
public:
  explicit weak_cursor(Entries &in) : in_(&in), at_(in.table_.begin()) {
    ++in.walkers_;
    settle();
  }
  weak_cursor(weak_cursor &&other) noexcept
      : in_(std::exchange(other.in_, nullptr)), at_(other.at_),
        held_(std::move(other.held_)) {}
  weak_cursor &operator=(weak_cursor &&other) noexcept {
    std::swap(in_, other.in_);
    std::swap(at_, other.at_);
    held_.swap(other.held_);
    return *this;
  }
  ~weak_cursor() {
    held_.reset(); // may end here, and be swept
    if (in_ && --in_->walkers_ == 0)
      in_->sweep();
  }
  bool is_at_end() const { return at_ == in_->table_.end(); }
  void advance() {
    ++at_;
    settle();
  }
  auto const &key() const { return at_->first; }
  auto &payload() const { return at_->second.payload; }
  auto const &object() const { return held_; }

private:
  void settle() {
    held_.reset();
    while (at_ != in_->table_.end() && !(held_ = at_->second.of.lock()))
      ++at_;
  }
  Entries *in_;
  typename Entries::table::iterator at_;
  ref<typename Entries::object_type> held_;
};

/// What all of them offer. `Show::element(cursor)` is what walking gives: it
/// holds its object. Sizes count objects whose end has not begun, those that
/// wait for a collection among them.
template <class Entries, class Show> class weak_container {
public:
  class iterator {
  public:
    using value_type =
        decltype(Show::element(std::declval<weak_cursor<Entries> const &>()));
    using difference_type = std::ptrdiff_t;
    explicit iterator(Entries &in) : at_(in) {}
    value_type operator*() const { return Show::element(at_); }
    iterator &operator++() {
      at_.advance();
      return *this;
    }
    void operator++(int) { at_.advance(); }
    friend bool operator==(iterator const &a, std::default_sentinel_t) {
      return a.at_.is_at_end();
    }

  private:
    weak_cursor<Entries> at_;
  };

  iterator begin() const { return iterator(entries_); }
  std::default_sentinel_t end() const { return {}; }
  std::size_t size() const { return entries_.size(); }
  bool empty() const { return size() == 0; }
  void clear() { entries_.clear(); }
  void trace(auto &visit) const { entries_.trace(visit); }

protected:
  bool erase_entry(typename Entries::entry *of) {
    if (of)
      entries_.erase(*of);
    return of;
  }
  mutable Entries entries_; // looking sweeps
};

struct show_value {
  static auto element(auto const &at) {
    return std::pair(at.key(), at.object());
  }
};
struct show_object {
  static auto element(auto const &at) { return at.object(); }
};
/// The payload by reference: it lasts as long as the object.
struct show_key {
  static auto element(auto const &at) {
    return std::pair<std::remove_cvref_t<decltype(at.object())>,
                     decltype(at.payload())>(at.object(), at.payload());
  }
};

/// Entries by the identity of their object.
template <class T, class Payload>
using identity_entries =
    weak_entries<std::uintptr_t, T, Payload, std::hash<std::uintptr_t>,
                 std::equal_to<std::uintptr_t>>;

} // namespace ouro::detail

#endif
