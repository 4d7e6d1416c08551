// RULE: ouro-unreleased-resource
// EXPECT:   char *grown = static_cast<char *>(std::realloc(text, size));
// EXPECT:   if (grown == nullptr) {
// EXPECT:     std::free(text);
// EXPECT:   text = grown;
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <malloc.h>

// Nothing is that large.
static volatile std::size_t most = PTRDIFF_MAX;

static int fill(std::size_t size) {
  char *text = static_cast<char *>(std::malloc(1 << 20));
  if (!text)
    return -1;
  text = static_cast<char *>(std::realloc(text, size));
  if (text == nullptr)
    return -1;
  text[0] = 'x';
  int first = text[0];
  std::free(text);
  return first;
}

int main() {
  std::printf("%d %d\n", fill(2 << 20), fill(most));
  // Blocks of that size are mapped one by one, and counted.
  return mallinfo2().hblks == 0 ? 0 : 42;
}
