//===- function.hpp - Callables whose captured edges are traced -----------===//
//
//   struct button {
//     ouro::function<void()> on_click;
//     void trace(auto &visit) const { visit(on_click); }
//   };
//   button->on_click = ouro::capture([](auto &window) { window->close(); },
//                                    ouro::edge<window>(w));
//
// A lambda's captures cannot be seen, so an edge or a handle in them keeps its
// target for ever if it leads back. `capture` holds the edges itself and passes
// them to the lambda, which captures nothing that counts.
//
//===----------------------------------------------------------------------===//
#ifndef OURO_FUNCTION_HPP
#define OURO_FUNCTION_HPP

#include "ouro/adapters.hpp"
#include "ouro/edge.hpp"

namespace ouro {

/// What `capture` makes: F called with the held edges, then the arguments.
template <class F, class... Held> class captured {
public:
  captured(F f, Held... held) : f_(std::move(f)), held_(std::move(held)...) {}
  template <class... A> decltype(auto) operator()(A &&...arguments) {
    return std::apply(
        [&](Held &...held) -> decltype(auto) {
          return f_(held..., std::forward<A>(arguments)...);
        },
        held_);
  }
  void trace(auto &visit) const { visit(held_); }

private:
  F f_;
  std::tuple<Held...> held_;
};

template <class F, class... Held>
captured<F, Held...> capture(F f, Held... held) {
  return captured<F, Held...>(std::move(f), std::move(held)...);
}

template <class Signature> class OURO_TRACED_BY(trace) function;

/// As std::function, and can be visited. Callables without a trace of their
/// own must hold no edges.
template <class R, class... A> class function<R(A...)> {
public:
  function() = default;
  function(std::nullptr_t) {}
  function(function const &other)
      : held_(other ? other.held_->copy() : nullptr) {}
  function(function &&) noexcept = default;
  template <class F>
    requires(!std::is_same_v<std::remove_cvref_t<F>, function> &&
             std::is_invocable_r_v<R, F &, A...>)
  function(F f) : held_(std::make_unique<model<F>>(std::move(f))) {
    static_assert(detail::knows_edges<F>() || std::is_empty_v<F> ||
                      std::is_trivially_copyable_v<F>,
                  "the callable may capture edges that nobody sees: use "
                  "ouro::capture(function, edges...)");
  }
  function &operator=(function other) noexcept {
    held_.swap(other.held_);
    return *this;
  }
  explicit operator bool() const { return held_ != nullptr; }
  /// Throws std::bad_function_call if empty.
  R operator()(A... arguments) const {
    if (!held_)
      throw std::bad_function_call();
    return held_->call(std::forward<A>(arguments)...);
  }
  void trace(auto &visit) const {
    if (!held_)
      return;
    // The callable's type is gone, so it reports to a visitor of one type.
    detail::edge_visitor forward;
    forward.context = &visit;
    forward.call = [](void *to, detail::edge_base const &of) {
      static_cast<std::remove_reference_t<decltype(visit)> *>(to)->on_edge(of);
    };
    held_->trace(forward);
  }

private:
  struct concept_of {
    virtual ~concept_of() = default;
    virtual R call(A...) = 0;
    virtual std::unique_ptr<concept_of> copy() const = 0;
    virtual void trace(detail::edge_visitor &) const = 0;
  };
  template <class F> struct model final : concept_of {
    explicit model(F f) : f(std::move(f)) {}
    R call(A... arguments) override { return f(std::forward<A>(arguments)...); }
    std::unique_ptr<concept_of> copy() const override {
      return std::make_unique<model>(f);
    }
    void trace(detail::edge_visitor &visit) const override {
      if constexpr (detail::knows_edges<F>()) // else the constructor complains
        visit(f);
    }
    F f;
  };
  std::unique_ptr<concept_of> held_;
};

} // namespace ouro

#endif
