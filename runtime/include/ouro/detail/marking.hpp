//===- marking.hpp - Reaching objects, without recursion ------------------===//
#ifndef OURO_DETAIL_MARKING_HPP
#define OURO_DETAIL_MARKING_HPP

#include "ouro/detail/counting.hpp"

#include <cstdlib>

namespace ouro::detail {

/// Objects that are marked and whose edges were not looked at yet: a stack, and
/// before it a ring of objects that are on their way from memory. A mark that
/// waits for each object costs a cache miss, 160 to 260 ns on a large heap;
/// with sixteen under way, 6 to 26.
///
///   begin_ <= top_ <= end_,  waiting_ <= ring_size
///
/// Where the stack cannot grow, the ring is all there is: what it has no room
/// for is forgotten, `overflowed_` is set, and the collector looks at the edges
/// of all marked objects again: slower, but marking never fails. It ends,
/// because only objects that were not marked before are forgotten, and one that
/// is pushed while nothing waits finds room.
class marker {
public:
  marker() = default;
  marker(marker const &) = delete;
  marker &operator=(marker const &) = delete;
  ~marker() { std::free(begin_); }

  /// Marks, and will look at the object's edges.
  void reach(header *of) {
    if (set_mark(of))
      push(of);
  }
  void push(header *of) {
    if (top_ == end_ && !grow()) [[unlikely]]
      return push_without_stack(of);
    *top_++ = of;
  }
  /// The next object to look at; null if there is none or the budget is spent.
  header *next() {
    while (waiting_ < ring_size && top_ != begin_) {
      header *of = *--top_;
      __builtin_prefetch(of);
      ring_[(head_ + waiting_++) % ring_size] = of;
    }
    if (waiting_ == 0 || budget_ == 0)
      return nullptr;
    --budget_;
    --waiting_;
    return ring_[head_++ % ring_size];
  }
  void put_back(header *of) {
    ++budget_;
    ++waiting_;
    ring_[--head_ % ring_size] = of;
  }
  /// Looks at all that was reached, or at `objects` of them.
  void drain(std::size_t objects = SIZE_MAX);

  bool is_done() const { return waiting_ == 0 && top_ == begin_; }
  bool overflowed() const { return overflowed_; }
  void begin_again() { overflowed_ = false; }
  /// Gives back memory that an unusually deep heap needed.
  void shrink();
  bool is_valid() const {
    return begin_ <= top_ && top_ <= end_ && waiting_ <= ring_size;
  }

private:
  static constexpr unsigned ring_size = 16;
  bool grow();
  void push_without_stack(header *of);

  header **begin_ = nullptr, **top_ = nullptr, **end_ = nullptr;
  std::size_t budget_ = 0;
  unsigned head_ = 0, waiting_ = 0;
  bool overflowed_ = false;
  header *ring_[ring_size] = {};
};

/// Where edges among unmarked objects are counted: in the outside half of the
/// target, which is 0 for an unmarked object, or, while mutators run between
/// two slices, aside.
class scratchpad {
public:
  explicit scratchpad(bool aside) : aside_(aside) {}
  void count(header *target) const {
    if (aside_)
      ++scratch_of(target);
    else
      target->count += outside_one;
  }
  /// What was counted; and back to 0.
  std::uint32_t take(header *of) const {
    if (aside_)
      return std::exchange(scratch_of(of), 0);
    std::uint32_t found = outside_of(of->count);
    of->count &= ~word{0} >> 32;
    return found;
  }

  bool is_aside() const { return aside_; }

private:
  bool aside_;
};

/// Whether the counts of unmarked objects are the edges among them, told by
/// sums of hashes of addresses: nothing is written, and no target is looked at
/// but for its mark. Other multisets of addresses have the same sum with a
/// probability of 2^-64. Who is to blame the scratchpad knows.
class balance {
public:
  void expect(header const *of, std::uint32_t references) {
    sum_ += references * hash(of);
  }
  void found(header const *target) { sum_ -= hash(target); }
  bool is_even() const { return sum_ == 0; }

private:
  /// Not linear: edges reported twice must not make up for others left out.
  static word hash(header const *of) {
    word mixed = address_of(of) * 0x9e3779b97f4a7c15;
    return (mixed ^ mixed >> 32) * 0xd6e8feb86659fd93;
  }
  word sum_ = 0;
};

} // namespace ouro::detail

#endif
