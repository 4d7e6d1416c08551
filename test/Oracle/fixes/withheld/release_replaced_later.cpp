// After a failure it is asked again whether there is a block: it would not be
// null any more.
// RULE: ouro-unreleased-resource
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <malloc.h>

static volatile std::size_t most = PTRDIFF_MAX;

static int fill(std::size_t size) {
  int failures = 0;
  char *text = static_cast<char *>(std::malloc(1 << 20));
  if (!text)
    return -1;
  text = static_cast<char *>(std::realloc(text, size));
  if (!text)
    ++failures;
  if (text)
    std::free(text);
  return failures;
}

int main() {
  std::printf("%d\n", fill(most));
  return mallinfo2().hblks == 0 ? 0 : 42;
}
