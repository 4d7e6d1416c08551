//===- edge.hpp - edge<T>: a reference that trace() reports ---------------===//
#ifndef OURO_EDGE_HPP
#define OURO_EDGE_HPP

#include "ouro/handle.hpp"

namespace ouro {

/// An edge: a member of an object made by `make`, reported by its `trace`.
/// Keeps its target alive as long as its object lives; rings of edges that
/// nothing refers to from outside are found and freed. 8 bytes. An edge that
/// stands elsewhere, or is not reported, keeps its target for ever and is
/// named by the collector.
template <class T>
class OURO_STRONG OURO_TRACED_BY(trace) edge : public detail::edge_base {
public:
  using element_type = T;
  constexpr edge() = default;
  constexpr edge(std::nullptr_t) {}
  edge(edge const &other) : edge_base(other.target_) { retain(); }
  edge(edge &&other) noexcept
      : edge_base(std::exchange(other.target_, nullptr)) {
    detail::moved_away(target_);
  }
  template <detail::refers_to<T> U>
  edge(edge<U> const &other) : edge_base(other.target()) {
    detail::check_upcast<T, U>(target_);
    retain();
  }
  template <detail::refers_to<T> U>
  edge(ref<U> const &other) : edge_base(other.target()) {
    detail::check_upcast<T, U>(target_);
    retain();
  }
  template <detail::refers_to<T> U>
  edge(ref<U> &&other) : edge_base(std::exchange(other.target_, nullptr)) {
    detail::check_upcast<T, U>(target_);
    if (target_)
      detail::handle_became_edge(target_);
  }
  ~edge() { release(target_); }

  edge &operator=(edge const &other) {
    other.retain();
    release(std::exchange(target_, other.target_));
    return *this;
  }
  edge &operator=(edge &&other) noexcept {
    detail::moved_away(other.target_);
    release(std::exchange(target_, std::exchange(other.target_, nullptr)));
    return *this;
  }
  // Without a temporary: storing a handle is the commonest thing done to edges.
  template <detail::refers_to<T> U> edge &operator=(ref<U> const &other) {
    detail::check_upcast<T, U>(other.target_);
    if (other.target_)
      detail::add(other.target_, detail::edge_one);
    release(std::exchange(target_, other.target_));
    return *this;
  }
  template <detail::refers_to<T> U> edge &operator=(ref<U> &&other) {
    return *this = edge(std::move(other));
  }
  void reset() noexcept { release(std::exchange(target_, nullptr)); }
  void swap(edge &other) noexcept {
    detail::moved_away(target_);
    detail::moved_away(other.target_);
    std::swap(target_, other.target_);
  }
  friend void swap(edge &a, edge &b) noexcept { a.swap(b); }

  T *get() const {
    return target_ ? static_cast<T *>(target_->object()) : nullptr;
  }
  T *operator->() const { return static_cast<T *>(target_->object()); }
  std::add_lvalue_reference_t<T> operator*() const
    requires(!std::is_void_v<T>)
  {
    return *static_cast<T *>(target_->object());
  }
  explicit operator bool() const { return target_; }

  template <class U> friend bool operator==(edge const &a, edge<U> const &b) {
    return a.target() == b.target();
  }
  template <class U> friend bool operator==(edge const &a, ref<U> const &b) {
    return a.target() == b.target();
  }
  template <class U> friend auto operator<=>(edge const &a, edge<U> const &b) {
    return std::compare_three_way{}(a.target(), b.target());
  }
  friend bool operator==(edge const &a, std::nullptr_t) { return !a.target_; }

private:
  void retain() const {
    if (target_)
      detail::add(target_, detail::edge_one);
  }
  static void release(detail::header *target) noexcept {
    if (target)
      detail::subtract(target, detail::edge_one);
  }
};

} // namespace ouro

template <class T> struct std::hash<ouro::edge<T>> {
  std::size_t operator()(ouro::edge<T> const &of) const noexcept {
    return ouro::id(of) >> 3;
  }
};

#endif
