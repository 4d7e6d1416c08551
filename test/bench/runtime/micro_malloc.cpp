// 24 bytes of an allocator, for comparison with an object of two edges and its
// header: micro_malloc NAME, under LD_PRELOAD of the allocator of that name; with
// OURO_PYMALLOC CPython's.
#include "micro.hpp"

#ifdef OURO_PYMALLOC
#include <Python.h>
#endif
#include <cstdlib>

namespace {

#ifdef OURO_PYMALLOC
void *take(std::size_t size) { return PyObject_Malloc(size); }
void give(void *at) { PyObject_Free(at); }
#else
void *take(std::size_t size) { return std::malloc(size); }
void give(void *at) { std::free(at); }
#endif

struct block {
  std::uint64_t *at = nullptr;
  block() = default;
  explicit block(std::uint64_t value) : at(static_cast<std::uint64_t *>(take(24))) { at[0] = at[1] = at[2] = value; }
  block(block &&other) noexcept : at(std::exchange(other.at, nullptr)) {}
  block &operator=(block &&other) noexcept {
    give(std::exchange(at, std::exchange(other.at, nullptr)));
    return *this;
  }
  ~block() { give(at); }
};

} // namespace

int main(int argc, char **argv) {
  if (argc < 2)
    return 2;
  bench::add_allocate<block>(argv[1], [] { return block(1); });
  return bench::run(argc - 1, argv + 1);
}
