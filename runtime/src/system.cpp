//===- system.cpp - Memory from the system, and its failure ---------------===//
#include "ouro/internal/heap.hpp"
#include "ouro/testing.hpp"

#include <cstdio>
#include <sys/mman.h>

namespace ouro {
namespace detail {

template <> char const built_for<policy, has_sites>::marker = 0;

static std::atomic<std::int64_t> allocations_left{INT64_MAX};

bool may_allocate() noexcept {
  return allocations_left.fetch_sub(1, std::memory_order_relaxed) > 0;
}

void *system_reserve(std::size_t size, std::size_t align) noexcept {
  if (!may_allocate())
    return nullptr;
  void *got = mmap(nullptr, size + align, PROT_NONE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (got == MAP_FAILED)
    return nullptr;
  std::uintptr_t begin = (address_of(got) + align - 1) & ~(align - 1);
  std::size_t before = begin - address_of(got);
  if (before)
    munmap(got, before);
  munmap(reinterpret_cast<void *>(begin + size), align - before);
  return reinterpret_cast<void *>(begin);
}

bool system_commit(void *at, std::size_t size) noexcept {
  return may_allocate() && mprotect(at, size, PROT_READ | PROT_WRITE) == 0;
}

void system_forget(void *at, std::size_t size) noexcept {
  madvise(at, size, MADV_DONTNEED);
}

void system_release(void *at, std::size_t size) noexcept { munmap(at, size); }

void fail(std::string_view message) noexcept {
  std::fprintf(stderr, "ouro: %.*s\n", static_cast<int>(message.size()),
               message.data());
  std::fflush(stderr);
  std::abort();
}

} // namespace detail

void testing::fail_allocations_after(std::int64_t successes) noexcept {
  detail::allocations_left.store(successes, std::memory_order_relaxed);
}
void testing::allow_allocations() noexcept {
  detail::allocations_left.store(INT64_MAX, std::memory_order_relaxed);
}

} // namespace ouro
