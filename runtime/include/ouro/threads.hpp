//===- threads.hpp - Threads under the biased and atomic policies ---------===//
//
// A collection stops the world: it waits until every attached thread is at a
// safepoint, which making an object may be, or in a region where it blocks.
// Under the single policy all of this does nothing.
//
//===----------------------------------------------------------------------===//
#ifndef OURO_THREADS_HPP
#define OURO_THREADS_HPP

namespace ouro {

/// Waits here if a collection wants the world to stop. For long loops that make
/// no objects.
void safepoint();

/// A thread that uses objects must be attached; making one attaches it, too.
/// Throws std::bad_alloc.
class attached_thread {
public:
  attached_thread();
};

/// Around what may take long and touches no reference: a join, a lock, input.
class blocking_region {
public:
  blocking_region() noexcept;
  ~blocking_region();
  blocking_region(blocking_region const &) = delete;
  blocking_region &operator=(blocking_region const &) = delete;
};

} // namespace ouro

#endif
