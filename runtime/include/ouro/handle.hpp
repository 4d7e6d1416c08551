//===- handle.hpp - ref<T>: a reference from outside ----------------------===//
#ifndef OURO_HANDLE_HPP
#define OURO_HANDLE_HPP

#include "ouro/annotations.h"
#include "ouro/detail/counting.hpp"
#include "ouro/trace.hpp"

#include <compare>
#include <functional>

namespace ouro {
namespace detail {

struct adopt_t {};

/// A base that does not stand first in its derived class cannot be referred to:
/// the header would not be found in front of it. Free after optimisation.
template <class To, class From> void check_upcast(header *of) {
  if constexpr (!std::is_void_v<To> &&
                !std::is_same_v<std::remove_cv_t<To>, std::remove_cv_t<From>>)
    if (of &&
        static_cast<To *>(static_cast<From *>(of->object())) != of->object())
      fail("a reference to a base that is not the first one of its class "
           "cannot be made: move the base to the front");
}
template <class From, class To>
concept refers_to = std::is_convertible_v<From *, To *>;

} // namespace detail

/// A handle: for locals, globals, parameters, and members of objects that the
/// collector does not trace. Keeps its object alive, and all that the object
/// reaches; 8 bytes; copying adds to one word. Never make one a member of a
/// traced class: it would be a root that never goes away.
template <class T> class OURO_STRONG ref {
public:
  using element_type = T;
  constexpr ref() = default;
  constexpr ref(std::nullptr_t) {}
  ref(ref const &other) : target_(other.target_) { retain(); }
  ref(ref &&other) noexcept : target_(std::exchange(other.target_, nullptr)) {}
  template <detail::refers_to<T> U>
  ref(ref<U> const &other) : target_(other.target_) {
    detail::check_upcast<T, U>(target_);
    retain();
  }
  template <detail::refers_to<T> U>
  ref(ref<U> &&other) : target_(other.target_) {
    detail::check_upcast<T, U>(target_);
    other.target_ = nullptr;
  }
  template <detail::refers_to<T> U>
  ref(edge<U> const &other) : target_(other.target()) {
    detail::check_upcast<T, U>(target_);
    retain();
  }
  ref(detail::header *target, detail::adopt_t) : target_(target) {}
  ~ref() { release(target_); }

  ref &operator=(ref const &other) {
    other.retain();
    release(std::exchange(target_, other.target_));
    return *this;
  }
  ref &operator=(ref &&other) noexcept {
    release(std::exchange(target_, std::exchange(other.target_, nullptr)));
    return *this;
  }
  void reset() noexcept { release(std::exchange(target_, nullptr)); }
  void swap(ref &other) noexcept { std::swap(target_, other.target_); }

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
  detail::header *target() const { return target_; }
  /// Gives the handle's count away.
  detail::header *detach() { return std::exchange(target_, nullptr); }

  template <class U> friend bool operator==(ref const &a, ref<U> const &b) {
    return a.target() == b.target();
  }
  template <class U> friend auto operator<=>(ref const &a, ref<U> const &b) {
    return std::compare_three_way{}(a.target(), b.target());
  }
  friend bool operator==(ref const &a, std::nullptr_t) { return !a.target_; }

private:
  template <class U> friend class ref;
  template <class U> friend class edge;
  void retain() const {
    if (target_)
      detail::add(target_, detail::handle_one);
  }
  static void release(detail::header *target) noexcept {
    if (target)
      detail::subtract(target, detail::handle_one);
  }

  detail::header *target_ = nullptr;
};

/// A handle to an object of any type.
using any_ref = ref<void>;

/// What tells objects apart that are alive at the same time.
template <class T> std::uintptr_t id(ref<T> const &of) {
  return reinterpret_cast<std::uintptr_t>(of.target());
}
template <class T> std::uintptr_t id(edge<T> const &of) {
  return reinterpret_cast<std::uintptr_t>(of.target());
}

/// As the casts of that name; dynamic_pointer_cast gives null on failure.
template <class T, class U> ref<T> static_pointer_cast(ref<U> of) {
  if constexpr (!std::is_void_v<U>)
    if (of && static_cast<void const *>(static_cast<T *>(of.get())) != of.get())
      detail::fail(
          "static_pointer_cast: the base is not the first one of its class");
  return ref<T>(of.detach(), detail::adopt_t{});
}
template <class T, class U> ref<T> dynamic_pointer_cast(ref<U> const &of) {
  T *found = dynamic_cast<T *>(of.get());
  return found && static_cast<void const *>(found) == of.get()
             ? static_pointer_cast<T>(of)
             : ref<T>();
}

} // namespace ouro

template <class T> struct std::hash<ouro::ref<T>> {
  std::size_t operator()(ouro::ref<T> const &of) const noexcept {
    return ouro::id(of) >> 3;
  }
};

#endif
