//===- weak_containers.hpp - Maps and sets that keep nothing alive --------===//
//
//   ouro::weak_value_map<std::string, image> cache;  // WeakValueDictionary
//   ouro::weak_key_map<person, int> visits;          // WeakKeyDictionary
//   ouro::weak_set<listener> listeners;              // WeakSet
//
// An entry leaves when its object ends. Objects may end at any time, while one
// walks through the container, too: what the walk is at is held by it, what
// ended is skipped. Erasing while walking is safe; inserting invalidates
// iterators as it does in std::unordered_map.
//
// A container is used by one thread at a time; under the policies that share
// objects these may end in others, and a value of weak_key_map then stays until
// the map has grown. It is neither copied nor moved, since its objects know
// where it is. As a member of a traced class, report it:
// visit(cache); entries of objects that are garbage with it then go without a
// call. A value of weak_key_map that refers to its key keeps it for ever.
// Hashes and comparisons of keys must not throw.
//
//===----------------------------------------------------------------------===//
#ifndef OURO_WEAK_CONTAINERS_HPP
#define OURO_WEAK_CONTAINERS_HPP

#include "ouro/detail/weak_container.hpp"

#include <optional>
#include <variant>

namespace ouro {

/// Values that are found by a key as long as something else keeps them.
template <class K, class V, class Hash = std::hash<K>,
          class Equal = std::equal_to<K>>
class weak_value_map
    : public detail::weak_container<
          detail::weak_entries<K, V, std::monostate, Hash, Equal>,
          detail::show_value> {
public:
  /// The value, or null.
  ref<V> get(K const &key) const {
    auto *of = this->entries_.find(key);
    return of ? of->of.lock() : nullptr;
  }
  bool contains(K const &key) const { return get(key) != nullptr; }
  /// Replaces what was there. No effect if the value is being destroyed.
  void set(K key, ref<V> const &value) {
    erase(key);
    this->entries_.insert(std::move(key), value, {});
  }
  /// The value that is there, else `value`, which is there now.
  ref<V> get_or_set(K key, ref<V> const &value) {
    if (ref<V> there = get(key))
      return there;
    set(std::move(key), value);
    return value;
  }
  bool erase(K const &key) {
    return this->erase_entry(this->entries_.find(key));
  }
  /// Takes it out and gives it, or null.
  ref<V> pop(K const &key) {
    ref<V> there = get(key);
    erase(key);
    return there;
  }
};

/// Values that objects have from outside, by identity, as long as they live.
/// Walking gives pairs of a handle to the key and its value.
template <class K, class V>
class weak_key_map
    : public detail::weak_container<detail::identity_entries<K, V>,
                                    detail::show_key> {
public:
  /// The value of the key, or null; valid while the key lives and has one.
  V *find(ref<K> const &key) const {
    auto *of = this->entries_.find(id(key));
    return of ? &of->payload : nullptr;
  }
  bool contains(ref<K> const &key) const { return find(key); }
  /// Replaces what was there. No effect if the key is being destroyed.
  void set(ref<K> const &key, V value) {
    if (V *there = find(key))
      *there = std::move(value);
    else
      this->entries_.insert(id(key), key, std::move(value));
  }
  /// The value that is there, else `value`, which is there now; null if the
  /// key is being destroyed.
  V *get_or_set(ref<K> const &key, V value) {
    if (V *there = find(key))
      return there;
    auto *made = this->entries_.insert(id(key), key, std::move(value));
    return made ? &made->payload : nullptr;
  }
  bool erase(ref<K> const &key) {
    return this->erase_entry(this->entries_.find(id(key)));
  }
  std::optional<V> pop(ref<K> const &key) {
    V *there = find(key);
    if (!there)
      return std::nullopt;
    std::optional<V> out(std::move(*there));
    erase(key);
    return out;
  }
};

/// Objects by identity.
template <class T>
class weak_set
    : public detail::weak_container<detail::identity_entries<T, std::monostate>,
                                    detail::show_object> {
public:
  bool contains(ref<T> const &of) const { return this->entries_.find(id(of)); }
  /// False if it was there, or is being destroyed.
  bool insert(ref<T> const &of) {
    return !contains(of) && this->entries_.insert(id(of), of, {});
  }
  bool erase(ref<T> const &of) {
    return this->erase_entry(this->entries_.find(id(of)));
  }
};

} // namespace ouro

#endif
