// RULE: ouro-unreleased-resource
// EXPECT:       ::close(fd);
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

class Device {
  int opened = 0;

public:
  void close() { opened = 0; }
  bool probe(const char *name) {
    int fd = ::open(name, O_RDONLY);
    if (fd <= 0)
      return false;
    char byte;
    if (::read(fd, &byte, 1) < 0) {
      ++opened;
      return false;
    }
    ::close(fd);
    return true;
  }
};

int main() {
  int before = ::open("/dev/null", O_RDONLY);
  ::close(before);
  Device device;
  // Folders are opened, but not read.
  std::printf("%d\n", device.probe("/"));
  device.close();
  int after = ::open("/dev/null", O_RDONLY);
  ::close(after);
  return before == after ? 0 : 42;
}
