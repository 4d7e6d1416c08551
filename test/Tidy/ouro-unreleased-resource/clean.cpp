// Look-alikes: every path has an owner.
//
// RUN: %tidy --warnings-as-errors='*' %s -- %flags
#include <cstdio>
#include <cstdlib>
#include <memory>

struct Stream {
  std::FILE *file = nullptr;
  bool open(const char *name) {
    file = std::fopen(name, "r");
    return file != nullptr;
  }
  ~Stream() {
    if (file)
      std::fclose(file);
  }
};

int guarded(const char *name) {
  Stream stream;
  if (!stream.open(name))
    return -1;
  return std::fgetc(stream.file);
}

void owners() {
  std::unique_ptr<int> one(new int);
  auto raw = new int;
  std::shared_ptr<int> shared(raw);
  std::unique_ptr<std::FILE, int (*)(std::FILE *)> file(std::fopen("x", "r"), &std::fclose);
}

char *grow(char *block, unsigned n) {
  auto *more = static_cast<char *>(std::realloc(block, n));
  if (!more)
    std::free(block);
  return more;
}

[[noreturn]] void die();
void asserted(bool ok) {
  void *block = std::malloc(8);
  if (!ok)
    die();
  std::free(block);
}

// Released by a member, by a friend of the family, or handed on.
class Closed {
  std::FILE *file;

public:
  explicit Closed(const char *name) { file = std::fopen(name, "r"); }
  ~Closed() { close(); }
  void close() {
    if (file)
      std::fclose(file);
    file = nullptr;
  }
};

class Lender {
  int *number;

public:
  Lender() : number(new int) {}
  int *take() { return number; }
};

// A loop that runs exactly once.
void once() {
  void *block = nullptr;
  for (int i = 0; i < 1; ++i)
    block = std::malloc(4);
  for (int i = 0; i < 1; ++i)
    std::free(block);
}

// Values that go together, though both ways meet in between.
extern void *kept;
void together(bool in) {
  void *block = std::malloc(4);
  int rc = -1;
  if (!in)
    rc = 0;
  if (!rc)
    kept = block;
  else if (in)
    std::free(block);
}
