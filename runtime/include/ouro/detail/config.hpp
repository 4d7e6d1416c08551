//===- config.hpp - What is decided when the runtime is built -------------===//
//
// OURO_THREADS chooses one policy for a whole program; libraries of another
// policy do not link with it:
//   0  single  every thread has its own heap, counts are plain words (default)
//   1  biased  any thread may hold any object; the owner's counts are plain
//   2  atomic  any thread may hold any object; all counts are atomic
// OURO_CHECKED adds checks to every operation (default: unless NDEBUG).
// OURO_SITES records where each object was made, 4 bytes for 16 of heap
// (default: as OURO_CHECKED).
//
//===----------------------------------------------------------------------===//
#ifndef OURO_DETAIL_CONFIG_HPP
#define OURO_DETAIL_CONFIG_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

#define OURO_THREADS_SINGLE 0
#define OURO_THREADS_BIASED 1
#define OURO_THREADS_ATOMIC 2
#ifndef OURO_THREADS
#define OURO_THREADS OURO_THREADS_SINGLE
#endif
#ifndef OURO_CHECKED
#ifdef NDEBUG
#define OURO_CHECKED 0
#else
#define OURO_CHECKED 1
#endif
#endif
#ifndef OURO_SITES
#define OURO_SITES OURO_CHECKED
#endif

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define OURO_ADDRESS_SANITIZER 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) && !defined(OURO_ADDRESS_SANITIZER)
#define OURO_ADDRESS_SANITIZER 1
#endif
#ifndef OURO_ADDRESS_SANITIZER
#define OURO_ADDRESS_SANITIZER 0
#endif
#if OURO_ADDRESS_SANITIZER
extern "C" void __asan_poison_memory_region(void const volatile *, std::size_t);
extern "C" void __asan_unpoison_memory_region(void const volatile *,
                                              std::size_t);
#endif

namespace ouro::detail {

/// What this translation unit was compiled for; `built_for` of the library
/// must be the same object, so another policy fails to link.
inline constexpr int policy = OURO_THREADS;
inline constexpr bool is_single = policy == OURO_THREADS_SINGLE;
inline constexpr bool is_biased = policy == OURO_THREADS_BIASED;
inline constexpr bool is_atomic = policy == OURO_THREADS_ATOMIC;
inline constexpr bool is_checked = OURO_CHECKED;
inline constexpr bool has_sites = OURO_SITES;

template <int Policy, bool Sites> struct built_for {
  static char const marker;
};
template <> char const built_for<policy, has_sites>::marker;
#if defined(__GNUC__)
[[gnu::used]]
#endif
[[maybe_unused]] static char const *const same_policy =
    &built_for<policy, has_sites>::marker;

/// A use of the library that cannot go on: prints the message and aborts.
[[noreturn]] void fail(std::string_view message) noexcept;

/// Memory of a free slot, so that a use after free is found by the sanitizer.
inline void poison([[maybe_unused]] void const *at,
                   [[maybe_unused]] std::size_t size) {
#if OURO_ADDRESS_SANITIZER
  __asan_poison_memory_region(at, size);
#endif
}
inline void unpoison([[maybe_unused]] void const *at,
                     [[maybe_unused]] std::size_t size) {
#if OURO_ADDRESS_SANITIZER
  __asan_unpoison_memory_region(at, size);
#endif
}

} // namespace ouro::detail

#endif
