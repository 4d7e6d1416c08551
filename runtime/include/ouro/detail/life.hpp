//===- life.hpp - The end of one object, by its count ---------------------===//
//
// An object whose count comes to 0 ends at once, unless another one is just
// ending: then it waits in a queue that is threaded through the headers. So
// stacks stay flat however long a chain is, nothing is allocated, and objects
// end depth first, what was let go first also first.
//
//===----------------------------------------------------------------------===//
#ifndef OURO_DETAIL_LIFE_HPP
#define OURO_DETAIL_LIFE_HPP

#include "ouro/detail/counting.hpp"
#include "ouro/detail/type_ops.hpp"

#include <new>

namespace ouro::detail {

/// `void finalize()`: called once before the object ends, while all that it
/// refers to is intact. It may throw, and it may bring the object back.
template <class T>
concept has_finalizer = requires(T &of) { of.finalize(); };
/// `using ouro_uncollectable = void;`: found in a garbage ring, the object goes
/// to `gc::garbage()` with all that it reaches.
template <class T>
concept is_uncollectable = requires { typename T::ouro_uncollectable; };

/// Objects of such types can get hold of handles to themselves, also while they
/// are constructed or destroyed.
struct self_referring {};
template <class T>
inline constexpr bool may_refer_to_itself =
    std::is_base_of_v<self_referring, T>;

/// Objects of this thread that wait for their end, newest batch first.
/// `last_of_batch` is what the object that is ending let go last.
struct ending {
  bool is_active = false;
  header *first = nullptr;
  header *last_of_batch = nullptr;
};
inline thread_local constinit ending this_thread_ending{};

void wait_for_end(header *of) noexcept;
void end_waiting() noexcept;
/// False if the finalizer brought the object back.
bool finalize_at_end(header *of) noexcept;
/// Clears weak references and runs their callbacks, which find the object
/// intact; forgets that it was finalized.
void leave_watchers(header *of) noexcept;
void forget_finalized(header *of) noexcept;
/// Enough of its slots became free, or all.
void page_changed(page &of) noexcept;
void free_elsewhere(header *of) noexcept;
/// A destructor gave away references to its object: reported, the slot leaks.
bool escaped_from_destructor(header *of) noexcept;

/// Runs the destructor; meanwhile others see that the object is ending. False
/// if it gave away references to its object, which only such types can do.
template <class T> bool destroy(header *of) noexcept {
  set_total(of, ending_bits);
  if constexpr (!std::is_trivially_destructible_v<T>)
    static_cast<T *>(of->object())->~T();
  if constexpr (may_refer_to_itself<T>)
    return total(of) == ending_bits || !escaped_from_destructor(of);
  else
    return true;
}

/// A mark says that its slot's object is old, or was reached.
inline void forget_mark(header *of) noexcept {
  if (reinterpret_cast<heap_identity *>(base_of(of))->births_are_marked())
      [[unlikely]]
    set_bit(of, marks_at);
  else
    clear_bit(of, marks_at);
}

inline void free_here(header *of, page &in) noexcept {
  poison(of->object(), in.stride - sizeof(header));
  set_total(of, linked(free_tag, in.free));
  in.free = of;
  if (in.flags & page_has_marks)
    forget_mark(of);
  if (--in.live == in.notice) [[unlikely]]
    page_changed(in);
}

inline void free_slot(header *of, page &in) noexcept {
  if constexpr (!is_single)
    if (!is_mine(of)) [[unlikely]]
      return free_elsewhere(of);
  free_here(of, in);
}

template <class T> void end_life(header *of, page &in) noexcept {
  if constexpr (has_finalizer<T>)
    if (!finalize_at_end(of))
      return;
  if (in.flags & page_has_watched) [[unlikely]]
    leave_watchers(of);
  if (destroy<T>(of)) [[likely]]
    free_slot(of, in);
}

template <class T> void drop(header *of, page &in) noexcept {
  if constexpr (std::is_trivially_destructible_v<T> && !has_finalizer<T>)
    if (!(in.flags & page_has_watched)) // no user code will run
      return end_life<T>(of, in);
  ending &mine = this_thread_ending;
  if (mine.is_active)
    return wait_for_end(of);
  mine.is_active = true;
  end_life<T>(of, in);
  if (mine.first)
    end_waiting();
  mine.is_active = false;
}

} // namespace ouro::detail

#endif
