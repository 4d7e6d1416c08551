// RULE: ouro-unreleased-resource
// EXPECT:   if (brief) {
// EXPECT:     std::fclose(file);
// EXPECT:     return 0; // nothing to count
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

static int count(const char *name, bool brief) {
  std::FILE *file = std::fopen(name, "r");
  if (!file)
    return -1;
  if (brief) // asked for less
    return 0; // nothing to count
  int bytes = 0;
  while (std::fgetc(file) != EOF)
    ++bytes;
  std::fclose(file);
  return bytes > 0;
}

// What is open shows in the number of the next descriptor.
static int nextDescriptor() {
  int fd = ::open("/dev/null", O_RDONLY);
  if (fd >= 0)
    ::close(fd);
  return fd;
}

int main(int, char **arguments) {
  int before = nextDescriptor();
  std::printf("%d %d\n", count(arguments[0], true), count(arguments[0], false));
  return nextDescriptor() == before ? 0 : 42;
}
