//===- gc.hpp - The collector's control panel -----------------------------===//
//
// As Python's module `gc`. Under the single policy everything here is about the
// calling thread's heap, else about all heaps. There are two generations: 0,
// objects made since the last collection, and 1, all objects.
//
//===----------------------------------------------------------------------===//
#ifndef OURO_GC_HPP
#define OURO_GC_HPP

#include "ouro/ref.hpp"

#include <chrono>
#include <exception>

namespace ouro::gc {

inline constexpr unsigned generations = 2;

/// Collects; returns how many objects were freed. 0 if a collection is running
/// already, as from a finalizer. Throws std::out_of_range for generation > 1.
std::size_t collect(unsigned generation = 1);
/// One slice of an incremental full collection; begins one if none is under
/// way. True while there is more to do. Single policy only; else collects all.
bool step(std::chrono::microseconds budget = std::chrono::microseconds(500));
bool is_stepping();

/// Whether collections begin by themselves.
void enable();
void disable();
bool is_enabled();

/// When they do.
struct policy {
  std::size_t young_objects = 64 * 1024; // slots taken into use; 0: never
  unsigned growth_percent =
      25; // survivors since the last full collection, of those then alive
  std::size_t growth_objects = 256 * 1024; // and at least so many
  bool incremental = false;                // full collections in slices,
  std::chrono::microseconds slice{500};    // one at each new page, of so long;
  unsigned finish_percent =
      40; // at once when the heap has grown so much meanwhile
};
policy threshold();
void threshold(policy);

struct counts {
  std::size_t young_objects;     // made since the last collection and alive
  std::size_t young_collections; // since the last full one
  std::size_t promoted;          // survivors since the last full one
};
counts count();

struct generation_stats {
  std::size_t collections, collected, uncollectable;
};
std::array<generation_stats, generations> stats();

/// Takes everything that is alive out of all later collections; and undoes it.
void freeze();
void unfreeze();
std::size_t freeze_count();

enum class event { start, stop };
struct report {
  unsigned generation;
  std::size_t collected; // 0 at start
  std::size_t uncollectable;
};
/// Called at start and stop of each collection, in the order of registration.
using callback = std::function<void(event, report const &)>;
/// Returns a number to remove it with.
std::size_t add_callback(callback);
void remove_callback(std::size_t);

enum debug_flag : unsigned {
  debug_stats = 1,         // a line on stderr for each collection
  debug_collectable = 2,   // a line for each object that was found
  debug_uncollectable = 4, // a line for each object that goes to garbage()
  debug_save_all = 8, // what is found goes to garbage() instead of being freed
  debug_leaks_at_exit =
      16, // what is left in a heap when its thread ends, by type
};
void set_debug(unsigned flags);
unsigned debug();
/// Uncollectable objects (see `ouro_uncollectable`), and those of save_all.
std::vector<any_ref> &garbage();

/// All objects of a generation (1: all), those that refer to one of the given
/// objects, and those that it refers to. Throw std::out_of_range, bad_alloc.
std::vector<any_ref> objects(unsigned generation = 1);
std::vector<any_ref> referrers(any_ref const &of);
std::vector<any_ref> referents(any_ref const &of);
/// Whether the object's type can hold edges; whether its finalizer ran.
bool is_tracked(any_ref const &of);
bool is_finalized(any_ref const &of);
std::string_view type_name(any_ref const &of);

/// A count that does not fit the edges that `trace` reports: an edge is not
/// reported, or stands where no trace sees it. The object is kept.
struct misuse {
  std::string_view type;
  void const *object;
  std::uint32_t all, outside, edges_found;
  std::string_view file; // where it was made, if OURO_SITES is on
  unsigned line;
  std::string_view what;
};
/// Default: a line on stderr; aborts if fewer references are counted than were
/// found, since an object was then freed too early or will be. Must not throw.
void on_misuse(std::function<void(misuse const &)>);
/// Exceptions of finalizers and callbacks. Default: a line on stderr.
void on_unraisable(
    std::function<void(std::exception_ptr, std::string_view where)>);

} // namespace ouro::gc

namespace ouro::detail {
void unraisable(std::exception_ptr, std::string_view where) noexcept;
void misused(gc::misuse const &) noexcept;
void misused(header const *of, std::uint32_t edges_found,
             std::string_view what) noexcept;
} // namespace ouro::detail

#endif
