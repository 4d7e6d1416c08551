// RULE: ouro-unreleased-resource
// EXPECT:   if (block) std::free(block);
// EXPECT:   if (file) fclose(file);
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

// The callee may return null.
static std::FILE *find(const char *name) { return std::fopen(name, "r"); }

static bool exists(const char *name) {
  std::FILE *file = find(name);
  bool found = file != nullptr;
  return found;
}

int main(int, char **arguments) {
  std::printf("%d %d\n", first(0), first(1));
  std::printf("%d %d\n", exists(arguments[0]), exists("/no/such/file"));
  // Blocks of that size are mapped one by one, and counted.
  return mallinfo2().hblks == 0 ? 0 : 42;
}
