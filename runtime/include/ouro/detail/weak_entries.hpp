//===- weak_entries.hpp - Entries that leave when their object ends -------===//
#ifndef OURO_DETAIL_WEAK_ENTRIES_HPP
#define OURO_DETAIL_WEAK_ENTRIES_HPP

#include "ouro/weak.hpp"

#include <unordered_map>

namespace ouro::detail {

/// What the weak containers are made of: a hash table of weak references with
/// a payload each. Under the single policy an object's end puts its entry into
/// the list `ended_`, which allocates nothing; under the others it may happen
/// in any thread, so the table is searched for such entries whenever it has
/// doubled. Only `sweep` takes entries out, and only while nobody walks through
/// the table: an entry stays where it is while it is looked at, and may stand
/// beside a newer one of the same key. Those that ended are skipped.
///
///   entries with is_ended == length of `ended_` == ended_count_,
///   walkers_ == number of cursors
template <class Key, class T, class Payload, class Hash, class Equal>
class weak_entries {
public:
  /// `of` stands first, so it is destroyed last: as long as the callback may
  /// come the entry can be put into the list.
  struct entry {
    weak<T> of;
    [[no_unique_address]] Payload payload;
    Key const *key = nullptr;
    entry *next_ended = nullptr;
    bool is_ended = false;
  };
  using object_type = T;
  using table = std::unordered_multimap<Key, entry, Hash, Equal>;

  weak_entries() = default;
  weak_entries(weak_entries const &) = delete;
  weak_entries &operator=(weak_entries const &) = delete;
  // What payloads still do with the container finds it empty.
  ~weak_entries() {
    clear();
    ++walkers_;
  }

  /// Costs a walk under the policies that share objects.
  std::size_t size() const {
    if constexpr (is_single)
      return table_.size() - ended_count_;
    std::size_t count = 0;
    for (auto const &[key, of] : table_)
      count += lives(of);
    return count;
  }
  /// The entry of a live object; null if there is none.
  entry *find(Key const &key) {
    sweep();
    auto [from, to] = table_.equal_range(key);
    for (; from != to; ++from)
      if (lives(from->second))
        return &from->second;
    return nullptr;
  }
  /// A new entry beside those that `find` finds. Null if the object is being
  /// destroyed. Throws std::bad_alloc, and what copying throws.
  entry *insert(Key key, ref<T> const &object, Payload payload) {
    sweep();
    auto at = table_.emplace(std::move(key), entry{{}, std::move(payload)});
    entry *made = &at->second;
    made->key = &at->first;
    struct undo {
      weak_entries *in;
      entry *made;
      ~undo() {
        if (!made->of.block())
          in->end(*made);
      }
    } unless_watched{this, made};
    if constexpr (is_single)
      made->of = weak<T>(object, [this, made] { end(*made); });
    else
      made->of = weak<T>(object);
    return made->of.block() ? made : nullptr;
  }
  void erase(entry &of) {
    of.of.reset();
    end(of);
  }
  void clear() {
    for (auto &[key, of] : table_) {
      of.of.reset();
      push(of);
    }
    sweep();
  }
  void trace(auto &visit) const {
    for (auto const &[key, of] : table_)
      visit(key, of.of, of.payload);
  }

private:
  template <class Entries> friend class weak_cursor;
  static bool lives(entry const &of) {
    if constexpr (is_single)
      return !of.is_ended && !of.of.expired();
    else
      return !of.is_ended && of.of.lock();
  }
  void push(entry &of) noexcept {
    if (of.is_ended)
      return;
    of.is_ended = true;
    of.next_ended = std::exchange(ended_, &of);
    ++ended_count_;
  }
  void end(entry &of) {
    push(of);
    sweep();
  }
  void sweep() {
    if (!is_single && table_.size() >= search_at_ && walkers_ == 0) {
      for (auto &[key, of] : table_)
        if (!lives(of))
          push(of);
      search_at_ = 2 * (table_.size() - ended_count_) + 16;
    }
    while (walkers_ == 0 && ended_) {
      entry *of = std::exchange(ended_, ended_->next_ended);
      --ended_count_;
      auto at = table_.equal_range(*of->key).first;
      while (&at->second != of)
        ++at;
      auto out = table_.extract(at); // its end may come back here
    }
  }

  table table_;
  entry *ended_ = nullptr;
  std::size_t ended_count_ = 0, search_at_ = 16, walkers_ = 0;
};

} // namespace ouro::detail

#endif
