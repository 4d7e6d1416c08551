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
void forget_mark(header *of) noexcept;
/// Its first slot became free, or its last one.
void page_changed(page &of) noexcept;
void free_elsewhere(header *of) noexcept;
/// A destructor gave away references to its object: reported, the slot leaks.
bool escaped_from_destructor(header *of) noexcept;

template <class T> void destroy(header *of) noexcept {
  if constexpr (!std::is_trivially_destructible_v<T>)
    static_cast<T *>(of->object())->~T();
}

inline void put_in_free_list(page &in, header *of) {
  poison(of->object(), in.stride - sizeof(header));
  set_total(of, linked(free_tag, in.free));
  in.free = of;
}

inline void free_slot(header *of) noexcept {
  if constexpr (!is_single)
    if (!is_mine(of)) [[unlikely]]
      return free_elsewhere(of);
  page &in = *page_of(of);
  bool was_full = !in.free;
  put_in_free_list(in, of);
  if (in.flags & page_has_marks)
    forget_mark(of);
  if (--in.live == 0 || was_full) [[unlikely]]
    page_changed(in);
}

template <class T> void end_life(header *of) noexcept {
  if constexpr (has_finalizer<T>)
    if (!finalize_at_end(of))
      return;
  if (page_of(of)->flags & page_has_watched) [[unlikely]]
    leave_watchers(of);
  set_total(of, ending_bits);
  destroy<T>(of);
  if constexpr (!std::is_trivially_destructible_v<T>)
    if (total(of) != ending_bits && escaped_from_destructor(of)) [[unlikely]]
      return;
  free_slot(of);
}

template <class T> void drop(header *of) noexcept {
  if constexpr (std::is_trivially_destructible_v<T> && !has_finalizer<T>)
    if (!(page_of(of)->flags & page_has_watched)) // no user code will run
      return end_life<T>(of);
  ending &mine = this_thread_ending;
  if (mine.is_active)
    return wait_for_end(of);
  mine.is_active = true;
  end_life<T>(of);
  if (mine.first)
    end_waiting();
  mine.is_active = false;
}

} // namespace ouro::detail

#endif
