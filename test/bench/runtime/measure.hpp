// What all measuring programs share: CPU time, memory, random numbers.
#ifndef OURO_BENCH_MEASURE_HPP
#define OURO_BENCH_MEASURE_HPP

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <numeric>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

namespace bench {

/// CPU time of the process in nanoseconds, of all its threads.
inline double cpu_ns() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e9 + now.tv_nsec;
}

inline double resident_bytes() {
  long pages = 0, resident = 0;
  if (FILE *file = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(file, "%ld %ld", &pages, &resident) != 2)
      resident = 0;
    std::fclose(file);
  }
  return static_cast<double>(resident) * sysconf(_SC_PAGESIZE);
}

inline double peak_mb() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024.0;
}

/// The linear congruences of Numerical Recipes, upper bits: every language of
/// the comparison has them in a line, and makes the same graphs.
struct random_numbers {
  std::uint32_t state = 42;
  std::uint32_t below(std::uint64_t limit) {
    state = state * 1664525 + 1013904223;
    return static_cast<std::uint32_t>(state * limit >> 32);
  }
};

/// 0 to count - 1 in random order.
inline std::vector<std::uint32_t> shuffled(std::size_t count) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0);
  random_numbers random;
  for (std::size_t i = count - 1; i > 0; --i)
    std::swap(order[i], order[random.below(i + 1)]);
  return order;
}

template <class F> double median(int times, F f) {
  std::vector<double> all;
  for (int time = 0; time < times; ++time)
    all.push_back(f());
  std::sort(all.begin(), all.end());
  return all[all.size() / 2];
}

/// The compiler must believe that the value is used.
template <class T> void keep(T const &value) { asm volatile("" : : "g"(&value) : "memory"); }

/// A row for compare.py: what was measured, of whom, in which case.
inline void row(char const *what, char const *who, char const *in_case, double value) {
  std::printf("%s\t%s\t%s\t%.4f\n", what, who, in_case, value);
  std::fflush(stdout);
}

} // namespace bench

#endif
