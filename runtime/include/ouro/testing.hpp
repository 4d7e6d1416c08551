//===- testing.hpp - Force, step, count and verify ------------------------===//
#ifndef OURO_TESTING_HPP
#define OURO_TESTING_HPP

#include "ouro/gc.hpp"

namespace ouro::testing {

/// Full collections until one finds nothing; returns how many objects died.
std::size_t collect_all();
/// Slices of `budget` until the collection is finished; returns their number.
std::size_t
step_to_end(std::chrono::microseconds budget = std::chrono::microseconds(100));
/// Objects that are alive, those that wait for a collection included.
std::size_t live_objects();

/// Looks at the whole heap without the collector's code and says what is wrong:
/// counts against edges found, free lists, pages' records, marks. Empty: sound.
std::vector<std::string> verify();
/// How many objects nothing outside reaches, recomputed without marks.
std::size_t unreachable_objects();

/// The n+1st allocation of memory by the runtime itself from now on fails, and
/// all after it; until allow_allocations().
void fail_allocations_after(std::int64_t successes) noexcept;
void allow_allocations() noexcept;

} // namespace ouro::testing

#endif
