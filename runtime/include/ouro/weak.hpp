//===- weak.hpp - weak<T>: a reference that keeps nothing alive -----------===//
#ifndef OURO_WEAK_HPP
#define OURO_WEAK_HPP

#include "ouro/edge.hpp"

#include <memory>

namespace ouro {
namespace detail {

/// What a weak reference points to; outlives the object. An object's blocks are
/// in a list, newest first; those without callback are one block.
struct weak_block {
  header *target;           // null after the object's end
  std::uint32_t references; // weak<T> that share it, and the list's own
  bool has_callback;
  std::function<void()> callback;
  weak_block *next; // older one of the same object
};

/// The shared block of an object, or a new one with the callback. Throws
/// std::bad_alloc; null if the object is being destroyed.
weak_block *watch(header *of, std::function<void()> callback);
void retain_block(weak_block *) noexcept;
void release_block(weak_block *) noexcept;
/// The target with one handle added, or null.
header *lock_contended(weak_block *) noexcept;

inline header *lock(weak_block *in) noexcept {
  if constexpr (!is_single)
    return lock_contended(in);
  header *of = in->target;
  if (!of)
    return nullptr;
  count_half &handles = of->half(handle_one);
  if (static_cast<std::int32_t>(handles) < 0 || barrier_is_up()) [[unlikely]]
    return lock_contended(in);
  ++handles;
  return of;
}

class weak_base {
public:
  constexpr weak_base() = default;
  weak_base(weak_base const &other) : block_(other.block_) {
    if (block_)
      retain_block(block_);
  }
  weak_base(weak_base &&other) noexcept
      : block_(std::exchange(other.block_, nullptr)) {}
  weak_base &operator=(weak_base other) noexcept {
    std::swap(block_, other.block_);
    return *this;
  }
  ~weak_base() { reset(); }
  void reset() noexcept {
    if (weak_block *old = std::exchange(block_, nullptr))
      release_block(old);
  }
  /// The object's end has begun, or there never was one.
  bool expired() const {
    return !block_ || !block_->target || is_dying(total(block_->target));
  }
  weak_block *block() const { return block_; }

protected:
  explicit weak_base(weak_block *block) : block_(block) {}
  weak_block *block_ = nullptr;
};

} // namespace detail

/// A weak reference: `lock` gives a handle while the object lives. With a
/// callback, that is called once when the object ends, unless the weak
/// reference is gone before, or is garbage itself (it stands in a garbage
/// object whose `trace` reports it). The newest callback comes first. It finds
/// the object's memory intact but cannot get hold of it any more. What it
/// throws goes to `gc::on_unraisable`.
template <class T> class OURO_WEAK weak : public detail::weak_base {
public:
  using element_type = T;
  constexpr weak() = default;
  template <detail::refers_to<T> U>
  weak(ref<U> const &to) : weak_base(watched(to.target())) {
    detail::check_upcast<T, U>(to.target());
  }
  template <detail::refers_to<T> U>
  weak(edge<U> const &to) : weak_base(watched(to.target())) {
    detail::check_upcast<T, U>(to.target());
  }
  weak(ref<T> const &to, std::function<void()> callback)
      : weak_base(watched(to.target(), std::move(callback))) {}

  ref<T> lock() const {
    detail::header *of = block_ ? detail::lock(block_) : nullptr;
    return ref<T>(of, detail::adopt_t{});
  }
  /// Same object while it lives; afterwards same weak reference.
  friend bool operator==(weak const &a, weak const &b) {
    return a.block_ == b.block_ || (!a.expired() && !b.expired() &&
                                    a.block_->target == b.block_->target);
  }

private:
  static detail::weak_block *watched(detail::header *of,
                                     std::function<void()> callback = nullptr) {
    return of ? detail::watch(of, std::move(callback)) : nullptr;
  }
};

/// How many weak references, blocks that is, an object has; and with callbacks.
std::size_t weak_count(any_ref const &of);

} // namespace ouro

#endif
