//===- LiveHeap.cpp - Counts heap objects that outlive the program --------===//
//
// Linked into every sample. Replaces operator new and delete by counting ones
// and looks at the count after the last static destructor has run. Exact and
// deterministic, other than a leak scan of the heap, which a stale pointer on
// the stack can fool and which is not possible under every kernel policy.
// Only memory of operator new is counted: that is what C++ objects live in.
//
// Exit status: 42 if main() returned 0 and heap blocks are left; the program's
// own otherwise.
//
//===----------------------------------------------------------------------===//
#include <atomic>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <unistd.h>

namespace {
std::atomic<long> LiveBlocks{0};
constexpr int LeakStatus = 42;

void *countedAlloc(std::size_t Size, std::size_t Alignment) {
  std::size_t Rounded = (Size + Alignment - 1) / Alignment * Alignment;
  void *Block = std::aligned_alloc(Alignment, Rounded ? Rounded : Alignment);
  if (!Block)
    throw std::bad_alloc();
  ++LiveBlocks;
  return Block;
}

void countedFree(void *Block) {
  if (!Block)
    return;
  --LiveBlocks;
  std::free(Block);
}

void judge(int Status, void *) {
  long Left = LiveBlocks;
  if (Status != 0 || Left == 0)
    return;
  std::fflush(stdout);
  std::fprintf(stderr, "live-heap: %ld blocks were never freed\n", Left);
  _exit(LeakStatus);
}

// Exit handlers run in reverse order: registered before any static object of
// the program is made, this one runs after all of them are destroyed.
__attribute__((constructor(101))) void watchExit() { on_exit(judge, nullptr); }
} // namespace

void *operator new(std::size_t Size) {
  return countedAlloc(Size, alignof(std::max_align_t));
}
void *operator new[](std::size_t Size) {
  return countedAlloc(Size, alignof(std::max_align_t));
}
void *operator new(std::size_t Size, std::align_val_t Alignment) {
  return countedAlloc(Size, static_cast<std::size_t>(Alignment));
}
void *operator new[](std::size_t Size, std::align_val_t Alignment) {
  return countedAlloc(Size, static_cast<std::size_t>(Alignment));
}
void operator delete(void *Block) noexcept { countedFree(Block); }
void operator delete[](void *Block) noexcept { countedFree(Block); }
void operator delete(void *Block, std::size_t) noexcept { countedFree(Block); }
void operator delete[](void *Block, std::size_t) noexcept { countedFree(Block); }
void operator delete(void *Block, std::align_val_t) noexcept { countedFree(Block); }
void operator delete[](void *Block, std::align_val_t) noexcept { countedFree(Block); }
void operator delete(void *Block, std::size_t, std::align_val_t) noexcept {
  countedFree(Block);
}
void operator delete[](void *Block, std::size_t, std::align_val_t) noexcept {
  countedFree(Block);
}
