// The driver of generated programs: see truth.h. Prints, per line of the unit,
// what was observed in any run:
//   acquired LINE            something was acquired there
//   leaked LINE              and is still held when the program is over
//   double LINE BY           and was released a second time at line BY
//   mismatched LINE BY       and was released by the wrong family at line BY
//   capped NAME RUNS         a program has more than MaxRuns runs
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <set>
#include <utility>
#include <vector>
// After the standard headers, for what it defines.
#include "truth.h"
#undef malloc
#undef calloc
#undef free
#undef new
#undef delete
#undef memset

static const unsigned MaxRuns = 16384;

struct Object {
  truth_family family;
  const void *handle;
  int fd;
  int line;
  bool held;
  void *storage;
};

static std::vector<Object> objects;
static std::vector<int> tape;
static size_t tape_at;
static int next_fd;
static std::set<int> acquired, leaked;
static std::set<std::pair<int, int>> doubled, mismatched;
int truth_outer, truth_new_line, truth_delete_line;

int truth_choice() {
  if (tape_at == tape.size())
    tape.push_back(0);
  return tape[tape_at++];
}

static void *add(truth_family family, size_t size, int line) {
  void *storage = std::calloc(1, size ? size : 1);
  acquired.insert(line);
  objects.push_back({family, storage, -1, line, true, storage});
  return storage;
}

static int add_fd(int line) {
  acquired.insert(line);
  objects.push_back({TRUTH_FD, nullptr, ++next_fd, line, true, nullptr});
  return next_fd;
}

static Object *find(const void *handle) {
  for (Object &o : objects)
    if (handle && o.handle == handle)
      return &o;
  return nullptr;
}

static Object *find_fd(int fd) {
  for (Object &o : objects)
    if (o.family == TRUTH_FD && o.fd == fd)
      return &o;
  return nullptr;
}

static void release(Object &o, truth_family by, int line) {
  if (!o.held)
    doubled.insert({o.line, line});
  else if (o.family != by)
    mismatched.insert({o.line, line});
  o.held = false;
}

void *truth_memory(size_t size, int line) {
  return truth_choice() ? nullptr : add(TRUTH_MALLOC, size, line);
}

void *truth_resize(void *old, size_t size, int line) {
  if (truth_choice())
    return nullptr;
  if (Object *o = find(old))
    release(*o, TRUTH_MALLOC, line);
  return add(TRUTH_MALLOC, size, line);
}

char *truth_text(const char *text, int line) {
  char *copy = static_cast<char *>(truth_memory(std::strlen(text) + 1, line));
  return copy ? std::strcpy(copy, text) : nullptr;
}

int truth_print(char **out, int line) {
  void *text = truth_memory(8, line);
  if (!text)
    return -1;
  *out = static_cast<char *>(text);
  return 1;
}

int truth_aligned(void **out, size_t size, int line) {
  void *block = truth_memory(size, line);
  if (!block)
    return 12;
  *out = block;
  return 0;
}

FILE *truth_file(truth_family family, int line) {
  return truth_choice() ? nullptr : static_cast<FILE *>(add(family, 1, line));
}

int truth_descriptor(int line) { return truth_choice() ? -1 : add_fd(line); }

int truth_pipe(int *pair, int line) {
  if (truth_choice())
    return -1;
  pair[0] = add_fd(line);
  pair[1] = add_fd(line);
  return 0;
}

FILE *truth_adopt_descriptor(int fd, int line) {
  FILE *file = truth_file(TRUTH_FILE, line);
  if (file)
    truth_take_descriptor(fd);
  return file;
}

DIR *truth_directory(int line) {
  return truth_choice() ? nullptr : static_cast<DIR *>(add(TRUTH_DIR, 1, line));
}

int truth_release(truth_family by, const void *handle, int line) {
  if (Object *o = find(handle))
    release(*o, by, line);
  return 0;
}

int truth_close(int fd, int line) {
  if (Object *o = find_fd(fd))
    release(*o, TRUTH_FD, line);
  return 0;
}

void truth_take(const void *handle) {
  if (Object *o = find(handle))
    o->held = false;
}

void truth_take_descriptor(int fd) {
  if (Object *o = find_fd(fd))
    o->held = false;
}

// Only what the programs themselves make by new has a line.
void *operator new(size_t size) {
  int line = std::exchange(truth_new_line, 0);
  return line ? add(TRUTH_NEW, size, line) : std::malloc(size);
}
void *operator new[](size_t size) {
  int line = std::exchange(truth_new_line, 0);
  return line ? add(TRUTH_NEW_ARRAY, size, line) : std::malloc(size);
}
static void give_back(truth_family by, void *block) {
  int line = std::exchange(truth_delete_line, 0);
  if (Object *o = find(block))
    release(*o, by, line);
  else
    std::free(block);
}
void operator delete(void *block) noexcept { give_back(TRUTH_NEW, block); }
void operator delete(void *block, size_t) noexcept {
  give_back(TRUTH_NEW, block);
}
void operator delete[](void *block) noexcept {
  give_back(TRUTH_NEW_ARRAY, block);
}
void operator delete[](void *block, size_t) noexcept {
  give_back(TRUTH_NEW_ARRAY, block);
}

extern "C" {
struct truth_program {
  const char *name;
  int inputs;
  int counted; ///< of the inputs, those that may be -1, as bits
  void (*run)(const int *);
};
extern const truth_program truth_programs[];
}

static void run_once(const truth_program &program) {
  tape_at = 0;
  next_fd = 100;
  truth_outer = truth_new_line = truth_delete_line = 0;
  int inputs[8] = {};
  for (int i = 0; i < program.inputs; ++i)
    inputs[i] = !truth_choice()                                ? 0
                : (program.counted >> i & 1) && truth_choice() ? -1
                                                               : 1;
  program.run(inputs);
  std::vector<Object> over;
  over.swap(objects);
  for (Object &o : over) {
    if (o.held)
      leaked.insert(o.line);
    std::free(o.storage);
  }
}

/// Steps to the next sequence of choices; false after the last one.
static bool advance() {
  tape.resize(tape_at);
  while (!tape.empty() && tape.back())
    tape.pop_back();
  if (tape.empty())
    return false;
  tape.back() = 1;
  return true;
}

int main() {
  for (const truth_program *program = truth_programs; program->name;
       ++program) {
    tape.clear();
    unsigned runs = 0;
    do
      run_once(*program);
    while (++runs < MaxRuns && advance());
    if (runs == MaxRuns && advance())
      std::printf("capped %s %u\n", program->name, runs);
  }
  for (int line : acquired)
    std::printf("acquired %d\n", line);
  for (int line : leaked)
    std::printf("leaked %d\n", line);
  for (auto [line, by] : doubled)
    std::printf("double %d %d\n", line, by);
  for (auto [line, by] : mismatched)
    std::printf("mismatched %d %d\n", line, by);
}
