// What all measuring programs share: CPU time, resident memory, one stream of
// random numbers that every language of the comparison can repeat.
#ifndef OURO_BENCH_MEASURE_HPP
#define OURO_BENCH_MEASURE_HPP

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <ctime>
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

/// Sebastiano Vigna's splitmix64.
struct random_numbers {
  std::uint64_t state = 42;
  std::uint64_t next() {
    std::uint64_t z = (state += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
};

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
