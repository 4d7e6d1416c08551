// RULE: ouro-unreleased-resource
// EXPECT:   if (block) std::free(block);
#include <cstdio>
#include <cstdlib>
#include <malloc.h>

static int first(int n) {
  char *block = nullptr;
  if (n > 0)
    block = static_cast<char *>(std::malloc(1 << 20));
  int result = block ? 1 : 0;
  return result;
}

int main() {
  std::printf("%d %d\n", first(0), first(1));
  // Blocks of that size are mapped one by one, and counted.
  return mallinfo2().hblks == 0 ? 0 : 42;
}
